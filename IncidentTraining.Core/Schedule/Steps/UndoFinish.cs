using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>Undoes the finish of an activity within <see cref="TimedActivity.UndoWindow"/>.</summary>
public sealed class UndoFinish(ScheduleChanges changes, TimeProvider time) : IUseCase
{
    /// <summary>Continues the activity. An activity that was started since and not changed is reset to planned.</summary>
    public Task<Outcome> RunAsync(Actor actor, ActivityStep step, CancellationToken ct = default) =>
        changes.ChangeAsync(
            actor,
            step.CohortId,
            async (db, _) =>
            {
                var activities = await db.Set<TimedActivity>().Where(a => a.CohortId == step.CohortId).ToListAsync(ct);
                if (activities.Find(a => a.ActivityId == step.ActivityId) is not { } finished || finished.Version != step.Version)
                {
                    return ScheduleChanges.SomebodyWasFirst;
                }

                if (activities.Find(a => a.IsOn) is { } on)
                {
                    if (on.StartedAt < finished.FinishedAt || on.Version != 1)
                    {
                        return Refusal.Conflict(
                            $"“{on.Title}” has been started, and its timer was changed since. Finish it first, then reopen “{finished.Title}”."
                        );
                    }

                    // The unique index allows one current activity: the later one must be reset before the earlier one continues.
                    db.Remove(on);
                    await db.SaveChangesAsync(ct);
                }

                return finished.UndoFinish(time.GetUtcNow().UtcDateTime);
            },
            ct
        );
}
