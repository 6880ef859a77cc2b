using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A class, for its staff and administrators.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Name">What people call it.</param>
/// <param name="DayId">The training day.</param>
/// <param name="TimeZone">The IANA zone of its plan.</param>
/// <param name="JoinCode">The code with which trainees join.</param>
/// <param name="Members">Its members: staff first, then by name.</param>
public sealed record ClassDetails(
    Guid CohortId,
    string Name,
    string DayId,
    string TimeZone,
    JoinCode JoinCode,
    IReadOnlyList<ClassMember> Members
)
{
    /// <summary>The plan of the day; empty for the day's own.</summary>
    public string PlanId { get; init; } = "";

    /// <summary>The key of the day and the plan, see <see cref="TrainingDayChoice.Key"/>.</summary>
    public string DayKey => TrainingDayChoice.KeyOf(DayId, PlanId);

    /// <summary>When its first session starts, in its time zone; null for the plan's time.</summary>
    public TimeOnly? StartsAt { get; init; }

    /// <summary>Whether the actor may help its members: its facilitators and administrators.</summary>
    public bool MayHelp { get; init; }

    /// <summary>When it was archived, UTC; null for an open class.</summary>
    public DateTime? ArchivedAt { get; init; }

    /// <summary>Since when its code accepts no new trainees, UTC; null while it does.</summary>
    public DateTime? JoiningClosedAt { get; init; }
}

/// <summary>A member of a class.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Role">The role in the class; if there are several, the most relevant one.</param>
public sealed record ClassMember(Guid PersonId, string Name, ClassRole Role)
{
    /// <summary>All roles in the class.</summary>
    public IReadOnlyList<ClassRole> Roles { get; init; } = [Role];

    /// <summary>Whether the person has signed in at least once.</summary>
    public bool HasArrived { get; init; }

    /// <summary>Whether the account is disabled.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether the sign-in of the account asks for a code.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>The roles in words.</summary>
    public string RoleWords =>
        string.Join(" and ", Roles.Select((role, place) => place == 0 ? role.ToString() : role.ToString().ToLowerInvariant()));
}

/// <summary>Lists all classes for an administrator, and one class with its members for its staff.</summary>
public sealed class ClassList(IDbContextFactory<TrainingDb> databases)
{
    /// <summary>All classes, newest first; administrators only.</summary>
    public async Task<Outcome<IReadOnlyList<ClassDetails>>> AllAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.RequireAdministratorAsync(actor, "Only an administrator can see all classes.", ct) is { Succeeded: false } refused
            ? refused.Refusal
            : Outcome<IReadOnlyList<ClassDetails>>.Done(await LoadAsync(db, null, mayHelp: true, ct));
    }

    /// <summary>One class with its members; for its instructors and facilitators, and administrators.</summary>
    public async Task<Outcome<ClassDetails>> OneAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var mayHelp = await db.IsAdministratorAsync(actor, ct);
        if (!mayHelp)
        {
            var access = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator, ClassRole.Instructor], ct);
            if (!access.Succeeded)
            {
                return access.Refusal;
            }

            mayHelp = access.Value.Role is ClassRole.Facilitator;
        }

        var found = await LoadAsync(db, cohortId, mayHelp, ct);
        return found.Count == 1 ? found[0] : Refusal.NotFound("There is no such class.");
    }

    private static async Task<IReadOnlyList<ClassDetails>> LoadAsync(TrainingDb db, Guid? only, bool mayHelp, CancellationToken ct)
    {
        var cohorts = await db.Set<Cohort>()
            .AsNoTracking()
            .Where(cohort => only == null || cohort.Id == only)
            .OrderByDescending(cohort => cohort.CreatedAt)
            .ToListAsync(ct);
        var rows = await (
            from membership in db.Set<Membership>().AsNoTracking()
            join person in db.Set<Person>() on membership.PersonId equals person.Id
            where only == null || membership.CohortId == only
            select new
            {
                membership.CohortId,
                membership.Role,
                person.Id,
                person.DisplayName,
                Arrived = person.ArrivedAt != null,
                Disabled = person.DisabledAt != null,
                Factor = db.Set<SecondFactor>().Any(factor => factor.PersonId == person.Id && factor.ConfirmedAt != null),
            }
        ).ToListAsync(ct);
        var byClass = rows.GroupBy(row => (row.CohortId, row.Id))
            .ToLookup(
                person => person.Key.CohortId,
                person => new ClassMember(person.Key.Id, person.First().DisplayName, person.Max(row => row.Role))
                {
                    Roles = [.. person.Select(row => row.Role).OrderDescending()],
                    HasArrived = person.First().Arrived,
                    IsDisabled = person.First().Disabled,
                    HasSecondFactor = person.First().Factor,
                }
            );
        return
        [
            .. cohorts.Select(cohort => new ClassDetails(
                cohort.Id,
                cohort.Name,
                cohort.DayId,
                cohort.TimeZone,
                new JoinCode(cohort.JoinCode),
                [
                    .. byClass[cohort.Id]
                        .OrderByDescending(member => member.Role)
                        .ThenBy(member => member.Name, StringComparer.CurrentCultureIgnoreCase),
                ]
            )
            {
                PlanId = cohort.PlanId,
                StartsAt = cohort.StartsAt,
                MayHelp = mayHelp,
                ArchivedAt = cohort.ArchivedAt,
                JoiningClosedAt = cohort.JoiningClosedAt,
            }),
        ];
    }
}
