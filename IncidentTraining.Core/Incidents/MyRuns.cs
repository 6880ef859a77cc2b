using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Incidents;

/// <summary>A lab of the day with a person's runs of it.</summary>
/// <param name="Page">The lab.</param>
/// <param name="IsLive">Whether it is worked on a practice shop that can be started now.</param>
/// <param name="Runs">The person's runs, newest first.</param>
public sealed record LabWithRuns(LabPage Page, bool IsLive, IReadOnlyList<RunSummary> Runs)
{
    /// <summary>The run that can be continued; null when none is open.</summary>
    public RunSummary? Open => Runs.FirstOrDefault(run => run.State is RunState.Running or RunState.Paused);
}

/// <summary>A run in a list.</summary>
/// <param name="RunId">The run.</param>
/// <param name="State">Whether it goes.</param>
/// <param name="IsRehearsal">Whether it is a rehearsal, which is not graded.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC.</param>
/// <param name="Phase">The incident's phase.</param>
/// <param name="Severity">The severity that was given.</param>
/// <param name="Resolved">Whether the recovery was measured.</param>
public sealed record RunSummary(
    Guid RunId, RunState State, bool IsRehearsal, DateTime StartedAt, DateTime? EndedAt, IncidentPhase Phase, Severity? Severity, bool Resolved);

/// <summary>The labs of a class's day, each with the actor's own runs.</summary>
public sealed class MyRuns(IDbContextFactory<TrainingDb> databases, LabPages labs, RunScenarios scenarios, RehearsalPolicy rehearsals)
{
    /// <summary>The labs, and whether the actor may start rehearsals.</summary>
    public async Task<Outcome<(IReadOnlyList<LabWithRuns> Labs, bool MayRehearse)>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var membership = await db.RequireMemberAsync(actor, cohortId, ct);
        if (!membership.Succeeded)
        {
            return membership.Refusal;
        }

        var dayId = await db.Set<Cohort>().Where(c => c.Id == cohortId).Select(c => c.DayId).SingleAsync(ct);
        var runs = await (
            from run in db.Set<LabRun>().AsNoTracking()
            join incident in db.Set<Incident>() on run.Id equals incident.RunId
            where run.CohortId == cohortId && run.PersonId == actor.PersonId
            orderby run.StartedAt descending
            select new
            {
                run.PageId,
                Summary = new RunSummary(
                    run.Id, run.State, run.IsRehearsal, run.StartedAt, run.EndedAt, incident.Phase, incident.Severity, incident.ResolvedAt != null),
            }).ToListAsync(ct);
        var byPage = runs.ToLookup(run => run.PageId, run => run.Summary);
        IReadOnlyList<LabWithRuns> found = [.. labs.Of(dayId).Select(page => new LabWithRuns(
            page, page.ScenarioId is { } id && scenarios.Find(id) is not null, [.. byPage[page.PageId]]))];
        return (found, rehearsals.TraineesMay || membership.Value.Role != ClassRole.Trainee);
    }
}
