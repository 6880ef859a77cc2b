namespace IncidentTraining.Core.Documents.Body;

/// <summary>The effect of an action item on future incidents.</summary>
public enum ActionItemKind
{
    /// <summary>Prevents the incident.</summary>
    Prevent,

    /// <summary>Detects it sooner.</summary>
    Detect,

    /// <summary>Makes it smaller or shorter.</summary>
    Mitigate,
}

/// <summary>The priority of an action item.</summary>
public enum ActionItemPriority
{
    /// <summary>Before other planned work.</summary>
    High,

    /// <summary>With the next planned work.</summary>
    Medium,

    /// <summary>When time permits.</summary>
    Low,
}

/// <summary>An action item. In a draft every field can be empty.</summary>
/// <param name="What">The action, starting with a verb.</param>
/// <param name="Owner">The person who agreed to do it.</param>
/// <param name="DueOn">The follow-up date.</param>
/// <param name="Ticket">The ticket's number or address; empty when there is none.</param>
/// <param name="Done">Whether it is completed.</param>
public sealed record ActionItem(
    string What = "",
    string Owner = "",
    DateOnly? DueOn = null,
    ActionItemKind? Kind = null,
    ActionItemPriority? Priority = null,
    string Ticket = "",
    bool Done = false
)
{
    /// <summary>Whether all fields are empty, as in a row that was added and not filled in.</summary>
    public bool IsEmpty =>
        string.IsNullOrWhiteSpace(What)
        && string.IsNullOrWhiteSpace(Owner)
        && string.IsNullOrWhiteSpace(Ticket)
        && DueOn is null
        && Kind is null
        && Priority is null
        && !Done;
}
