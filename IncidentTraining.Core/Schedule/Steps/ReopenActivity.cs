using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>A facilitator reopens an activity after its end, or after its time was up, and with it everything that ended with it.</summary>
public sealed class ReopenActivity(ScheduleChanges desk, TimeProvider time)
{
    /// <summary>The most minutes that are given at once.</summary>
    public const int MostMinutes = 60;

    /// <summary>Reopens it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="step">The activity, as the facilitator saw it.</param>
    /// <param name="minutes">The minutes that it gets from now, 1 to <see cref="MostMinutes"/>.</param>
    /// <param name="ct">Gives up before the commit.</param>
    public async Task<Outcome> RunAsync(Actor actor, ActivityStep step, int minutes, CancellationToken ct = default) => minutes is < 1 or > MostMinutes
        ? Refusal.Invalid($"Give 1 to {MostMinutes} minutes more.")
        : await desk.ChangeAsync(actor, step.CohortId, async (db, _) =>
        {
            var activities = await db.Set<TimedActivity>().Where(a => a.CohortId == step.CohortId).ToListAsync(ct);
            if (activities.Find(a => a.ActivityId == step.ActivityId) is not { } ended || ended.Version != step.Version)
            {
                return ScheduleChanges.SomebodyWasFirst;
            }

            return activities.Find(a => a.IsOn) is { } on && on != ended
                ? Refusal.Conflict($"“{on.Title}” is still on. Finish it first: a class does one activity at a time.")
                : ended.Reopen(TimeSpan.FromMinutes(minutes), time.GetUtcNow().UtcDateTime);
        }, ct);
}
