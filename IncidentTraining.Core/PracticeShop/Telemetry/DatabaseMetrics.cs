using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Histograms of queries and the counter of connections that did not come in time.</summary>
sealed class DatabaseMetrics
{
    /// <summary>Upper bounds of the duration buckets in microseconds.</summary>
    public static readonly long[] Bounds =
        [5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000];

    readonly MetricRegistry _metrics;
    readonly Histogram[] _queries;
    readonly int _acquireTimeouts;

    public DatabaseMetrics(MetricRegistry metrics)
    {
        _metrics = metrics;
        _queries = [.. Enum.GetValues<QueryKind>().Select(kind => metrics.Histogram(
            "db_query_duration_seconds", "Duration of queries, waiting for a processor included.",
            $"query=\"{DatabaseOptions.Name(kind)}\"", Bounds))];
        _acquireTimeouts = metrics.Counter("db_pool_acquire_timeouts_total", "Requests that got no connection in time.");
    }

    public void Query(QueryKind kind, long duration) => _queries[(int)kind].Observe(duration);

    public void CountAcquireTimeout() => _metrics.Add(_acquireTimeouts);
}
