using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A person who was removed from a class.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="RemovedAt">When, UTC.</param>
public sealed record RemovedMember(Guid PersonId, string Name, DateTime RemovedAt);

/// <summary>
/// Removes a person from a class, or puts them back. Their runs, documents and answers stay with the class; their roles in open runs pass
/// to others; a person without another class is signed out.
/// </summary>
public sealed class RemoveMember(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    Accounts accounts,
    MembershipEnds ends,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    /// <summary>Removes the person.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid cohortId, Guid personId, CancellationToken ct = default)
    {
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

                if (await db.RequireAnotherFacilitatorAsync(cohortId, personId, ct) is { Succeeded: false } last)
                {
                    return last;
                }

                var person = await db.Set<Person>().SingleAsync(one => one.Id == personId, ct);
                var userName = await db.Users.Where(user => user.Id == person.UserId).Select(user => user.UserName!).SingleAsync(ct);
                var isOfClass = userName.StartsWith(Accounts.UserNameInClass(cohortId, ""), StringComparison.Ordinal);
                if (isOfClass && await NamesakeAsync(db, cohortId, person, userName, ct) is { } elsewhere)
                {
                    return Refusal.Conflict(
                        $"{person.DisplayName} signs in with this class's code, and {elsewhere}, where they stay, has another person with that name. Rename {person.DisplayName} first, then remove them."
                    );
                }

                after = await ends.EndAsync(db, cohortId, personId, ct);
                var now = time.GetUtcNow().UtcDateTime;
                db.RemoveRange(held);
                if (await db.Set<Departure>().FindAsync([cohortId, personId], ct) is { } earlier)
                {
                    db.Remove(earlier);
                    await db.SaveChangesAsync(ct);
                }

                db.Add(new Departure(cohortId, personId, held.Select(m => m.Role), userName, now));
                if (isOfClass)
                {
                    // The name is available again in this class. In their other classes the person signs in with it and the code of that
                    // class.
                    await accounts.RenameAsync(db, person, Accounts.UserNameOfLeft(personId, Accounts.TypedNameOf(userName)), ct);
                }

                if (
                    !person.IsAdministrator
                    && !await db.Set<Membership>().AnyAsync(m => m.PersonId == personId && m.CohortId != cohortId, ct)
                )
                {
                    await db.EndSessionsAsync(personId, now, ct);
                }

                db.Audit(
                    AuditAction.Removed,
                    time,
                    actor,
                    person: personId,
                    cohort: cohortId,
                    note: string.Join(' ', held.Select(m => m.Role))
                );
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await after!();
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
            await events.PublishAsync(personId, new AccessChanged(personId));
        }

        return outcome;
    }

    /// <summary>The name of a class in which the person stays and in which their sign-in name would be ambiguous; null for none.</summary>
    private async Task<string?> NamesakeAsync(TrainingDb db, Guid leavingId, Person person, string userName, CancellationToken ct)
    {
        var stays = await db.Set<Cohort>()
            .Where(cohort => cohort.Id != leavingId && db.Set<Membership>().Any(m => m.CohortId == cohort.Id && m.PersonId == person.Id))
            .Select(cohort => new { cohort.Id, cohort.Name })
            .ToListAsync(ct);
        foreach (var cohort in stays)
        {
            if (await accounts.IsTakenInClassAsync(db, cohort.Id, Accounts.TypedNameOf(userName), person.UserId, ct))
            {
                return cohort.Name;
            }
        }

        return null;
    }

    /// <summary>The removed people, latest first; for helpers of the class.</summary>
    public async Task<Outcome<IReadOnlyList<RemovedMember>>> RemovedAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        return Outcome<IReadOnlyList<RemovedMember>>.Done(
            await (
                from departure in db.Set<Departure>()
                join person in db.Set<Person>() on departure.PersonId equals person.Id
                where departure.CohortId == cohortId
                orderby departure.RemovedAt descending
                select new RemovedMember(person.Id, person.DisplayName, departure.RemovedAt)
            ).ToListAsync(ct)
        );
    }

    /// <summary>Puts a removed person back, with their former roles and sign-in.</summary>
    public async Task<Outcome> PutBackAsync(Actor actor, Guid cohortId, Guid personId, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (
                    await db.Set<Departure>().FindAsync([cohortId, personId], ct) is not { } departure
                    || await db.Set<Membership>().AnyAsync(m => m.CohortId == cohortId && m.PersonId == personId, ct)
                )
                {
                    return Refusal.NotFound("This person is no longer on the removed list.");
                }

                var person = await db.Set<Person>().SingleAsync(one => one.Id == personId, ct);
                var userName = await db.Users.Where(user => user.Id == person.UserId).Select(user => user.UserName!).SingleAsync(ct);
                if (
                    userName.Contains('/')
                    && await accounts.IsTakenInClassAsync(db, cohortId, Accounts.TypedNameOf(userName), person.UserId, ct)
                )
                {
                    return Refusal.Conflict(
                        $"Another person called {person.DisplayName} has joined since. Rename them first, then put {person.DisplayName} back."
                    );
                }

                if (
                    userName.StartsWith(Accounts.LeftPrefix, StringComparison.Ordinal)
                    && departure.UserName.StartsWith(Accounts.UserNameInClass(cohortId, ""), StringComparison.Ordinal)
                )
                {
                    await accounts.RenameAsync(db, person, Accounts.UserNameInClass(cohortId, Accounts.TypedNameOf(userName)), ct);
                }

                db.AddRange(departure.Roles.Select(role => new Membership(cohortId, personId, role, time.GetUtcNow().UtcDateTime)));
                db.Remove(departure);
                db.Audit(AuditAction.PutBack, time, actor, person: personId, cohort: cohortId, note: departure.RolesText);
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
        }

        return outcome;
    }
}

/// <summary>Checks that a class keeps a facilitator.</summary>
internal static class LastFacilitator
{
    /// <summary>
    /// Refuses to remove the last facilitator. A facilitator whose account is disabled cannot help anyone, and does not count.
    /// </summary>
    public static async Task<Outcome> RequireAnotherFacilitatorAsync(this TrainingDb db, Guid cohortId, Guid personId, CancellationToken ct)
    {
        var facilitators = await (
            from m in db.Set<Membership>()
            join person in db.Set<Person>() on m.PersonId equals person.Id
            where m.CohortId == cohortId && m.Role == ClassRole.Facilitator && (person.DisabledAt == null || person.Id == personId)
            select person.Id
        ).ToListAsync(ct);
        return facilitators is [var only] && only == personId
            ? Refusal.Conflict(
                $"{await db.NameOfAsync(personId, ct)} is the last facilitator of {await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.Name).SingleAsync(ct)}. Make another person a facilitator first."
            )
            : Outcome.Done;
    }
}
