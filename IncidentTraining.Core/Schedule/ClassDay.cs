namespace IncidentTraining.Core.Schedule;

/// <summary>A class's day: the plan and its current state.</summary>
/// <param name="DayId">The training day.</param>
/// <param name="Title">The day's title.</param>
/// <param name="TimeZone">The IANA time zone of the plan's times.</param>
/// <param name="Sessions">The sessions in order.</param>
/// <param name="On">The current activity, even if a content change has removed it from the plan; null when there is none.</param>
/// <param name="NextId">The id of the next activity in the plan; null at the end.</param>
/// <param name="Announcement">The facilitator's announcement; null when there is none.</param>
public sealed record ClassDay(
    Guid CohortId,
    string DayId,
    string Title,
    string TimeZone,
    IReadOnlyList<ClassSession> Sessions,
    ClassActivity? On,
    string? NextId,
    string? Announcement
)
{
    /// <summary>The activity that was finished moments ago and can be undone; null when there is none.</summary>
    public ClassActivity? Undoable { get; init; }

    /// <summary>Whether labs stay closed to trainees until the facilitator starts them.</summary>
    public bool LabsOpenWithTimer { get; init; }

    /// <summary>Whether the class takes no new trainees now.</summary>
    public bool IsJoiningClosed { get; init; }

    /// <summary>The next activity in the plan; null at the end.</summary>
    public ClassActivity? Next => Sessions.SelectMany(session => session.Activities).FirstOrDefault(activity => activity.Id == NextId);
}

/// <summary>A session of a class's day.</summary>
/// <param name="Id">The id of the session's page.</param>
/// <param name="Activities">The activities in order.</param>
public sealed record ClassSession(string Id, string Title, IReadOnlyList<ClassActivity> Activities);

/// <summary>An activity of the plan with its clock.</summary>
/// <param name="Id">The activity's id; for a lecture or lab the id of its page.</param>
/// <param name="Title">The display name.</param>
/// <param name="IsPause">True for coffee and lunch, which have no page.</param>
/// <param name="Minutes">The planned minutes.</param>
/// <param name="PlannedAt">The planned start in the class's time zone; null when the plan no longer contains it.</param>
/// <param name="State">The current state.</param>
/// <param name="IsTimeUp">Whether its time is up and it has been neither finished nor extended.</param>
/// <param name="ExtendedMinutes">Minutes added to the plan.</param>
/// <param name="StartedAt">UTC; null before the start.</param>
/// <param name="Deadline">UTC; only while running.</param>
/// <param name="Remaining">The remaining time: the planned time before the start, zero after the end.</param>
/// <param name="FinishedAt">UTC; null before the end.</param>
/// <param name="Version">The version that a step must name; 0 before the start.</param>
public sealed record ClassActivity(
    string Id,
    string Title,
    bool IsPause,
    int Minutes,
    TimeOnly? PlannedAt,
    ActivityState State,
    bool IsTimeUp,
    int ExtendedMinutes,
    DateTime? StartedAt,
    DateTime? Deadline,
    TimeSpan Remaining,
    DateTime? FinishedAt,
    int Version
)
{
    /// <summary>The time until which finishing it can be undone, UTC; null while it is not finished.</summary>
    public DateTime? UndoUntil { get; init; }

    internal static ClassActivity Of(TimedActivity activity, TimeOnly? plannedAt, DateTime now) =>
        new(
            activity.ActivityId,
            activity.Title,
            activity.IsPause,
            (int)activity.Planned.TotalMinutes,
            plannedAt,
            activity.State,
            activity.IsTimeUpAt(now),
            (int)activity.Extended.TotalMinutes,
            activity.StartedAt,
            activity.Deadline,
            activity.RemainingAt(now),
            activity.FinishedAt,
            activity.Version
        )
        {
            UndoUntil = activity.UndoUntil,
        };
}
