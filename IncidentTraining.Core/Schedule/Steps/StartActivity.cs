using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>Starts an activity of the plan; a class has one current activity at a time.</summary>
public sealed class StartActivity(ScheduleChanges changes, IDayPlans plans, TimeProvider time) : IUseCase
{
    /// <summary>The activity to start.</summary>
    /// <param name="ActivityId">The activity in the class's plan.</param>
    public sealed record Input(Guid CohortId, string ActivityId);

    /// <summary>Starts it with the planned minutes.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        changes.ChangeAsync(
            actor,
            input.CohortId,
            async (db, _) =>
            {
                var on = await db.Set<TimedActivity>()
                    .Where(a => a.CohortId == input.CohortId && (a.State == ActivityState.Running || a.State == ActivityState.Paused))
                    .SingleOrDefaultAsync(ct);
                return on is null || on.ActivityId == input.ActivityId
                    ? await StartAsync(db, input, time.GetUtcNow().UtcDateTime, ct)
                    : Refusal.Conflict($"“{on.Title}” is still on. Finish it first: a class does one activity at a time.");
            },
            ct
        );

    /// <summary>Starts inside a transaction that has checked that no other activity is current.</summary>
    internal async Task<Outcome> StartAsync(TrainingDb db, Input input, DateTime now, CancellationToken ct)
    {
        var cohort = await db.Set<Cohort>().Where(c => c.Id == input.CohortId).Select(c => new { c.DayId, c.PlanId }).SingleAsync(ct);
        if (plans.Find(cohort.DayId, cohort.PlanId)?.Find(input.ActivityId) is not { } planned)
        {
            return Refusal.NotFound("This activity is not in the day's plan.");
        }

        var activity = await db.Set<TimedActivity>()
            .SingleOrDefaultAsync(a => a.CohortId == input.CohortId && a.ActivityId == input.ActivityId, ct)
            ?? db.Add(new TimedActivity(input.CohortId, planned)).Entity;
        return activity.Start(now);
    }
}
