namespace IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

/// <summary>Quantiles from histogram buckets.</summary>
static class Quantiles
{
    /// <summary>
    /// The quantile as estimated by Prometheus' <c>histogram_quantile</c>: linear within its bucket, and the last bound when it is above
    /// all of them. NaN when nothing was counted.
    /// </summary>
    /// <param name="share">The quantile, 0 to 1.</param>
    /// <param name="counts">Counts per bucket and, last, of values above all bounds.</param>
    /// <param name="bounds">Upper bounds of the buckets.</param>
    public static double Of(double share, ReadOnlySpan<long> counts, ReadOnlySpan<long> bounds)
    {
        long total = 0;
        foreach (var count in counts)
            total += count;
        if (total == 0)
            return double.NaN;

        var rank = share * total;
        double below = 0;
        for (var bucket = 0; bucket < bounds.Length; bucket++)
        {
            if (below + counts[bucket] >= rank && counts[bucket] > 0)
            {
                double start = bucket == 0 ? 0 : bounds[bucket - 1];
                return start + (bounds[bucket] - start) * (rank - below) / counts[bucket];
            }
            below += counts[bucket];
        }
        return bounds[^1];
    }
}
