namespace IncidentTraining.Core.Schedule;

/// <summary>
/// Where a class is with an activity. "Time is up" is no state: it follows from the deadline and the clock, so that
/// nothing has to be written, and nobody has to be awake, for it to become true.
/// </summary>
public enum ActivityState
{
    /// <summary>Not started.</summary>
    Planned,

    /// <summary>Started; counts down to its deadline.</summary>
    Running,

    /// <summary>Stopped for now, with the remaining time kept.</summary>
    Paused,

    /// <summary>Over, whether early, in time or late.</summary>
    Finished,
}
