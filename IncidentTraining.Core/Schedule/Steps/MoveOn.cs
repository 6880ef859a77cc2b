using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>A facilitator finishes what is on and starts the next activity in one step, so that the class is never between two.</summary>
public sealed class MoveOn(ScheduleChanges desk, StartActivity start, TimeProvider time)
{
    /// <summary>Finishes the activity of the step and starts the other one.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="step">What is on, as the facilitator saw it.</param>
    /// <param name="nextActivityId">What comes next.</param>
    /// <param name="ct">Gives up before the commit.</param>
    public Task<Outcome> RunAsync(Actor actor, ActivityStep step, string nextActivityId, CancellationToken ct = default) =>
        desk.ChangeAsync(actor, step.CohortId, async (db, _) =>
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

            // The index allows one activity that is on: the end must be written before the start.
            await db.SaveChangesAsync(ct);
            return await start.StartAsync(db, new StartActivity.Input(step.CohortId, nextActivityId), now, ct);
        }, ct);
}
