using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>The curriculum's training days, for assigning a day to a class.</summary>
public sealed class CurriculumDays(CurriculumLibrary library) : ITrainingDays
{
    /// <inheritdoc />
    public IReadOnlyList<TrainingDayChoice> All =>
    [
        .. library.Days.SelectMany(day => day.Plans
            .Select(plan => new TrainingDayChoice(day.Id, $"{day.Title} ({plan.Title})", plan.Sessions.Any(session => session.ActivityMinutes > 0)) { PlanId = plan.Id })
            .Prepend(new TrainingDayChoice(day.Id, day.Title, day.Activities.Any()))),
    ];

    /// <inheritdoc />
    public Task<bool> HasBegunAsync(TrainingDb db, Guid cohortId, CancellationToken ct) => db.Set<TimedActivity>().AnyAsync(activity => activity.CohortId == cohortId, ct);
}
