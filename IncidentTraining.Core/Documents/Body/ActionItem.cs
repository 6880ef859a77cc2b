namespace IncidentTraining.Core.Documents.Body;

/// <summary>What an action item does about the next incident of the kind.</summary>
public enum ActionItemKind
{
    /// <summary>Keeps it from happening.</summary>
    Prevent,

    /// <summary>Shows it sooner.</summary>
    Detect,

    /// <summary>Makes it smaller or shorter.</summary>
    Mitigate,
}

/// <summary>How soon an action item has to be done, compared with the others.</summary>
public enum ActionItemPriority
{
    /// <summary>Before other planned work.</summary>
    High,

    /// <summary>With the next planned work.</summary>
    Medium,

    /// <summary>When there is room for it.</summary>
    Low,
}

/// <summary>One thing that somebody will do so that the incident does not come back unchanged. A draft may leave anything open.</summary>
/// <param name="What">What is done, beginning with a verb.</param>
/// <param name="Owner">The one person who agreed to do it.</param>
/// <param name="DueOn">When it is looked at again.</param>
/// <param name="Kind">What it does about the next incident.</param>
/// <param name="Priority">How soon it has to be done.</param>
/// <param name="Ticket">Where it is tracked: a number or an address; empty when it is tracked nowhere else.</param>
/// <param name="Done">Whether it has been done.</param>
public sealed record ActionItem(
    string What = "", string Owner = "", DateOnly? DueOn = null, ActionItemKind? Kind = null, ActionItemPriority? Priority = null, string Ticket = "", bool Done = false)
{
    /// <summary>Whether nothing has been filled in: such a row is left over from adding one, and means nothing.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(What) && string.IsNullOrWhiteSpace(Owner) && string.IsNullOrWhiteSpace(Ticket) && DueOn is null && Kind is null && Priority is null && !Done;
}
