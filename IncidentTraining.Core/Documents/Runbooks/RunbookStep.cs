namespace IncidentTraining.Core.Documents.Runbooks;

/// <summary>The kind of a runbook step.</summary>
public enum StepKind
{
    /// <summary>A condition must hold; if not, this is the wrong runbook or the repair has not worked.</summary>
    Check,

    /// <summary>An action is executed.</summary>
    Do,

    /// <summary>A decision: an action is executed if a condition holds, and skipped otherwise.</summary>
    If,

    /// <summary>A wait for an action to take effect.</summary>
    Wait,

    /// <summary>A step that only a person can do, such as notifying someone; the portal skips it.</summary>
    Note,
}

/// <summary>A condition that can be observed in a shop.</summary>
/// <param name="Place"><c>chart</c>, <c>log</c>, <c>alert</c>, <c>health</c>, <c>status</c>, <c>network</c>, <c>statement</c> or
/// <c>loop</c>.</param>
/// <param name="Name">The chart series, alert, dependency, status page, network route, kind of statement or instance; empty for a
/// log.</param>
/// <param name="Words">Words of a log line, or the required state; empty for a figure.</param>
/// <param name="Above">The lower bound of the figure (exclusive); null for none.</param>
/// <param name="Below">The upper bound of the series (exclusive); null for none.</param>
public sealed record ShopCondition(string Place, string Name, string Words = "", double? Above = null, double? Below = null);

/// <summary>An action of the shop's console.</summary>
/// <param name="Action">The name, such as <c>resize-pool</c>.</param>
/// <param name="Arguments">Its arguments by name.</param>
public sealed record ShopCommand(string Action, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>The command as typed into the console.</summary>
    public override string ToString() => string.Join(' ', [Action, .. Arguments.Select(argument => $"{argument.Key}={argument.Value}")]);
}

/// <summary>An executable step of a runbook.</summary>
/// <param name="Condition">The condition of a check or decision.</param>
/// <param name="Command">The command of an action or decision.</param>
/// <param name="Time">How long to wait, or how long to retry a check before it fails; zero for no retry.</param>
/// <param name="Words">The text of a note.</param>
public sealed record RunbookStep(
    StepKind Kind,
    ShopCondition? Condition = null,
    ShopCommand? Command = null,
    TimeSpan Time = default,
    string Words = ""
);

/// <summary>A line of a runbook's steps.</summary>
/// <param name="Number">The number of the step, from 1.</param>
/// <param name="Line">The line as written.</param>
/// <param name="Step">The parsed step; null when it is invalid.</param>
/// <param name="Problem">Why it is invalid and how to write it; null when it is valid.</param>
public sealed record WrittenStep(int Number, string Line, RunbookStep? Step, string? Problem);
