using System.Text.Json.Serialization;

namespace IncidentTraining.Core.Schedule;

/// <summary>The current state of a class's day, as sent to every browser of the class: no names, scores or secrets.</summary>
/// <param name="Revision">Increases with every change; a snapshot older than the one shown is dropped.</param>
/// <param name="ServerNow">The server time of the snapshot: UTC, milliseconds since 1970.</param>
/// <param name="Phase">The phase of the day.</param>
/// <param name="ActivityId">The current activity; null between activities.</param>
/// <param name="Title">The title of the current activity, or of the last finished one; null before the start.</param>
/// <param name="IsPause">Whether the current activity has no page.</param>
/// <param name="Deadline">When the time is up: UTC, milliseconds since 1970; only while running.</param>
/// <param name="Remaining">The remaining milliseconds; only while paused.</param>
/// <param name="Next">The title of the next activity in the plan; null at the end.</param>
/// <param name="NextId">The next activity in the plan; null at the end.</param>
/// <param name="Finished">The finished activities of the class.</param>
/// <param name="TimeZone">The class's IANA time zone, used for every time of day on screen.</param>
/// <param name="Announcement">The facilitator's announcement; null when there is none.</param>
public sealed record TimerSnapshot(
    Guid CohortId,
    long Revision,
    long ServerNow,
    ClassPhase Phase,
    string? ActivityId,
    string? Title,
    bool IsPause,
    long? Deadline,
    long? Remaining,
    string? Next,
    string? NextId,
    IReadOnlyList<string> Finished,
    string TimeZone,
    string? Announcement
)
{
    /// <summary>Whether the class takes no new trainees now.</summary>
    public bool IsJoiningClosed { get; init; }
}

/// <summary>The phase of a class's day. Readers derive from the deadline whether the time is up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClassPhase>))]
public enum ClassPhase
{
    /// <summary>No activity has been started.</summary>
    BeforeStart,

    /// <summary>An activity is running.</summary>
    Running,

    /// <summary>An activity is paused.</summary>
    Paused,

    /// <summary>An activity has ended and the next has not started.</summary>
    Between,

    /// <summary>All activities of the plan have ended.</summary>
    Over,
}
