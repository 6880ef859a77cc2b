using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The one check of a person's role in a class. Every use case asks it inside its own transaction.</summary>
public static class ClassAccess
{
    /// <summary>The person's membership if it has one of the roles; otherwise a refusal.</summary>
    /// <remarks>A stranger to the class is told that there is no such class: its existence is nobody else's business.</remarks>
    public static async Task<Outcome<Membership>> RequireRoleAsync(
        this TrainingDb db, Actor actor, Guid cohortId, ClassRole[] roles, CancellationToken ct)
    {
        var membership = await db.Set<Membership>().AsNoTracking()
            .SingleOrDefaultAsync(m => m.CohortId == cohortId && m.PersonId == actor.PersonId, ct);
        if (membership is null)
        {
            return Refusal.NotFound("There is no such class, or you are not a member of it.");
        }

        return roles.Contains(membership.Role)
            ? membership
            : Refusal.NotAllowed($"Only {Names(roles)} of the class may do this.");
    }

    /// <summary>Any member of the class may; strangers may not.</summary>
    public static Task<Outcome<Membership>> RequireMemberAsync(this TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct) =>
        db.RequireRoleAsync(actor, cohortId, Enum.GetValues<ClassRole>(), ct);

    private static string Names(ClassRole[] roles) =>
        string.Join(" and ", roles.Select(role => $"{role.ToString().ToLowerInvariant()}s"));
}
