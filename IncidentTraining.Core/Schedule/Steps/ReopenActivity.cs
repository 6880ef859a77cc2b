using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>Reopens an activity after its end, or after its time was up, with all runs that ended with it.</summary>
public sealed class ReopenActivity(ScheduleChanges changes, TimeProvider time) : IUseCase
{
    /// <summary>The most minutes that can be added at once.</summary>
    public const int MostMinutes = 60;

    /// <summary>Reopens it.</summary>
    /// <param name="actor">The signed-in user.</param>
    /// <param name="step">The activity, as the facilitator saw it.</param>
    /// <param name="minutes">The minutes from now, 1 to <see cref="MostMinutes"/>.</param>
    /// <param name="ct">Cancels the operation up to the commit.</param>
    public async Task<Outcome> RunAsync(Actor actor, ActivityStep step, int minutes, CancellationToken ct = default) =>
        minutes is < 1 or > MostMinutes
            ? Refusal.Invalid($"Add 1 to {MostMinutes} minutes.")
            : await changes.ChangeAsync(
                actor,
                step.CohortId,
                async (db, _) =>
                {
                    var activities = await db.Set<TimedActivity>().Where(a => a.CohortId == step.CohortId).ToListAsync(ct);
                    if (activities.Find(a => a.ActivityId == step.ActivityId) is not { } ended || ended.Version != step.Version)
                    {
                        return ScheduleChanges.SomebodyWasFirst;
                    }

                    return activities.Find(a => a.IsOn) is { } on && on != ended
                        ? Refusal.Conflict($"“{on.Title}” is still on. Finish it first: a class does one activity at a time.")
                        : ended.Reopen(TimeSpan.FromMinutes(minutes), time.GetUtcNow().UtcDateTime);
                },
                ct
            );
}
