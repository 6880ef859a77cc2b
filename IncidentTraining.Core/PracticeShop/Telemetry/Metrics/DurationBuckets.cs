namespace IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

/// <summary>The buckets in which durations are counted.</summary>
static class DurationBuckets
{
    /// <summary>Upper bounds of the duration buckets in microseconds.</summary>
    public static readonly long[] Bounds =
    [
        5_000,
        10_000,
        25_000,
        50_000,
        75_000,
        100_000,
        150_000,
        200_000,
        250_000,
        300_000,
        400_000,
        500_000,
        750_000,
        1_000_000,
        1_500_000,
        2_500_000,
        5_000_000,
        10_000_000,
    ];
}
