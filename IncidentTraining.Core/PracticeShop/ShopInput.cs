namespace IncidentTraining.Core.PracticeShop;

/// <summary>
/// One thing that a responder did to a shop, as it is stored and replayed. Together with the scenario and the seed, the
/// sequence of inputs determines everything that a shop does.
/// </summary>
/// <param name="Sequence">Place among the run's inputs, rising by at least one.</param>
/// <param name="At">Virtual time since the start of the shop; whole microseconds count.</param>
/// <param name="Action">Name of the action, as in <c>ShopSimulation.Actions</c>.</param>
/// <param name="Arguments">Arguments of the action by name, as plain text.</param>
public sealed record ShopInput(long Sequence, TimeSpan At, string Action, IReadOnlyDictionary<string, string> Arguments);

/// <summary>What the shop answers to an input at once; the effect of an accepted action follows after its delay.</summary>
/// <param name="Text">One sentence for the responder: what happens now, or why not.</param>
/// <param name="Refusal">Why the input was refused; a refused input changes nothing in the shop.</param>
public sealed record InputAnswer(string Text, InputRefusal Refusal = InputRefusal.None)
{
    /// <summary>Whether the shop took the input.</summary>
    public bool Accepted => Refusal == InputRefusal.None;
}

/// <summary>Why a shop refuses an input.</summary>
public enum InputRefusal
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>There is no such action.</summary>
    UnknownAction,

    /// <summary>An argument is missing, unknown or out of range.</summary>
    BadArgument,

    /// <summary>The action fits, but not the shop's present state: what it asks for is so already, or cannot be.</summary>
    NotNow,
}

/// <summary>An action as the console and the buttons offer it.</summary>
/// <param name="Name">Name by which an input asks for it, for instance <c>resize-pool</c>.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Description">What it does and what it costs.</param>
/// <param name="Delay">Time from the request to the effect.</param>
/// <param name="Arguments">Its arguments in order.</param>
public sealed record ActionDescription(
    string Name,
    string Title,
    string Description,
    TimeSpan Delay,
    IReadOnlyList<ArgumentDescription> Arguments
);

/// <summary>One argument of an action.</summary>
/// <param name="Name">Name in <see cref="ShopInput.Arguments"/>.</param>
/// <param name="Title">Label for people.</param>
/// <param name="Choices">The values to choose from; empty for a whole number.</param>
/// <param name="Minimum">Smallest number accepted; null when there are choices.</param>
/// <param name="Maximum">Largest number accepted; null when there are choices.</param>
/// <param name="Suggested">Value with which a form may begin.</param>
public sealed record ArgumentDescription(
    string Name,
    string Title,
    IReadOnlyList<string> Choices,
    int? Minimum,
    int? Maximum,
    string Suggested
);
