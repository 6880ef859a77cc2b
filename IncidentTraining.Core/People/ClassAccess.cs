using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A role that a person holds in a class.</summary>
/// <param name="Role">The role.</param>
/// <param name="IsArchived">Whether the class is archived.</param>
internal sealed record HeldRole(ClassRole Role, bool IsArchived);

/// <summary>The one check of a person's role in a class. Every use case asks it inside its own transaction.</summary>
public static class ClassAccess
{
    private static readonly Refusal Archived = Refusal.Conflict(
        "This class is archived: you can read it, but not change it. Reopen it first."
    );

    /// <summary>
    /// The person's membership with the first of the roles that the person holds; otherwise a refusal. An archived class is closed to its
    /// trainees; its staff read it, and a write is refused.
    /// </summary>
    /// <param name="db">The database; inside the write gate the question is about a change, elsewhere about reading.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="roles">The roles that may.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="evenArchived">Whether staff may change it in an archived class, too.</param>
    /// <remarks>A stranger to the class is told that there is no such class: its existence is no one else's business.</remarks>
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

    /// <summary>The same for roles that a query has read with other things.</summary>
    /// <param name="db">The database; inside the write gate the question is about a change, elsewhere about reading.</param>
    /// <param name="held">What the person holds in the class; see <see cref="Held"/>.</param>
    /// <param name="roles">The roles that may.</param>
    /// <param name="evenArchived">Whether staff may change it in an archived class, too.</param>
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

    /// <summary>What someone with these roles holds in a class: an archived one is closed to its trainees.</summary>
    internal static IReadOnlyList<HeldRole> Held(IEnumerable<ClassRole> roles, bool isArchived) =>
        [.. roles.Where(role => role != ClassRole.Trainee || !isArchived).Select(role => new HeldRole(role, isArchived))];

    /// <summary>Refuses to change an archived class; reading is not refused.</summary>
    public static async Task<Outcome> RequireOpenAsync(this TrainingDb db, Guid cohortId, CancellationToken ct) =>
        IsChanging(db) && await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == cohortId && cohort.ArchivedAt != null, ct)
            ? Archived
            : Outcome.Done;

    // Only the write gate opens a transaction; a reading has none.
    private static bool IsChanging(TrainingDb db) => db.Database.CurrentTransaction is not null;

    /// <summary>The refusal for a thing that a person may not know of; that the class is archived is said.</summary>
    /// <param name="refusal">Why the person may not.</param>
    /// <param name="unknown">What a person is told from whom the thing is hidden.</param>
    public static Refusal Hiding(this Refusal refusal, Refusal unknown) => refusal == Archived ? refusal : unknown;

    /// <summary>Whether the person administers the site now.</summary>
    public static Task<bool> IsAdministratorAsync(this TrainingDb db, Actor actor, CancellationToken ct) =>
        db.Set<Person>().AnyAsync(person => person.Id == actor.PersonId && person.IsAdministrator && person.DisabledAt == null, ct);

    /// <summary>Refuses anyone who does not administer the site now.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="refusal">What others are told.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<Outcome> RequireAdministratorAsync(this TrainingDb db, Actor actor, string refusal, CancellationToken ct) =>
        await db.IsAdministratorAsync(actor, ct) ? Outcome.Done : Refusal.NotAllowed(refusal);

    /// <summary>Facilitators of the class may, and administrators may in every class.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="evenArchived">Whether they may in an archived class, too.</param>
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

    /// <summary>Any member of the class may; strangers may not.</summary>
    public static Task<Outcome<Membership>> RequireMemberAsync(this TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct) =>
        db.RequireRoleAsync(actor, cohortId, Enum.GetValues<ClassRole>(), ct);

    private static string Names(ClassRole[] roles) => string.Join(" and ", roles.Select(role => $"{role.ToString().ToLowerInvariant()}s"));
}
