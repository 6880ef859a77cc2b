namespace IncidentTraining.Core.Schedule;

/// <summary>The sequence of activities of a class on a training day.</summary>
/// <param name="Title">The day's title.</param>
/// <param name="Sessions">The sessions in order.</param>
public sealed record DayPlan(string Title, IReadOnlyList<PlannedSession> Sessions)
{
    /// <summary>All activities of all sessions in order.</summary>
    public IEnumerable<PlannedActivity> Activities => Sessions.SelectMany(session => session.Activities);

    /// <summary>The plan with its first session at a class's own time, and all others shifted by the same amount.</summary>
    /// <param name="minute">Minutes after midnight; null for the times of the plan.</param>
    public DayPlan StartingAt(int? minute)
    {
        if (minute is not { } start || Sessions is not [var first, ..])
        {
            return this;
        }

        var shift = ShiftOf(start, first.Starts);
        return this with { Sessions = [.. Sessions.Select(session => session with { Starts = session.Starts.Add(shift) })] };
    }

    /// <summary>How much later a class starts than planned; negative for an earlier start.</summary>
    /// <param name="minute">The start of its first session, in minutes after midnight.</param>
    /// <param name="planned">The planned start of that session.</param>
    public static TimeSpan ShiftOf(int minute, TimeOnly planned) => TimeSpan.FromMinutes(minute) - planned.ToTimeSpan();

    /// <summary>Returns the activity with the id; null when the plan has none.</summary>
    public PlannedActivity? Find(string activityId) => Activities.FirstOrDefault(activity => activity.Id == activityId);
}

/// <summary>A part of the day, such as the morning session.</summary>
/// <param name="Id">The id of the session's page.</param>
/// <param name="Starts">The planned start, in the class's time zone.</param>
/// <param name="Activities">Lectures, labs and pauses in order.</param>
public sealed record PlannedSession(string Id, string Title, TimeOnly Starts, IReadOnlyList<PlannedActivity> Activities);

/// <summary>A lecture, lab or pause with its length.</summary>
/// <param name="Id">Unique within the day; for a lecture or lab the id of its page.</param>
/// <param name="Title">The display name.</param>
/// <param name="Minutes">The planned minutes.</param>
/// <param name="IsPause">True for coffee and lunch, which have no page.</param>
public sealed record PlannedActivity(string Id, string Title, int Minutes, bool IsPause);

/// <summary>Provides the plan of a training day.</summary>
public interface IDayPlans
{
    /// <summary>Returns a current plan of the day; null when the day or plan does not exist or the day's file cannot be read.</summary>
    /// <param name="planId">The plan's id; empty for the day's own plan.</param>
    DayPlan? Find(string dayId, string planId);
}
