namespace IncidentTraining.Core.Runs;

/// <summary>A run's clock at a moment. A browser continues it by itself.</summary>
/// <param name="Now">The virtual time.</param>
/// <param name="Limit">The virtual time at which the run ends by itself.</param>
/// <param name="Rate">Virtual seconds per second; 0 while it is stopped.</param>
/// <param name="IsRehearsal">Whether the pace may be changed, and the run is not graded.</param>
/// <param name="Pace">Its rate, or its rate before it was stopped.</param>
public sealed record RunClock(TimeSpan Now, TimeSpan Limit, int Rate, bool IsRehearsal, int Pace);
