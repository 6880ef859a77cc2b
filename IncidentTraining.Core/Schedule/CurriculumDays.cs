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
            .. library.Days.SelectMany(day =>
                day.Plans.Select(plan =>
                        Within(
                            plan.Sessions,
                            new(day.Id, $"{day.Title} ({plan.Title})", plan.Sessions.Any(session => session.ActivityMinutes > 0))
                            {
                                PlanId = plan.Id,
                            }
                        )
                    )
                    .Prepend(Within(day.Sessions, new(day.Id, day.Title, day.Activities.Any())))
            ),
        ];

    /// <inheritdoc />
    public Task<bool> HasBegunAsync(TrainingDb db, Guid cohortId, CancellationToken ct) =>
        db.Set<TimedActivity>().AnyAsync(activity => activity.CohortId == cohortId, ct);

    // A class shifts all sessions by the same amount as the first one.
    private static TrainingDayChoice Within(IReadOnlyList<DaySession> sessions, TrainingDayChoice choice)
    {
        if (sessions is not [var first, ..])
        {
            return choice;
        }

        var lasts =
            sessions.Max(session => session.Starts.ToTimeSpan() + TimeSpan.FromMinutes(session.Items.Sum(item => item.Minutes)))
            - first.Starts.ToTimeSpan();
        var latest = TimeSpan.FromDays(1) - lasts - TimeSpan.FromMinutes(1);
        return choice with
        {
            EarliestStart = TimeOnly.FromTimeSpan(first.Starts - sessions.Min(session => session.Starts)),
            LatestStart = latest > TimeSpan.Zero ? TimeOnly.FromTimeSpan(latest) : first.Starts,
        };
    }
}
