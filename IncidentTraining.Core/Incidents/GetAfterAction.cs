using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Incidents;

/// <summary>What was true about an ended run, beside what its responder believed.</summary>
/// <param name="TrueCause">The root cause; null when the run was closed before it could be measured.</param>
/// <param name="DeclaredCause">The title of what was declared; null when nothing was.</param>
/// <param name="CauseWasRight">Whether the two are the same.</param>
/// <param name="ExpectedSeverities">The severities that fit, the expected one first.</param>
/// <param name="SeverityWasRight">Whether the last given severity is among them.</param>
/// <param name="Truth">The engine's times; null when the run was closed before it could be measured.</param>
/// <param name="Measures">The durations; null when the run was closed before it could be measured.</param>
/// <param name="ParTimes">The scenario's par times by phase.</param>
/// <param name="Cost">What the incident cost; null when the run was closed before it could be measured.</param>
/// <param name="HintCost">What the hints cost, in points.</param>
/// <param name="Charts">The charts of the whole run; null when the run was closed before it could be measured.</param>
public sealed record AfterAction(
    RootCause? TrueCause, string? DeclaredCause, bool CauseWasRight, IReadOnlyList<string> ExpectedSeverities, bool SeverityWasRight,
    ShopTruth? Truth, RunMeasures? Measures, IReadOnlyDictionary<string, TimeSpan> ParTimes, IncidentCost? Cost, int HintCost, ShopCharts? Charts);

/// <summary>Shows what was true, to the responder and the staff of the class, once the run has ended.</summary>
public sealed class GetAfterAction(IDbContextFactory<TrainingDb> databases, RunScenarios scenarios)
{
    /// <summary>The comparison; refused while the run goes, whoever asks.</summary>
    public async Task<Outcome<AfterAction>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var visible = await db.RequireVisibleRunAsync(actor, runId, ct);
        if (!visible.Succeeded)
        {
            return visible.Refusal;
        }

        var run = visible.Value;
        if (!run.HasEnded)
        {
            return Refusal.Conflict("The run goes on: what was true is shown when it has ended.");
        }

        if (scenarios.Read(run.ScenarioId, run.ScenarioText) is not { } scenario)
        {
            return Refusal.Conflict("This version of the portal cannot read the run's scenario any more; its timeline is kept.");
        }

        var incident = await db.Set<Incident>().AsNoTracking().SingleAsync(i => i.RunId == runId, ct);
        var sealedShop = (await db.Set<RunArchive>().AsNoTracking().SingleOrDefaultAsync(a => a.RunId == runId, ct))?.Open();
        var cause = sealedShop is null ? null : scenario.RootCauses.Single(c => c.Id == sealedShop.Truth.RootCause);
        return new AfterAction(
            cause,
            scenario.RootCauses.FirstOrDefault(c => c.Id == incident.DeclaredCause)?.Title,
            cause is not null && cause.Id == incident.DeclaredCause,
            scenario.Severities,
            incident.Severity is { } severity && scenario.Severities.Contains(severity.ToString()),
            sealedShop?.Truth,
            sealedShop is null ? null : RunMeasures.Of(incident, sealedShop.Truth),
            scenario.ParTimes,
            sealedShop?.Cost,
            incident.HintCost,
            sealedShop?.Charts);
    }
}
