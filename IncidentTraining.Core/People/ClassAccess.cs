using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The one check of a person's role in a class. Every use case asks it inside its own transaction.</summary>
public static class ClassAccess
{
    /// <summary>The person's membership with the first of the roles that the person holds; otherwise a refusal. An archived class is closed to its trainees.</summary>
    /// <remarks>A stranger to the class is told that there is no such class: its existence is no one else's business.</remarks>
    public static async Task<Outcome<Membership>> RequireRoleAsync(
        this TrainingDb db, Actor actor, Guid cohortId, ClassRole[] roles, CancellationToken ct)
    {
        var held = await db.Set<Membership>().AsNoTracking().Where(m => m.CohortId == cohortId && m.PersonId == actor.PersonId
                && (m.Role != ClassRole.Trainee || !db.Set<Cohort>().Any(cohort => cohort.Id == cohortId && cohort.ArchivedAt != null)))
            .ToListAsync(ct);
        if (held.Count == 0)
        {
            return Refusal.NotFound("There is no such class, or you are not a member of it.");
        }

        return roles.Select(role => held.Find(m => m.Role == role)).FirstOrDefault(m => m is not null) is { } membership
            ? membership
            : Refusal.NotAllowed($"Only {Names(roles)} of the class may do this.");
    }

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
    public static async Task<Outcome> RequireHelperAsync(this TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct)
    {
        if (await db.IsAdministratorAsync(actor, ct))
        {
            return await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == cohortId, ct) ? Outcome.Done : Refusal.NotFound("There is no such class.");
        }

        var facilitator = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator], ct);
        return facilitator.Succeeded ? Outcome.Done : facilitator.Refusal;
    }

    /// <summary>Any member of the class may; strangers may not.</summary>
    public static Task<Outcome<Membership>> RequireMemberAsync(this TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct) =>
        db.RequireRoleAsync(actor, cohortId, Enum.GetValues<ClassRole>(), ct);

    private static string Names(ClassRole[] roles) =>
        string.Join(" and ", roles.Select(role => $"{role.ToString().ToLowerInvariant()}s"));
}
