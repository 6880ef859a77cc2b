using System.Globalization;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The address of a moment of a run. It does not change, because documents contain it; <see cref="Runs.ShopClock"/> provides its time of
/// day.
/// </summary>
public static class RunMoment
{
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
