using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Crews;

/// <summary>The kept crews, and the experience of the trainees who are copied along with a class.</summary>
public sealed class CopyCrews(ICrewLabs labs) : IClassSettings
{
    /// <inheritdoc />
    public async Task CopyAsync(TrainingDb db, Guid fromId, Guid toId, CancellationToken ct)
    {
        var trainees = await db.Set<Membership>()
            .Where(m => m.CohortId == toId && m.Role == ClassRole.Trainee)
            .Select(m => m.PersonId)
            .ToListAsync(ct);
        var levels = await db.Set<MemberExperience>()
            .AsNoTracking()
            .Where(one => one.CohortId == fromId && trainees.Contains(one.PersonId))
            .ToListAsync(ct);
        db.AddRange(levels.Select(one => new MemberExperience(toId, one.PersonId, one.Level)));
        var seats = await db.Set<CrewSeat>()
            .AsNoTracking()
            .Where(seat => seat.CohortId == fromId && trainees.Contains(seat.PersonId))
            .ToListAsync(ct);
        if (
            seats.Count == 0
            || await db.Set<CrewPlan>().AsNoTracking().SingleOrDefaultAsync(plan => plan.CohortId == fromId, ct) is not { } original
        )
        {
            return;
        }

        var cohort = await db.Set<Cohort>().AsNoTracking().SingleAsync(one => one.Id == toId, ct);
        // Crews for one lab apply to every lab if the day has no such lab.
        var pageId = labs.Of(cohort.DayId, cohort.PlanId).Any(lab => lab.PageId == original.PageId) ? original.PageId : null;
        var plan = new CrewPlan(toId);
        plan.Make(original.Method, pageId, original.MadeById, original.MadeAt);
        db.Add(plan);
        db.AddRange(
            seats
                .GroupBy(seat => seat.Crew)
                .OrderBy(crew => crew.Key)
                .SelectMany((crew, place) => crew.Select(seat => new CrewSeat(toId, seat.PersonId, place + 1)))
        );
    }
}
