namespace IncidentTraining.Core.RunbookTrials;

/// <summary>What came of a step.</summary>
public enum StepOutcome
{
    /// <summary>A check held, an action was taken, a wait is over.</summary>
    Done,

    /// <summary>A decision did not apply, or only a person could do it.</summary>
    Passed,

    /// <summary>A check did not hold, or the shop refused the action.</summary>
    Failed,
}

/// <summary>A step as the portal took it.</summary>
/// <param name="Number">Its number in the runbook.</param>
/// <param name="At">When it was over, in the shop's time.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Words">What was seen or answered.</param>
public sealed record TakenStep(int Number, TimeSpan At, StepOutcome Outcome, string Words);

/// <summary>A runbook worked on one broken shop.</summary>
/// <param name="Recovered">Whether all steps could be taken and the shop held its service levels for its hold time afterwards.</param>
/// <param name="FirstAlert">When the first alert fired, in the shop's time; null when none did.</param>
/// <param name="ResolvedAt">When the shop counted as resolved, in its own time; null when it never did.</param>
/// <param name="Steps">The steps as far as they were taken.</param>
/// <param name="Ending">In a sentence, how it ended.</param>
/// <param name="LostOrders">Orders that the shop lost until the end.</param>
public sealed record ShopTrial(bool Recovered, TimeSpan? FirstAlert, TimeSpan? ResolvedAt, IReadOnlyList<TakenStep> Steps, string Ending, long LostOrders)
{
    /// <summary>The number of the step that failed; null when none did.</summary>
    public int? FailedStep => Steps.FirstOrDefault(step => step.Outcome is StepOutcome.Failed)?.Number;
}
