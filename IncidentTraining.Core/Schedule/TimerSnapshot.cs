using System.Text.Json.Serialization;

namespace IncidentTraining.Core.Schedule;

/// <summary>Where a class is with its day, as every browser of the class may know it: no names, no scores, no secrets.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Revision">Grows with every change; an older snapshot than the one shown is dropped.</param>
/// <param name="ServerNow">The server's clock when this was made: UTC, milliseconds since 1970.</param>
/// <param name="Phase">What the class does.</param>
/// <param name="ActivityId">What is on; null between activities.</param>
/// <param name="Title">The title of what is on, or of what was finished last; null before the start.</param>
/// <param name="IsPause">Whether what is on has no page.</param>
/// <param name="Deadline">When the time is up: UTC, milliseconds since 1970; only while running.</param>
/// <param name="Remaining">The milliseconds left; only while paused.</param>
/// <param name="Next">The title of what the plan has next; null at the end.</param>
/// <param name="NextId">The activity that the plan has next; null at the end.</param>
/// <param name="Finished">The activities that the class has finished.</param>
/// <param name="TimeZone">The class's IANA zone, in which every screen gives times of day.</param>
/// <param name="Announcement">What the facilitator tells everybody; null when there is nothing.</param>
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
    string? Announcement);

/// <summary>What a class does at a moment. That the time is up is for the reader to see from the deadline.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClassPhase>))]
public enum ClassPhase
{
    /// <summary>Nothing has been started yet.</summary>
    BeforeStart,

    /// <summary>An activity runs.</summary>
    Running,

    /// <summary>An activity is paused.</summary>
    Paused,

    /// <summary>An activity is over and the next has not begun.</summary>
    Between,

    /// <summary>The plan has nothing left.</summary>
    Over,
}
