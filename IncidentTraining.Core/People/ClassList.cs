using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A class as its staff and administrators see it.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Name">What people call it.</param>
/// <param name="DayId">The training day.</param>
/// <param name="TimeZone">The IANA zone of its plan.</param>
/// <param name="JoinCode">The code with which trainees join.</param>
/// <param name="Members">Its members: staff first, then by name.</param>
public sealed record ClassDetails(
    Guid CohortId, string Name, string DayId, string TimeZone, JoinCode JoinCode, IReadOnlyList<ClassMember> Members)
{
    /// <summary>Which of the day's plans it takes; empty for the day's own.</summary>
    public string PlanId { get; init; } = "";

    /// <summary>The day and the plan as <see cref="TrainingDayChoice.Key"/> names them.</summary>
    public string DayKey => TrainingDayChoice.KeyOf(DayId, PlanId);
}

/// <summary>A member of a class.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Role">The role in the class.</param>
public sealed record ClassMember(Guid PersonId, string Name, ClassRole Role);

/// <summary>Lists all classes for an administrator, and one class with its members for its staff.</summary>
public sealed class ClassList(IDbContextFactory<TrainingDb> databases)
{
    /// <summary>All classes, newest first; administrators only.</summary>
    public async Task<Outcome<IReadOnlyList<ClassDetails>>> AllAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsAdministrator)
        {
            return Refusal.NotAllowed("Only an administrator sees all classes.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return Outcome<IReadOnlyList<ClassDetails>>.Done(await LoadAsync(db, null, ct));
    }

    /// <summary>One class with its members; its instructors and facilitators, and administrators.</summary>
    public async Task<Outcome<ClassDetails>> OneAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!actor.IsAdministrator)
        {
            var access = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor, ClassRole.Facilitator], ct);
            if (!access.Succeeded)
            {
                return access.Refusal;
            }
        }

        var found = await LoadAsync(db, cohortId, ct);
        return found.Count == 1 ? found[0] : Refusal.NotFound("There is no such class.");
    }

    private static async Task<IReadOnlyList<ClassDetails>> LoadAsync(TrainingDb db, Guid? only, CancellationToken ct)
    {
        var cohorts = await db.Set<Cohort>().AsNoTracking()
            .Where(cohort => only == null || cohort.Id == only)
            .OrderByDescending(cohort => cohort.CreatedAt)
            .ToListAsync(ct);
        var members = await (
            from membership in db.Set<Membership>().AsNoTracking()
            join person in db.Set<Person>() on membership.PersonId equals person.Id
            where only == null || membership.CohortId == only
            select new { membership.CohortId, Member = new ClassMember(person.Id, person.DisplayName, membership.Role) })
            .ToListAsync(ct);
        var byClass = members.ToLookup(row => row.CohortId, row => row.Member);
        return [.. cohorts.Select(cohort => new ClassDetails(
            cohort.Id, cohort.Name, cohort.DayId, cohort.TimeZone, new JoinCode(cohort.JoinCode),
            [.. byClass[cohort.Id].OrderByDescending(member => member.Role).ThenBy(member => member.Name, StringComparer.CurrentCultureIgnoreCase)])
        {
            PlanId = cohort.PlanId,
        })];
    }
}
