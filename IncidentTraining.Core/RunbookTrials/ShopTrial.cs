namespace IncidentTraining.Core.RunbookTrials;

/// <summary>The outcome of a step.</summary>
public enum StepOutcome
{
    /// <summary>A check held, an action was executed, or a wait ended.</summary>
    Done,

    /// <summary>A condition did not apply, or only a person can do the step.</summary>
    Passed,

    /// <summary>A check did not hold, or the shop refused the action.</summary>
    Failed,
}

/// <summary>A step as executed by the portal.</summary>
/// <param name="Number">The number of the step.</param>
/// <param name="At">When it ended, in the shop's time.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Words">What was observed or answered.</param>
public sealed record TakenStep(int Number, TimeSpan At, StepOutcome Outcome, string Words);

/// <summary>The trial of a runbook on one broken shop.</summary>
/// <param name="Recovered">Whether all steps were executed and the shop then held its service levels for its hold time.</param>
/// <param name="FirstAlert">When the first alert fired, in the shop's time; null when none did.</param>
/// <param name="ResolvedAt">When the shop counted as resolved, in its own time; null when it never did.</param>
/// <param name="Steps">The executed steps.</param>
/// <param name="Ending">How it ended, in a sentence.</param>
/// <param name="LostOrders">The orders lost by the end.</param>
public sealed record ShopTrial(
    bool Recovered,
    TimeSpan? FirstAlert,
    TimeSpan? ResolvedAt,
    IReadOnlyList<TakenStep> Steps,
    string Ending,
    long LostOrders
)
{
    /// <summary>The number of the step that failed; null when none did.</summary>
    public int? FailedStep => Steps.FirstOrDefault(step => step.Outcome is StepOutcome.Failed)?.Number;
}
