using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A role that a person holds in a class.</summary>
/// <param name="Role">The role.</param>
/// <param name="IsArchived">Whether the class is archived.</param>
internal sealed record HeldRole(ClassRole Role, bool IsArchived);

/// <summary>The only check of a person's role in a class. Every use case calls it inside its own transaction.</summary>
public static class ClassAccess
{
    private static readonly Refusal Archived = Refusal.Conflict(
        "This class is archived: you can read it, but not change it. Reopen it first."
    );

    /// <summary>
    /// The person's membership with the first of the given roles that they hold; otherwise a refusal. An archived class is closed to its
    /// trainees; its staff can read it, and writes are refused.
    /// </summary>
    /// <param name="db">The database; inside the write gate the check is for a change, elsewhere for reading.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="roles">The roles that have access.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="evenArchived">Whether staff may change it even in an archived class.</param>
    /// <remarks>People outside the class are told that it does not exist, so that its existence is not revealed.</remarks>
    public static async Task<Outcome<Membership>> RequireRoleAsync(
        this TrainingDb db,
        Actor actor,
        Guid cohortId,
        ClassRole[] roles,
        CancellationToken ct,
        bool evenArchived = false
    )
    {
        var held = await (
            from m in db.Set<Membership>().AsNoTracking()
            join cohort in db.Set<Cohort>() on m.CohortId equals cohort.Id
            where m.CohortId == cohortId && m.PersonId == actor.PersonId && (m.Role != ClassRole.Trainee || cohort.ArchivedAt == null)
            select new { Membership = m, IsArchived = cohort.ArchivedAt != null }
        ).ToListAsync(ct);
        var found = db.RequireRole([.. held.Select(one => new HeldRole(one.Membership.Role, one.IsArchived))], roles, evenArchived);
        return found.Succeeded ? held.First(one => one.Membership.Role == found.Value).Membership : found.Refusal;
    }

    /// <summary>The same for roles that a query has already read.</summary>
    /// <param name="db">The database; inside the write gate the check is for a change, elsewhere for reading.</param>
    /// <param name="held">The person's roles in the class; see <see cref="Held"/>.</param>
    /// <param name="roles">The roles that have access.</param>
    /// <param name="evenArchived">Whether staff may change it even in an archived class.</param>
    internal static Outcome<ClassRole> RequireRole(
        this TrainingDb db,
        IReadOnlyList<HeldRole> held,
        ClassRole[] roles,
        bool evenArchived = false
    )
    {
        if (held.Count == 0)
        {
            return Refusal.NotFound("There is no such class, or you are not a member of it.");
        }

        if (roles.Select(role => held.FirstOrDefault(one => one.Role == role)).FirstOrDefault(one => one is not null) is not { } found)
        {
            return Refusal.NotAllowed($"Only {Names(roles)} of the class can do this.");
        }

        return found.IsArchived && !evenArchived && IsChanging(db) ? Archived : found.Role;
    }

    /// <summary>The effective roles in a class: an archived one is closed to its trainees.</summary>
    internal static IReadOnlyList<HeldRole> Held(IEnumerable<ClassRole> roles, bool isArchived) =>
        [.. roles.Where(role => role != ClassRole.Trainee || !isArchived).Select(role => new HeldRole(role, isArchived))];

    /// <summary>Refuses a change to an archived class; reading is allowed.</summary>
    public static async Task<Outcome> RequireOpenAsync(this TrainingDb db, Guid cohortId, CancellationToken ct) =>
        IsChanging(db) && await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == cohortId && cohort.ArchivedAt != null, ct)
            ? Archived
            : Outcome.Done;

    // Only the write gate opens a transaction; a read has none.
    private static bool IsChanging(TrainingDb db) => db.Database.CurrentTransaction is not null;

    /// <summary>The refusal for something that the person may not know about; an archived class is named as the reason.</summary>
    /// <param name="refusal">Why the person has no access.</param>
    /// <param name="unknown">The message for a person from whom it is hidden.</param>
    public static Refusal Hiding(this Refusal refusal, Refusal unknown) => refusal == Archived ? refusal : unknown;

    /// <summary>Whether the person currently administers the site.</summary>
    public static Task<bool> IsAdministratorAsync(this TrainingDb db, Actor actor, CancellationToken ct) =>
        db.Set<Person>().AnyAsync(person => person.Id == actor.PersonId && person.IsAdministrator && person.DisabledAt == null, ct);

    /// <summary>Refuses anyone who does not currently administer the site.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="refusal">The message for others.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<Outcome> RequireAdministratorAsync(this TrainingDb db, Actor actor, string refusal, CancellationToken ct) =>
        await db.IsAdministratorAsync(actor, ct) ? Outcome.Done : Refusal.NotAllowed(refusal);

    /// <summary>Allows facilitators of the class, and administrators in every class.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="evenArchived">Whether to allow them even in an archived class.</param>
    public static async Task<Outcome> RequireHelperAsync(
        this TrainingDb db,
        Actor actor,
        Guid cohortId,
        CancellationToken ct,
        bool evenArchived = false
    )
    {
        if (await db.IsAdministratorAsync(actor, ct))
        {
            return !await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == cohortId, ct) ? Refusal.NotFound("There is no such class.")
                : evenArchived ? Outcome.Done
                : await db.RequireOpenAsync(cohortId, ct);
        }

        var facilitator = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator], ct, evenArchived);
        return facilitator.Succeeded ? Outcome.Done : facilitator.Refusal;
    }

    /// <summary>Allows any member of the class; refuses everyone else.</summary>
    public static Task<Outcome<Membership>> RequireMemberAsync(this TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct) =>
        db.RequireRoleAsync(actor, cohortId, Enum.GetValues<ClassRole>(), ct);

    private static string Names(ClassRole[] roles) => string.Join(" and ", roles.Select(role => $"{role.ToString().ToLowerInvariant()}s"));
}
