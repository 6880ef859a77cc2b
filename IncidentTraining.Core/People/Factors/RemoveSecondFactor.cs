using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Removes the second factor of another person who has lost it. It gives no one a way in: the passphrase is still asked for.
/// </summary>
public sealed class RemoveSecondFactor(WriteGate gate, TimeProvider time)
{
    /// <summary>For a member of the class: by its facilitators, and of an administrator by administrators only.</summary>
    public Task<Outcome> OfMemberAsync(Actor actor, Guid cohortId, Guid personId, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        if (await db.RequireHelperAsync(actor, cohortId, ct, evenArchived: true) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        if (await db.Set<Person>().SingleOrDefaultAsync(one => one.Id == personId && db.Set<Membership>().Any(m => m.CohortId == cohortId && m.PersonId == personId), ct) is not { } member)
        {
            return Refusal.NotFound("This person is not a member of the class any more.");
        }

        return member.IsAdministrator && !await db.IsAdministratorAsync(actor, ct)
            ? Refusal.NotAllowed($"{member.DisplayName} is an administrator, and only another administrator removes their second factor.")
            : await RemoveAsync(db, actor, member, cohortId, ct);
    }, ct);

    /// <summary>For an administrator, by another one.</summary>
    public Task<Outcome> OfAdministratorAsync(Actor actor, Guid personId, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        if (await db.RequireAdministratorAsync(actor, "Only an administrator manages the administrators.", ct) is { Succeeded: false } refused)
        {
            return refused;
        }

        return await db.Set<Person>().SingleOrDefaultAsync(one => one.Id == personId && one.IsAdministrator, ct) is { } administrator
            ? await RemoveAsync(db, actor, administrator, null, ct)
            : Refusal.NotFound("This person is not an administrator any more.");
    }, ct);

    private async Task<Outcome> RemoveAsync(TrainingDb db, Actor actor, Person person, Guid? cohortId, CancellationToken ct)
    {
        if (person.Id == actor.PersonId)
        {
            return Refusal.Conflict("Switch your own second factor off on the page of your account, with a code. If you have lost it, ask another administrator or facilitator.");
        }

        if (!await FactorCodes.RemoveAsync(db, person.Id, ct))
        {
            return Refusal.Conflict($"{person.DisplayName} has no second factor.");
        }

        db.Audit(AuditAction.SecondFactorRemoved, time, actor, person: person.Id, cohort: cohortId);
        return Outcome.Done;
    }
}
