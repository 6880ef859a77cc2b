using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Checks a name against the names of others.</summary>
internal static class NameChecks
{
    /// <summary>Refuses a name that can be mistaken for that of the class's staff or of an administrator.</summary>
    /// <param name="db">The database.</param>
    /// <param name="name">The name.</param>
    /// <param name="cohortIds">The classes of the person.</param>
    /// <param name="personId">The person, whose own name is ignored; null for a new one.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<Outcome> RequireNoStaffNameAsync(
        this TrainingDb db,
        string name,
        IReadOnlyCollection<Guid> cohortIds,
        Guid? personId,
        CancellationToken ct
    ) =>
        (await db.StaffSkeletonsAsync(cohortIds, personId, ct)).Contains(NameSkeleton.Of(name))
            ? Refusal.Conflict($"{name} could be mistaken for a staff member. Choose a distinct name, for example with an initial.")
            : Outcome.Done;

    /// <summary>The skeletons of the names of the staff of the classes and of the administrators.</summary>
    public static async Task<HashSet<string>> StaffSkeletonsAsync(
        this TrainingDb db,
        IReadOnlyCollection<Guid> cohortIds,
        Guid? personId,
        CancellationToken ct
    )
    {
        var staff = await db.Set<Person>()
            .Where(person =>
                person.Id != personId
                && (
                    person.IsAdministrator
                    || db.Set<Membership>()
                        .Any(m => m.PersonId == person.Id && cohortIds.Contains(m.CohortId) && m.Role != ClassRole.Trainee)
                )
            )
            .Select(person => person.DisplayName)
            .ToListAsync(ct);
        return [.. staff.Select(NameSkeleton.Of)];
    }
}
