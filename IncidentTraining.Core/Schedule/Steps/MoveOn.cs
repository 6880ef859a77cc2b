using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>Finishes the current activity and starts the next in one step, so that there is no gap between activities.</summary>
public sealed class MoveOn(ScheduleChanges changes, StartActivity start, TimeProvider time) : IUseCase
{
    /// <summary>Finishes the activity of the step and starts the next one.</summary>
    /// <param name="actor">The signed-in user.</param>
    /// <param name="step">The current activity, as the facilitator saw it.</param>
    /// <param name="nextActivityId">The activity to start.</param>
    /// <param name="ct">Cancels the operation up to the commit.</param>
    public Task<Outcome> RunAsync(Actor actor, ActivityStep step, string nextActivityId, CancellationToken ct = default) =>
        changes.ChangeAsync(
            actor,
            step.CohortId,
            async (db, _) =>
            {
                var present = await db.Set<TimedActivity>()
                    .SingleOrDefaultAsync(a => a.CohortId == step.CohortId && a.ActivityId == step.ActivityId, ct);
                if (present is null || present.Version != step.Version)
                {
                    return ScheduleChanges.SomebodyWasFirst;
                }

                var now = time.GetUtcNow().UtcDateTime;
                if (present.Finish(now) is { Succeeded: false } refused)
                {
                    return refused;
                }

                // The unique index allows one current activity: the end must be written before the start.
                await db.SaveChangesAsync(ct);
                return await start.StartAsync(db, new StartActivity.Input(step.CohortId, nextActivityId), now, ct);
            },
            ct
        );
}
