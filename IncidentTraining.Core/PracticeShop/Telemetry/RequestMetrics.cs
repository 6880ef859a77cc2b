using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Counters and histograms of HTTP requests by route.</summary>
sealed class RequestMetrics
{
    static readonly int[] Statuses = [200, 201, 202, 204, 400, 401, 402, 404, 429, 499, 500, 502, 503, 504];

    readonly MetricRegistry _metrics;
    readonly LatencyWindows _latency;
    readonly int[,] _counters = new int[Routes.Count, Statuses.Length];

    public RequestMetrics(MetricRegistry metrics, LatencyWindows latency)
    {
        (_metrics, _latency) = (metrics, latency);
        Durations = new Histogram[Routes.Count];
        foreach (var route in Enum.GetValues<Route>())
        {
            var labels = $"route=\"{Routes.Path(route)}\",method=\"{Routes.Method(route)}\"";
            for (var status = 0; status < Statuses.Length; status++)
            {
                _counters[(int)route, status] = metrics.Counter(
                    "http_requests_total",
                    "HTTP requests answered.",
                    $"{labels},status=\"{Statuses[status]}\""
                );
            }
        }
        foreach (var route in Enum.GetValues<Route>())
        {
            var labels = $"route=\"{Routes.Path(route)}\",method=\"{Routes.Method(route)}\"";
            Durations[(int)route] = metrics.Histogram(
                "http_request_duration_seconds",
                "Time from the arrival of a request to its answer. Requests that the load balancer turned away are not timed.",
                labels,
                DurationBuckets.Bounds
            );
        }
    }

    /// <summary>Durations by route.</summary>
    public Histogram[] Durations { get; }

    /// <summary>Whether a request with this status was not served: a server error, or its sender gave up.</summary>
    public static bool IsFailure(int status) => status is 499 or >= 500;

    /// <summary>Counts an answer.</summary>
    /// <param name="route">Its route.</param>
    /// <param name="status">Its HTTP status.</param>
    /// <param name="duration">Its duration in microseconds; null when the load balancer rejected the request, which is not timed.</param>
    public void Count(Route route, int status, long? duration)
    {
        _metrics.Add(_counters[(int)route, Array.IndexOf(Statuses, status)]);
        if (duration is { } took)
            _latency.Count(Durations[(int)route].Observe(took));
    }

    /// <summary>Requests of a route among stored values, and how many of them failed.</summary>
    public (long All, long Failed) Of(Route route, ReadOnlySpan<long> values)
    {
        var (all, failures) = (0L, 0L);
        for (var status = 0; status < Statuses.Length; status++)
        {
            var count = values[_counters[(int)route, status]];
            all += count;
            failures += IsFailure(Statuses[status]) ? count : 0;
        }
        return (all, failures);
    }

    /// <summary>Sum over routes of the counters of a status class.</summary>
    public long Total(ReadOnlySpan<long> values, bool failed)
    {
        long sum = 0;
        for (var route = 0; route < Routes.Count; route++)
        {
            for (var status = 0; status < Statuses.Length; status++)
            {
                if (!failed || Statuses[status] >= 500)
                    sum += values[_counters[route, status]];
            }
        }
        return sum;
    }
}
