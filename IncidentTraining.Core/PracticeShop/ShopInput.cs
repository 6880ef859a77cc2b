namespace IncidentTraining.Core.PracticeShop;

/// <summary>
/// A responder's action on a shop, as stored and replayed. Together with the scenario and the seed, the sequence of inputs determines
/// everything that a shop does.
/// </summary>
/// <param name="Sequence">The input's number in the run, increasing by at least one.</param>
/// <param name="At">Virtual time since the start of the shop; whole microseconds count.</param>
/// <param name="Action">Name of the action, as in <c>ShopSimulation.Actions</c>.</param>
/// <param name="Arguments">Arguments of the action by name, as plain text.</param>
public sealed record ShopInput(long Sequence, TimeSpan At, string Action, IReadOnlyDictionary<string, string> Arguments);

/// <summary>The shop's immediate response to an input; the effect of an accepted action follows after its delay.</summary>
/// <param name="Text">One sentence for the responder: what happens now, or why not.</param>
/// <param name="Refusal">Why the input was refused; a refused input changes nothing in the shop.</param>
public sealed record InputAnswer(string Text, InputRefusal Refusal = InputRefusal.None)
{
    /// <summary>Whether the shop accepted the input.</summary>
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

    /// <summary>The action is valid, but not in the shop's current state: its result is already there, or it is impossible.</summary>
    NotNow,
}

/// <summary>An action as offered by the console and the buttons.</summary>
/// <param name="Name">Name by which an input refers to it, for example <c>resize-pool</c>.</param>
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
/// <param name="Choices">The values to choose from; empty for an integer.</param>
/// <param name="Minimum">Smallest number accepted; null when there are choices.</param>
/// <param name="Maximum">Largest number accepted; null when there are choices.</param>
/// <param name="Suggested">Initial value in a form.</param>
public sealed record ArgumentDescription(
    string Name,
    string Title,
    IReadOnlyList<string> Choices,
    int? Minimum,
    int? Maximum,
    string Suggested
);
