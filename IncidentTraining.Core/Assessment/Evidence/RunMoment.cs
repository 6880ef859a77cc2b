using System.Globalization;

namespace IncidentTraining.Core.Assessment;

/// <summary>A moment of a run as people's documents tell it: its time of day, and its address, which stays as it is for their
/// sake.</summary>
public static class RunMoment
{
    /// <summary>
    /// The time of day at which a text says that something happened, UTC: the run's beginning and the run's own time since then.
    /// So a pause is no gap in the incident and a rehearsal no incident of seconds, and the times agree with the measured ones.
    /// </summary>
    /// <param name="startedAt">When the run began, UTC.</param>
    /// <param name="at">The run's time.</param>
    public static DateTime Told(DateTime startedAt, TimeSpan at) => startedAt + at;

    /// <summary>The replay at a second of the run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="at">The run's time.</param>
    /// <param name="tab">The view of the shop; null for the first one.</param>
    public static string Address(Guid runId, TimeSpan at, string? tab = null) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/runs/{runId}/replay?{(tab is null ? "" : $"tab={tab}&")}at={Math.Max(0, (int)at.TotalSeconds)}"
        );
}
