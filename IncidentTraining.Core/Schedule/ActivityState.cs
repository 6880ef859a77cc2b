namespace IncidentTraining.Core.Schedule;

/// <summary>
/// The state of an activity in a class. "Time is up" is not a state: it follows from the deadline and the clock, so no write is needed when
/// it occurs.
/// </summary>
public enum ActivityState
{
    /// <summary>Not started.</summary>
    Planned,

    /// <summary>Started; counts down to its deadline.</summary>
    Running,

    /// <summary>Stopped temporarily; the remaining time is kept.</summary>
    Paused,

    /// <summary>Ended, whether early, on time or late.</summary>
    Finished,
}
