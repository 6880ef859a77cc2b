using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Crews;

/// <summary>The crew in which a trainee starts a lab.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Mates">Its people by name, with the trainee.</param>
public sealed record KeptCrew(int Number, IReadOnlyList<KeptMate> Mates);

/// <summary>A member of a kept crew.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
public sealed record KeptMate(Guid PersonId, string Name);

/// <summary>Finds the crews that the staff have made.</summary>
public static class KeptCrews
{
    /// <summary>
    /// The person's crew for a lab; null when the trainees of the class form crews by themselves, or the person is in none.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="personId">The person.</param>
    /// <param name="pageId">The lab.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<KeptCrew?> KeptCrewOfAsync(
        this TrainingDb db,
        Guid cohortId,
        Guid personId,
        string pageId,
        CancellationToken ct
    ) => (await db.KeptCrewOfAsync(cohortId, personId, ct)) is var (crew, plan) && plan.CountsFor(pageId) ? crew : null;

    /// <summary>
    /// The person's crew without members whose accounts are disabled, with the only lab to which it applies; null when the person is in
    /// none.
    /// </summary>
    public static async Task<(KeptCrew Crew, CrewPlan Plan)?> KeptCrewOfAsync(
        this TrainingDb db,
        Guid cohortId,
        Guid personId,
        CancellationToken ct
    )
    {
        var plan = await db.Set<CrewPlan>().AsNoTracking().SingleOrDefaultAsync(one => one.CohortId == cohortId, ct);
        if (plan is null)
        {
            return null;
        }

        var mates = await (
            from own in db.Set<CrewSeat>()
            join seat in db.Set<CrewSeat>() on new { own.CohortId, own.Crew } equals new { seat.CohortId, seat.Crew }
            join person in db.Set<Person>() on seat.PersonId equals person.Id
            where
                own.CohortId == cohortId
                && own.PersonId == personId
                && person.DisabledAt == null
                && db.Set<Membership>().Any(m => m.CohortId == cohortId && m.PersonId == seat.PersonId && m.Role == ClassRole.Trainee)
            select new
            {
                seat.Crew,
                person.Id,
                person.DisplayName,
            }
        ).ToListAsync(ct);
        return mates.Count == 0 || mates.TrueForAll(mate => mate.Id != personId)
            ? null
            : (
                new KeptCrew(
                    mates[0].Crew,
                    [
                        .. mates
                            .OrderBy(mate => mate.DisplayName, StringComparer.CurrentCultureIgnoreCase)
                            .Select(mate => new KeptMate(mate.Id, mate.DisplayName)),
                    ]
                ),
                plan
            );
    }
}

/// <summary>A trainee who leaves the class leaves their crew, and the crew continues without them.</summary>
public sealed class LeaveKeptCrew : IMembershipEnd
{
    /// <inheritdoc />
    public async Task<Func<Task>> EndAsync(TrainingDb db, Guid cohortId, Guid personId, CancellationToken ct)
    {
        if (await db.Set<CrewSeat>().FindAsync([cohortId, personId], ct) is { } seat)
        {
            db.Remove(seat);
        }

        // Open pages read the class again after the commit anyway.
        return () => Task.CompletedTask;
    }
}
