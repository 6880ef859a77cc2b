using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Removes the second factor of another person who has lost it. It lets no one in: the first step of the sign-in is still required.
/// </summary>
public sealed class RemoveSecondFactor(WriteGate gate, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>
    /// For a member of the class: for staff and administrators by administrators only, for others also by the facilitators of the class.
    /// </summary>
    public Task<Outcome> OfMemberAsync(Actor actor, Guid cohortId, Guid personId, CancellationToken ct = default) =>
        TellAsync(
            personId,
            async db =>
            {
                var member = await db.RequireHelpableAsync(actor, cohortId, personId, ct);
                return member.Succeeded ? await RemoveAsync(db, actor, member.Value, cohortId, ct) : member.Refusal;
            },
            ct
        );

    /// <summary>For an administrator, by another one.</summary>
    public Task<Outcome> OfAdministratorAsync(Actor actor, Guid personId, CancellationToken ct = default) =>
        TellAsync(
            personId,
            async db =>
            {
                if (
                    await db.RequireAdministratorAsync(actor, "Only an administrator can manage administrators.", ct) is
                    { Succeeded: false } refused
                )
                {
                    return refused;
                }

                return
                    await db.Set<Person>().SingleOrDefaultAsync(one => one.Id == personId && one.IsAdministrator, ct) is { } administrator
                    ? await RemoveAsync(db, actor, administrator, null, ct)
                    : Refusal.NotFound("This person is no longer an administrator.");
            },
            ct
        );

    private async Task<Outcome> TellAsync(Guid personId, Func<TrainingDb, Task<Outcome>> work, CancellationToken ct)
    {
        var outcome = await gate.WriteAsync(work, ct);
        if (outcome.Succeeded)
        {
            await events.PublishAsync(personId, new AccessChanged(personId));
        }

        return outcome;
    }

    private async Task<Outcome> RemoveAsync(TrainingDb db, Actor actor, Person person, Guid? cohortId, CancellationToken ct)
    {
        if (person.Id == actor.PersonId)
        {
            return Refusal.Conflict(
                "Switch your own second factor off on your account page, with a code. If you have lost it, ask another administrator."
            );
        }

        if (!await FactorCodes.RemoveAsync(db, person.Id, ct))
        {
            return Refusal.Conflict($"{person.DisplayName} has no second factor.");
        }

        db.Audit(AuditAction.SecondFactorRemoved, time, actor, person: person.Id, cohort: cohortId);
        return Outcome.Done;
    }
}
