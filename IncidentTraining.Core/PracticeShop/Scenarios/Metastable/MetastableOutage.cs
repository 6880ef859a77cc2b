namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// The behaviour of a cause that outlasts its trigger: the shop keeps itself in the outage, waiting does not help, and each recovery does.
/// </summary>
/// <param name="OverBy">Virtual time after <see cref="Scenario.BeginsAt"/> by which the trigger has ended by itself.</param>
/// <param name="Recoveries">Ways to recover the shop.</param>
/// <param name="Line">The line of the scenario's text with the promise.</param>
public sealed record MetastableOutage(TimeSpan OverBy, IReadOnlyList<Recovery> Recoveries, int Line)
{
    /// <summary>The steps of all recoveries.</summary>
    public IEnumerable<MitigationStep> Steps =>
        Recoveries.SelectMany(recovery => recovery.Steps).Select(step => new MitigationStep(step.Action, step.Arguments));

    /// <summary>Whether an action is a step of a recovery, so that its cost is the price of recovering.</summary>
    public bool Takes(string action) => Steps.Any(step => step.Action == action);
}

/// <summary>A way to recover a shop that keeps itself in an outage.</summary>
/// <param name="Id">Id, unique in the cause.</param>
/// <param name="Steps">Its actions; their times count from the page.</param>
public sealed record Recovery(string Id, IReadOnlyList<TimedStep> Steps);
