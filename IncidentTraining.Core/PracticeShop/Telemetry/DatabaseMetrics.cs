using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Histograms of queries and the counters of the database's failed statements.</summary>
sealed class DatabaseMetrics
{
    /// <summary>Upper bounds of the duration buckets in microseconds.</summary>
    public static readonly long[] Bounds = [5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000];

    readonly MetricRegistry _metrics;
    readonly Histogram _reads,
        _writes;
    readonly int _acquireTimeouts;
    readonly (long Calls, long Time)[] _byKind = new (long, long)[Enum.GetValues<QueryKind>().Length];

    public DatabaseMetrics(MetricRegistry metrics)
    {
        _metrics = metrics;
        _reads = Queries("read");
        _writes = Queries("write");
        _acquireTimeouts = metrics.Counter("db_pool_acquire_timeouts_total", "Requests that got no connection in time.");
        FailedQueries = metrics.Counter("db_queries_failed_total", "Statements that the database did not carry out.");
    }

    /// <summary>Index of the counter of failed statements.</summary>
    public int FailedQueries { get; }

    /// <summary>Calls of a kind of query and their total duration in microseconds.</summary>
    public (long Calls, long Time) Of(QueryKind kind) => _byKind[(int)kind];

    public void Query(QueryKind kind, long duration)
    {
        (DatabaseOptions.IsWrite(kind) ? _writes : _reads).Observe(duration);
        _byKind[(int)kind].Calls++;
        _byKind[(int)kind].Time += duration;
    }

    public void CountAcquireTimeout() => _metrics.Add(_acquireTimeouts);

    public void CountFailedQuery() => _metrics.Add(FailedQueries);

    Histogram Queries(string kind) =>
        _metrics.Histogram(
            "db_query_duration_seconds",
            "Time that a statement took in the database, waiting for a processor included.",
            $"kind=\"{kind}\"",
            Bounds
        );
}
