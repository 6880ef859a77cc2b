using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Incidents;

/// <summary>
/// Runs that were begun while the class worked the lab together follow the class's timer: they stand when it stands, have as much
/// time left as it has, and end when the facilitator finishes the activity.
/// </summary>
public sealed class FollowClassTimer(IDbContextFactory<TrainingDb> databases, ShopHost host, TimeProvider time)
{
    /// <summary>A smaller difference between the two clocks is none.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromSeconds(2);

    /// <summary>Brings every run that follows in line with its class's timer.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from run in db.Set<LabRun>().AsNoTracking()
            where run.FollowsClass && (run.State == RunState.Running || run.State == RunState.Paused)
            join activity in db.Set<TimedActivity>().AsNoTracking()
                on new { run.CohortId, Id = run.PageId } equals new { activity.CohortId, Id = activity.ActivityId }
            select new { run, activity }).ToListAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var row in rows.Where(row => IsOff(row.run, row.activity, now)))
        {
            await host.RunByPortalAsync(row.run.Id, session => Task.FromResult(Settle(session, row.activity)), ct);
        }
    }

    private static bool IsOff(LabRun run, TimedActivity activity, DateTime now) => activity.State switch
    {
        ActivityState.Finished => true,
        ActivityState.Paused => run.State == RunState.Running,
        ActivityState.Running => run.State == RunState.Paused || Off(run, activity, now),
        _ => false,
    };

    private static bool Off(LabRun run, TimedActivity activity, DateTime now) =>
        (run.VirtualAt(now) + activity.RemainingAt(now) - run.Limit).Duration() > SameTime;

    private static Outcome Settle(RunSession session, TimedActivity activity)
    {
        var run = session.Run;
        switch (activity.State)
        {
            case ActivityState.Finished:
                return RunEnding.End(session);
            case ActivityState.Paused:
                session.Record(IncidentEventKind.RunPaused, "The class's timer was paused.");
                return run.Pause(session.Wall);
            case ActivityState.Running:
                if (run.State == RunState.Paused)
                {
                    session.Record(IncidentEventKind.RunResumed, "The class's timer goes on.");
                    var resumed = run.Resume(session.Wall);
                    if (!resumed.Succeeded)
                    {
                        return resumed;
                    }
                }

                run.FollowLimit(run.VirtualAt(session.Wall) + activity.RemainingAt(session.Wall));
                return RunEnding.EndWhenTimeIsUp(session);
            default:
                return Outcome.Done;
        }
    }
}
