namespace IncidentTraining.Core.Runs;

/// <summary>A run's clock at a moment. From it a browser counts on by itself.</summary>
/// <param name="Now">The virtual time.</param>
/// <param name="Limit">The virtual time at which the run ends by itself.</param>
/// <param name="Rate">Virtual seconds per second; 0 when it stands.</param>
/// <param name="IsRehearsal">Whether the pace may be changed, and the run is not graded.</param>
/// <param name="Pace">The rate with which it goes, or went before it was stopped.</param>
public sealed record RunClock(TimeSpan Now, TimeSpan Limit, int Rate, bool IsRehearsal, int Pace);
