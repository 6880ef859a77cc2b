using IncidentTraining.Core.People;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Tells the schedule which runs of a lab depend on its timer. Rehearsals and on-call incidents do not.</summary>
public sealed class RunsOfActivity(IDbContextFactory<TrainingDb> databases) : IActivityRuns
{
    /// <inheritdoc/>
    public async Task<ActivityRuns> OfAsync(Guid cohortId, string activityId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var runs = await (
            from run in db.Set<LabRun>()
            join starter in db.Set<Person>() on run.PersonId equals starter.Id
            where run.CohortId == cohortId && run.PageId == activityId && !run.IsRehearsal && run.ShiftId == null
            orderby starter.DisplayName
            select new
            {
                run.State,
                run.FollowsClass,
                run.EndedBy,
                starter.DisplayName,
            }
        ).ToListAsync(ct);
        var open = runs.FindAll(run => run.State is RunState.Running or RunState.Paused);
        return new ActivityRuns(
            open.Count(run => run.FollowsClass),
            [.. open.Where(run => !run.FollowsClass).Select(run => run.DisplayName)],
            runs.Count(run => run is { State: RunState.Finished, FollowsClass: true, EndedBy: RunEnd.Facilitator or RunEnd.Time })
        );
    }
}
