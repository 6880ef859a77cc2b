using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>One class of a person, with the person's role in it.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Name">What people call it.</param>
/// <param name="DayId">Its training day.</param>
/// <param name="TimeZone">The IANA zone of its plan.</param>
/// <param name="JoinCode">Its join code; only for staff of the class, otherwise null.</param>
/// <param name="Role">The person's role in it; if there are several, the most relevant one.</param>
public sealed record MyClass(Guid CohortId, string Name, string DayId, string TimeZone, JoinCode? JoinCode, ClassRole Role)
{
    /// <summary>The plan of the day; empty for the day's own.</summary>
    public string PlanId { get; init; } = "";

    /// <summary>When its first session starts, in minutes after midnight; null for the plan's time.</summary>
    public int? StartMinute { get; init; }

    /// <summary>All roles of the person in it.</summary>
    public IReadOnlyList<ClassRole> Roles { get; init; } = [Role];

    /// <summary>The roles in words.</summary>
    public string RoleWords =>
        string.Join(" and ", Roles.Select((role, place) => place == 0 ? role.ToString() : role.ToString().ToLowerInvariant()));

    /// <summary>Whether the person teaches or facilitates it.</summary>
    public bool IsStaff => Has(ClassRole.Instructor) || Has(ClassRole.Facilitator);

    /// <summary>Whether the person holds the role in it.</summary>
    public bool Has(ClassRole role) => Roles.Contains(role);
}

/// <summary>The classes a person belongs to, last joined first.</summary>
public sealed class MyClasses(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>The actor's classes; empty for a person who has joined none.</summary>
    public async Task<IReadOnlyList<MyClass>> RunAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from membership in db.Set<Membership>().AsNoTracking()
            join cohort in db.Set<Cohort>() on membership.CohortId equals cohort.Id
            where membership.PersonId == actor.PersonId && (cohort.ArchivedAt == null || membership.Role != ClassRole.Trainee)
            orderby membership.JoinedAt descending, cohort.Id
            select new
            {
                cohort.Id,
                cohort.Name,
                cohort.DayId,
                cohort.PlanId,
                cohort.StartMinute,
                cohort.TimeZone,
                cohort.JoinCode,
                membership.Role,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(row => row.Id)
                .Select(roles => (Row: roles.First(), Roles: roles.Select(row => row.Role).OrderDescending().ToList()))
                .Select(one => new MyClass(
                    one.Row.Id,
                    one.Row.Name,
                    one.Row.DayId,
                    one.Row.TimeZone,
                    one.Roles[0] is ClassRole.Trainee ? null : new JoinCode(one.Row.JoinCode),
                    one.Roles[0]
                )
                {
                    Roles = one.Roles,
                    PlanId = one.Row.PlanId,
                    StartMinute = one.Row.StartMinute,
                }),
        ];
    }

    /// <summary>The names of the classes that the actor can no longer open because they are archived, in alphabetical order.</summary>
    public async Task<IReadOnlyList<string>> ArchivedAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (
            from membership in db.Set<Membership>().AsNoTracking()
            join cohort in db.Set<Cohort>() on membership.CohortId equals cohort.Id
            where membership.PersonId == actor.PersonId && cohort.ArchivedAt != null && membership.Role == ClassRole.Trainee
            orderby cohort.Name
            select cohort.Name
        ).ToListAsync(ct);
    }
}
