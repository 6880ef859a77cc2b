using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// Synchronises a class's runs with its timer: they pause when it pauses, have the same remaining time, stop when the facilitator finishes
/// the activity, and continue when the facilitator undoes that. A run that was started before its activity follows it from the activity's
/// start. Rehearsals, on-call incidents and runs that were reopened individually keep their own clock.
/// </summary>
public sealed class FollowClassTimer(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    ShopHost host,
    RunParticipants participants,
    LiveEvents events,
    TimeProvider time
)
{
    /// <summary>The classes that have open runs: their timer may have changed while the portal was down.</summary>
    public async Task<IReadOnlyList<Guid>> OpenClassesAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<LabRun>()
            .Where(run => run.State == RunState.Running || run.State == RunState.Paused)
            .Select(run => run.CohortId)
            .Distinct()
            .ToListAsync(ct);
    }

    /// <summary>Synchronises all runs of the class with its current timer.</summary>
    public async Task SettleAsync(Guid cohortId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var activities = await db.Set<TimedActivity>()
            .AsNoTracking()
            .Where(a => a.CohortId == cohortId)
            .ToDictionaryAsync(a => a.ActivityId, ct);
        var now = time.GetUtcNow().UtcDateTime;
        var settled = false;
        foreach (var run in await TimedRun.OpenAsync(db, cohortId, ct))
        {
            if (run.IsOff(activities.GetValueOrDefault(run.PageId), now))
            {
                // A refusal means that the run has just ended.
                settled |= (await host.RunByPortalAsync(run.RunId, session => SettleAsync(session, ct), ct)).Succeeded;
            }
        }

        foreach (var activity in activities.Values.Where(a => a.IsOn && a.ReopenedAt is not null))
        {
            foreach (var runId in await EndedBeforeAsync(db, activity, ct))
            {
                settled |= (await ReopenAsync(runId, ct)).Succeeded;
            }
        }

        if (settled)
        {
            await events.PublishAsync(cohortId, new ActivityRunsChanged(cohortId));
        }
    }

    private static async Task<Outcome> SettleAsync(RunSession session, CancellationToken ct)
    {
        var (run, wall) = (session.Run, session.Wall);
        switch (await ActivityOfAsync(session.Db, run, ct))
        {
            case null or { State: ActivityState.Planned }:
                run.LeaveTimer();
                session.Record(
                    IncidentEventKind.TimerChanged,
                    "The facilitator undid the start of this lab. The run has its own clock again."
                );
                return Outcome.Done;
            case { State: ActivityState.Finished }:
                run.Stop(wall);
                session.Record(IncidentEventKind.RunPaused, "The facilitator finished the lab.");
                return Outcome.Done;
            case var activity:
                return Follow(session, activity);
        }
    }

    private static Outcome Follow(RunSession session, TimedActivity activity)
    {
        var (run, wall) = (session.Run, session.Wall);
        if (!run.FollowsClass)
        {
            session.Record(
                IncidentEventKind.TimerChanged,
                "The class now works on this lab together: the facilitator's timer sets the time for this run."
            );
        }
        else if (run.IsStopped)
        {
            session.Record(IncidentEventKind.RunResumed, "The facilitator undid the end of the lab.");
        }

        run.FollowTimer(activity.RemainingAt(wall), wall);
        if (activity.State == ActivityState.Paused && run.State == RunState.Running)
        {
            session.Record(IncidentEventKind.RunPaused, "The class timer was paused.");
            return run.Pause(wall);
        }

        if (activity.State == ActivityState.Running && run.State == RunState.Paused)
        {
            session.Record(IncidentEventKind.RunResumed, "The class timer was resumed.");
            return run.Resume(wall);
        }

        return Outcome.Done;
    }

    /// <summary>The runs that ended with an activity before it was reopened; a crew that finished by itself is done.</summary>
    private static Task<List<Guid>> EndedBeforeAsync(TrainingDb db, TimedActivity activity, CancellationToken ct) =>
        db.Set<LabRun>()
            .Where(run =>
                run.CohortId == activity.CohortId
                && run.PageId == activity.ActivityId
                && run.FollowsClass
                && run.State == RunState.Finished
                && (run.EndedBy == RunEnd.Facilitator || run.EndedBy == RunEnd.Time)
                && run.EndedAt <= activity.ReopenedAt
            )
            .Select(run => run.Id)
            .ToListAsync(ct);

    private async Task<Outcome> ReopenAsync(Guid runId, CancellationToken ct)
    {
        var reopened = await gate.WriteAsync(
            async db =>
            {
                var run = await db.Set<LabRun>().SingleAsync(r => r.Id == runId, ct);
                var now = time.GetUtcNow().UtcDateTime;
                return await ActivityOfAsync(db, run, ct) is { IsOn: true } activity && activity.RemainingAt(now) is { Ticks: > 0 } left
                    ? await ReopenRun.OpenAsync(
                        db,
                        run,
                        participants,
                        left,
                        withClass: true,
                        now,
                        "The facilitator reopened the lab for the class. The true cause may be known.",
                        "",
                        null,
                        ct
                    )
                    : Refusal.Conflict("The class timer has stopped in the meantime.");
            },
            ct
        );
        if (reopened.Succeeded)
        {
            host.Watch(runId);
            await events.PublishAsync(runId, new RunChanged(runId));
        }

        return reopened;
    }

    private static Task<TimedActivity?> ActivityOfAsync(TrainingDb db, LabRun run, CancellationToken ct) =>
        db.Set<TimedActivity>().AsNoTracking().SingleOrDefaultAsync(a => a.CohortId == run.CohortId && a.ActivityId == run.PageId, ct);
}
