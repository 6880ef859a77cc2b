namespace IncidentTraining.Core.Documents.Runbooks;

/// <summary>What a step of a runbook asks for.</summary>
public enum StepKind
{
    /// <summary>Something must be seen; where it is not, this is the wrong runbook or the repair has not worked.</summary>
    Check,

    /// <summary>An action is taken.</summary>
    Do,

    /// <summary>An action is taken where something is seen, and passed over where it is not: a decision point.</summary>
    If,

    /// <summary>Time is given to what was done.</summary>
    Wait,

    /// <summary>Something that only a person can do, such as telling somebody; the portal passes it over.</summary>
    Note,
}

/// <summary>What is looked at in a shop and what must be seen there.</summary>
/// <param name="Place"><c>chart</c>, <c>log</c>, <c>alert</c>, <c>health</c>, <c>status</c> or <c>network</c>.</param>
/// <param name="Name">The chart line, alert, dependency, status page or way; empty for a log.</param>
/// <param name="Words">Words of a log line, or the state that must be shown; empty for a chart.</param>
/// <param name="Above">The chart line must be above this; null for no such bound.</param>
/// <param name="Below">The chart line must be below this; null for no such bound.</param>
public sealed record ShopCondition(string Place, string Name, string Words = "", double? Above = null, double? Below = null);

/// <summary>An action as the shop's console takes it.</summary>
/// <param name="Action">Its name, for instance <c>resize-pool</c>.</param>
/// <param name="Arguments">Its arguments by name.</param>
public sealed record ShopCommand(string Action, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>As it is typed into the console.</summary>
    public override string ToString() => string.Join(' ', [Action, .. Arguments.Select(argument => $"{argument.Key}={argument.Value}")]);
}

/// <summary>A step of a runbook that can be run.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Condition">What must be seen, for a check and a decision.</param>
/// <param name="Command">What is done, for an action and a decision.</param>
/// <param name="Time">How long to wait, or for how long a check is looked at again before it has failed; zero for at once.</param>
/// <param name="Words">What a person does, for a note.</param>
public sealed record RunbookStep(StepKind Kind, ShopCondition? Condition = null, ShopCommand? Command = null, TimeSpan Time = default, string Words = "");

/// <summary>A line of a runbook's steps.</summary>
/// <param name="Number">Counts the steps from 1.</param>
/// <param name="Line">The line as it was written.</param>
/// <param name="Step">What it asks for; null when it cannot be read.</param>
/// <param name="Problem">Why it cannot be read and how to write it; null when it can.</param>
public sealed record WrittenStep(int Number, string Line, RunbookStep? Step, string? Problem);
