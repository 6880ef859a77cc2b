using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Moves a person who joined the wrong class. Their work stays in the class in which it was done.</summary>
public sealed class MoveMember(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    Accounts accounts,
    MembershipEnds ends,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    /// <summary>The classes to which the actor may move members of a class: those that the actor may help, by name.</summary>
    public async Task<IReadOnlyList<(Guid CohortId, string Name)>> TargetsAsync(Actor actor, Guid fromId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var all = await db.IsAdministratorAsync(actor, ct);
        var targets = await db.Set<Cohort>()
            .Where(cohort =>
                cohort.Id != fromId
                && cohort.ArchivedAt == null
                && (
                    all
                    || db.Set<Membership>()
                        .Any(m => m.CohortId == cohort.Id && m.PersonId == actor.PersonId && m.Role == ClassRole.Facilitator)
                )
            )
            .Select(cohort => new { cohort.Id, cohort.Name })
            .ToListAsync(ct);
        return
        [
            .. targets.OrderBy(cohort => cohort.Name, StringComparer.CurrentCultureIgnoreCase).Select(cohort => (cohort.Id, cohort.Name)),
        ];
    }

    /// <summary>Moves the person, with the same roles.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid fromId, Guid personId, Guid toId, CancellationToken ct = default)
    {
        Func<Task>? after = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                foreach (var cohortId in (Guid[])[fromId, toId])
                {
                    if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
                    {
                        return refused;
                    }
                }

                var held = await db.Set<Membership>().Where(m => m.CohortId == fromId && m.PersonId == personId).ToListAsync(ct);
                var target = await db.Set<Cohort>().SingleAsync(cohort => cohort.Id == toId, ct);
                if (held.Count == 0 || target.ArchivedAt is not null || fromId == toId)
                {
                    return Refusal.Conflict("This person or the other class no longer exists. Nothing was moved.");
                }

                var person = await db.Set<Person>().SingleAsync(one => one.Id == personId, ct);
                if (await db.Set<Membership>().AnyAsync(m => m.CohortId == toId && m.PersonId == personId, ct))
                {
                    return Refusal.Conflict($"{person.DisplayName} is already in {target.Name}. Remove them from this class instead.");
                }

                if (await db.RequireAnotherFacilitatorAsync(fromId, personId, ct) is { Succeeded: false } last)
                {
                    return last;
                }

                var present = await db.Users.Where(user => user.Id == person.UserId).Select(user => user.UserName!).SingleAsync(ct);
                if (present.Contains('/') && await accounts.IsTakenInClassAsync(db, toId, Accounts.TypedNameOf(present), person.UserId, ct))
                {
                    return Refusal.Conflict($"{target.Name} already has a person called {person.DisplayName}. Rename one of them first.");
                }

                if (present.StartsWith(Accounts.UserNameInClass(fromId, ""), StringComparison.Ordinal))
                {
                    await accounts.RenameAsync(db, person, Accounts.UserNameInClass(toId, Accounts.TypedNameOf(present)), ct);
                }

                after = await ends.EndAsync(db, fromId, personId, ct);
                db.RemoveRange(held);
                db.AddRange(held.Select(m => new Membership(toId, personId, m.Role, time.GetUtcNow().UtcDateTime)));
                db.Audit(AuditAction.Moved, time, actor, person: personId, cohort: toId, note: $"from {fromId}");
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await after!();
            await events.PublishAsync(fromId, new ClassChanged(fromId));
            await events.PublishAsync(toId, new ClassChanged(toId));
            await events.PublishAsync(personId, new AccessChanged(personId));
        }

        return outcome;
    }
}
