using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.People;

/// <summary>Signs a person out everywhere, or disables and enables an account.</summary>
public sealed class EndAccess(WriteGate gate, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Ends all sessions of a member of the class.</summary>
    public Task<Outcome> SignOutAsync(Actor actor, Guid cohortId, Guid personId, CancellationToken ct = default) =>
        TellAsync(
            cohortId,
            personId,
            async db =>
            {
                if (await db.RequireHelpableAsync(actor, cohortId, personId, ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal;
                }

                await db.EndSessionsAsync(personId, time.GetUtcNow().UtcDateTime, ct);
                db.Audit(AuditAction.SessionsEnded, time, actor, person: personId, cohort: cohortId, note: "all");
                return Outcome.Done;
            },
            ct
        );

    /// <summary>Disables the account of a member of the class, for all classes, or enables it again; administrators only.</summary>
    public Task<Outcome> DisableAsync(Actor actor, Guid cohortId, Guid personId, bool disabled, CancellationToken ct = default) =>
        TellAsync(
            cohortId,
            personId,
            async db =>
            {
                if (
                    await db.RequireAdministratorAsync(actor, "Only an administrator can disable accounts.", ct) is
                    { Succeeded: false } refused
                )
                {
                    return refused;
                }

                var member = await db.RequireHelpableAsync(actor, cohortId, personId, ct);
                if (!member.Succeeded)
                {
                    return member.Refusal;
                }

                if (personId == actor.PersonId)
                {
                    return Refusal.Conflict("You cannot disable your own account. Ask another administrator.");
                }

                var now = time.GetUtcNow().UtcDateTime;
                if (disabled)
                {
                    member.Value.Disable(now);
                    await db.EndSessionsAsync(personId, now, ct);
                }
                else
                {
                    member.Value.Enable();
                }

                db.Audit(
                    disabled ? AuditAction.AccountDisabled : AuditAction.AccountEnabled,
                    time,
                    actor,
                    person: personId,
                    cohort: cohortId
                );
                return Outcome.Done;
            },
            ct
        );

    private async Task<Outcome> TellAsync(Guid cohortId, Guid personId, Func<TrainingDb, Task<Outcome>> work, CancellationToken ct)
    {
        var outcome = await gate.WriteAsync(work, ct);
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
            await events.PublishAsync(personId, new AccessChanged(personId));
        }

        return outcome;
    }
}
