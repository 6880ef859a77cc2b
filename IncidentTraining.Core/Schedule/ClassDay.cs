namespace IncidentTraining.Core.Schedule;

/// <summary>A class's day: the plan and what has become of it.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="DayId">The training day.</param>
/// <param name="Title">The day's title.</param>
/// <param name="TimeZone">The IANA zone of the plan's times.</param>
/// <param name="Sessions">The sessions in their order.</param>
/// <param name="On">What is on; also when the plan no longer has it, because the content was changed meanwhile.</param>
/// <param name="NextId">The id of what the plan has next; null at the end.</param>
/// <param name="Announcement">What the facilitator tells everybody; null when there is nothing.</param>
public sealed record ClassDay(
    Guid CohortId,
    string DayId,
    string Title,
    string TimeZone,
    IReadOnlyList<ClassSession> Sessions,
    ClassActivity? On,
    string? NextId,
    string? Announcement)
{
    /// <summary>What was finished a moment ago, so that its end can be undone; null for nothing.</summary>
    public ClassActivity? Undoable { get; init; }

    /// <summary>Whether a lab stays closed to trainees until the facilitator starts it.</summary>
    public bool LabsOpenWithTimer { get; init; }

    /// <summary>What the plan has next; null at the end.</summary>
    public ClassActivity? Next => Sessions.SelectMany(session => session.Activities).FirstOrDefault(activity => activity.Id == NextId);
}

/// <summary>A session of a class's day.</summary>
/// <param name="Id">The id of the session's page.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Activities">Its activities in their order.</param>
public sealed record ClassSession(string Id, string Title, IReadOnlyList<ClassActivity> Activities);

/// <summary>An activity of the plan with its clock.</summary>
/// <param name="Id">The activity; for a lecture or lab the id of its page.</param>
/// <param name="Title">What people see.</param>
/// <param name="IsPause">True for coffee and lunch, which have no page.</param>
/// <param name="Minutes">The planned minutes.</param>
/// <param name="PlannedAt">When the plan lets it begin, in the class's zone; null when the plan no longer has it.</param>
/// <param name="State">Where the class is with it.</param>
/// <param name="IsTimeUp">Whether its time is up and nobody has finished or extended it yet.</param>
/// <param name="ExtendedMinutes">What was given beyond the plan.</param>
/// <param name="StartedAt">UTC; null before the start.</param>
/// <param name="Deadline">UTC; only while running.</param>
/// <param name="Remaining">What is left: the planned time before the start, zero after the end.</param>
/// <param name="FinishedAt">UTC; null before the end.</param>
/// <param name="Version">What a step must name; 0 before the start.</param>
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
    int Version)
{
    /// <summary>Until when its finish can be undone, UTC; null while it is not finished.</summary>
    public DateTime? UndoUntil { get; init; }

    internal static ClassActivity Of(TimedActivity activity, TimeOnly? plannedAt, DateTime now) => new(
        activity.ActivityId, activity.Title, activity.IsPause, (int)activity.Planned.TotalMinutes, plannedAt,
        activity.State, activity.IsTimeUpAt(now), (int)activity.Extended.TotalMinutes, activity.StartedAt,
        activity.Deadline, activity.RemainingAt(now), activity.FinishedAt, activity.Version)
    {
        UndoUntil = activity.UndoUntil,
    };
}
