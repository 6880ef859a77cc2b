using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// An administrator gives a class another training day, before it has begun or when its day no longer exists. The plan of the same day can
/// be changed at any time: activities that the class has done stay done.
/// </summary>
public sealed class ChooseDay(WriteGate gate, LiveEvents events, TimeProvider time, ITrainingDays days) : IUseCase
{
    /// <summary>What was chosen.</summary>
    /// <param name="CohortId">The class.</param>
    /// <param name="DayId">The training day under <c>content/days</c>.</param>
    /// <param name="PlanId">The plan of the day; empty for its own.</param>
    public sealed record Input(Guid CohortId, string DayId, string PlanId = "");

    /// <summary>Changes the day of the class.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (days.All.FirstOrDefault(day => day.Id == input.DayId && day.PlanId == input.PlanId) is not { } chosen)
        {
            return Refusal.Invalid("Choose a training day from the list.");
        }

        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (
                    await db.RequireAdministratorAsync(actor, "Only an administrator can choose a class's day.", ct) is
                    { Succeeded: false } refused
                )
                {
                    return refused;
                }

                if (await db.Set<Cohort>().SingleOrDefaultAsync(found => found.Id == input.CohortId, ct) is not { } cohort)
                {
                    return Refusal.NotFound("There is no such class.");
                }

                if (await db.RequireOpenAsync(cohort.Id, ct) is { Succeeded: false } archived)
                {
                    return archived;
                }

                if (cohort.DayId != input.DayId && IsThere(cohort.DayId) && await days.HasBegunAsync(db, cohort.Id, ct))
                {
                    return Refusal.Conflict(
                        $"{cohort.Name} has started its day, so you cannot change it. Create another class for another day."
                    );
                }

                if (chosen.Refuse(cohort.StartsAt) is { } outside)
                {
                    return outside;
                }

                cohort.TakeDay(input.DayId, input.PlanId);
                db.Audit(
                    AuditAction.DayChosen,
                    time,
                    actor,
                    cohort: cohort.Id,
                    note: input.DayId.Length > AuditEntry.LongestNote ? "" : input.DayId
                );
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(input.CohortId, new ClassChanged(input.CohortId));
        }

        return outcome;
    }

    private bool IsThere(string dayId) => days.All.Any(day => day.Id == dayId);
}
