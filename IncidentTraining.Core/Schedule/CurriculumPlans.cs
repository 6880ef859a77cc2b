using IncidentTraining.Core.Curriculum;

namespace IncidentTraining.Core.Schedule;

/// <summary>Plans taken from the curriculum's training days.</summary>
public sealed class CurriculumPlans(CurriculumLibrary library) : IDayPlans
{
    /// <inheritdoc />
    public DayPlan? Find(string dayId, string planId) =>
        library.FindDay(dayId) is { } day && day.SessionsOf(planId) is { } sessions ? PlanOf(day, sessions) : null;

    private static DayPlan PlanOf(TrainingDay day, IReadOnlyList<DaySession> sessions)
    {
        var taken = sessions.SelectMany(session => session.Items).Select(item => item.Page?.Id).OfType<string>().ToHashSet();
        return new DayPlan(
            day.Title,
            [
                .. sessions.Select(session => new PlannedSession(
                    session.Page.Id,
                    session.Title,
                    session.Starts,
                    [
                        .. session.Items.Select(item => new PlannedActivity(
                            item.Page?.Id ?? PauseId(item.Title, taken),
                            item.Title,
                            item.Minutes,
                            IsPause: item.Page is null
                        )),
                    ]
                )),
            ]
        );
    }

    /// <summary>
    /// A pause is identified by its name, so that inserting another pause before it does not move its clock. A repeated name gets a number.
    /// </summary>
    private static string PauseId(string title, HashSet<string> taken)
    {
        var name = "pause-" + string.Join('-', title.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var id = name;
        for (var number = 2; !taken.Add(id); number++)
        {
            id = $"{name}-{number}";
        }

        return id;
    }
}
