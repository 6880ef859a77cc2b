using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Crews;

/// <summary>Sets the experience of a trainee; for facilitators of the class and for administrators.</summary>
public sealed class SetExperience(WriteGate gate, LiveEvents events) : IUseCase
{
    /// <summary>Sets it.</summary>
    /// <param name="actor">Who sets it.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="personId">The trainee.</param>
    /// <param name="level">How much experience; null for unknown.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome> RunAsync(Actor actor, Guid cohortId, Guid personId, Experience? level, CancellationToken ct = default)
    {
        if (level is { } chosen && !Enum.IsDefined(chosen))
        {
            return Refusal.Invalid("Choose the experience level from the list.");
        }

        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (
                    !await db.Set<Membership>()
                        .AnyAsync(m => m.CohortId == cohortId && m.PersonId == personId && m.Role == ClassRole.Trainee, ct)
                )
                {
                    return Refusal.NotFound("This person is no longer a trainee of the class.");
                }

                var row = await db.Set<MemberExperience>().FindAsync([cohortId, personId], ct);
                if (level is null)
                {
                    db.RemoveRange(row is null ? [] : [row]);
                }
                else if (row is null)
                {
                    db.Add(new MemberExperience(cohortId, personId, level.Value));
                }
                else
                {
                    row.Set(level.Value);
                }

                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new CrewsChanged(cohortId));
        }

        return outcome;
    }
}
