using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Measures;

/// <summary>Bucket counts of request durations over the last seconds, for quantiles over a sliding window.</summary>
sealed class LatencyWindows
{
    /// <summary>Longest window.</summary>
    public const int MaxSeconds = 300;

    static readonly int Buckets = DurationBuckets.Bounds.Length + 1;

    readonly ushort[] _counts = new ushort[(MaxSeconds + 1) * Buckets];
    readonly long[] _sum = new long[Buckets];
    int _second;

    /// <summary>Counts a duration by its bucket.</summary>
    public void Count(int bucket) => _counts[_second % (MaxSeconds + 1) * Buckets + bucket]++;

    /// <summary>Ends a second and drops the oldest.</summary>
    public void EndSecond()
    {
        _second++;
        _counts.AsSpan(_second % (MaxSeconds + 1) * Buckets, Buckets).Clear();
    }

    /// <summary>A quantile over the last completed seconds, in milliseconds; NaN when nothing was counted.</summary>
    public double Quantile(double share, int seconds)
    {
        Array.Clear(_sum);
        for (var ago = 1; ago <= Math.Min(seconds, Math.Min(MaxSeconds, _second)); ago++)
        {
            var row = _counts.AsSpan((_second - ago) % (MaxSeconds + 1) * Buckets, Buckets);
            for (var bucket = 0; bucket < Buckets; bucket++)
                _sum[bucket] += row[bucket];
        }
        return Quantiles.Of(share, _sum, DurationBuckets.Bounds) / 1000;
    }
}
