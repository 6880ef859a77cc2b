using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Changes the roles of a member of a class. Staff can hold several; a trainee holds no other, because staff see the answers.
/// </summary>
public sealed class ChangeRoles(WriteGate gate, MembershipEnds ends, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Gives the member exactly these roles.</summary>
    public async Task<Outcome> RunAsync(
        Actor actor,
        Guid cohortId,
        Guid personId,
        IReadOnlyCollection<ClassRole> roles,
        CancellationToken ct = default
    )
    {
        if (roles.Count == 0 || !roles.All(Enum.IsDefined))
        {
            return Refusal.Invalid("Choose at least one role. To take all roles away, remove the person from the class.");
        }

        if (roles.Contains(ClassRole.Trainee) && roles.Count > 1)
        {
            return Refusal.Invalid("A trainee cannot be staff of the same class: staff see the answers.");
        }

        Func<Task>? after = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
                {
                    return refused;
                }

                var held = await db.Set<Membership>().Where(m => m.CohortId == cohortId && m.PersonId == personId).ToListAsync(ct);
                if (held.Count == 0)
                {
                    return Refusal.NotFound("This person is no longer a member of the class.");
                }

                if (
                    !roles.Contains(ClassRole.Facilitator)
                    && await db.RequireAnotherFacilitatorAsync(cohortId, personId, ct) is { Succeeded: false } last
                )
                {
                    return last;
                }

                if (held.Exists(m => m.Role is ClassRole.Trainee) != roles.Contains(ClassRole.Trainee))
                {
                    after = await ends.EndAsync(db, cohortId, personId, ct);
                }

                db.RemoveRange(held.Where(m => !roles.Contains(m.Role)));
                db.AddRange(
                    roles
                        .Distinct()
                        .Where(role => held.TrueForAll(m => m.Role != role))
                        .Select(role => new Membership(cohortId, personId, role, time.GetUtcNow().UtcDateTime))
                );
                db.Audit(
                    AuditAction.RolesChanged,
                    time,
                    actor,
                    person: personId,
                    cohort: cohortId,
                    note: $"{string.Join(' ', held.Select(m => m.Role))} -> {string.Join(' ', roles)}"
                );
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            if (after is not null)
            {
                await after();
            }

            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
            await events.PublishAsync(personId, new AccessChanged(personId));
        }

        return outcome;
    }
}
