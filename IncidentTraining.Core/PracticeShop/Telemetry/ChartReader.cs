using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Draws the charts' lines from the stored samples: the same figures that a Prometheus server would compute.</summary>
sealed class ChartReader(ShopTelemetry telemetry, SeriesStore store, GaugeSampler gauges)
{
    const int LatencyWindow = 30;

    /// <summary>Lines from a second on.</summary>
    public ShopCharts Read(int since)
    {
        var first = Math.Max(since, store.FirstSecond);
        var count = Math.Max(0, store.EndSecond - first);
        var lines = new Dictionary<string, double[]>();
        double[] Line(string name) => lines[name] = new double[count];
        var (requests, errors) = (Line(ChartNames.RequestRate), Line(ChartNames.ErrorRate));
        var (p50, p95, p99) = (Line(ChartNames.LatencyP50), Line(ChartNames.LatencyP95), Line(ChartNames.LatencyP99));
        var (used, waiting, size) = (Line(ChartNames.PoolUsed), Line(ChartNames.PoolWaiting), Line(ChartNames.PoolSize));
        var (inFlight, queue) = (Line(ChartNames.InFlight), Line(ChartNames.ApiQueue));
        var (approved, failed) = (Line(ChartNames.PaymentsApproved), Line(ChartNames.PaymentsFailed));
        var (availability, latency) = (Line(ChartNames.AvailabilityBudget), Line(ChartNames.LatencyBudget));

        var window = new BucketWindow(telemetry.Requests, LatencyWindow);
        var reader = store.From(Math.Max(0, first - LatencyWindow));
        var previous = new long[reader.Values.Length];
        reader.Values.CopyTo(previous, 0);
        while (reader.Next())
        {
            var values = reader.Values;
            window.Add(values);
            var at = reader.Second - first;
            if (at >= 0)
            {
                requests[at] = telemetry.Requests.Total(values, failed: false) - telemetry.Requests.Total(previous, failed: false);
                errors[at] = telemetry.Requests.Total(values, failed: true) - telemetry.Requests.Total(previous, failed: true);
                (p50[at], p95[at], p99[at]) = (window.Quantile(0.50), window.Quantile(0.95), window.Quantile(0.99));
                (used[at], waiting[at], size[at]) = (values[gauges.PoolUsed], values[gauges.PoolWaiting], values[gauges.PoolSize]);
                (inFlight[at], queue[at]) = (gauges.InFlight.Sum(place => values[place]), gauges.Queued.Sum(place => values[place]));
                approved[at] = values[telemetry.PaymentCounters[0]] - previous[telemetry.PaymentCounters[0]];
                failed[at] = telemetry.PaymentCounters.Skip(1).Sum(place => values[place] - previous[place]);
                (availability[at], latency[at]) = (values[gauges.AvailabilityBudget] / 1e4, values[gauges.LatencyBudget] / 1e4);
            }
            values.CopyTo(previous, 0);
        }
        return new ShopCharts(first, count, [.. lines.Select(line => new ChartLine(line.Key, Unit(line.Key), line.Value))]);
    }

    static string Unit(string name) => name switch
    {
        ChartNames.RequestRate or ChartNames.ErrorRate or ChartNames.PaymentsApproved or ChartNames.PaymentsFailed => "1/s",
        ChartNames.LatencyP50 or ChartNames.LatencyP95 or ChartNames.LatencyP99 => "ms",
        ChartNames.AvailabilityBudget or ChartNames.LatencyBudget => "%",
        _ => "",
    };

    /// <summary>Bucket counts over all routes in a sliding window of samples.</summary>
    sealed class BucketWindow(RequestMetrics requests, int seconds)
    {
        readonly Queue<long[]> _samples = new();
        readonly long[] _counts = new long[RequestMetrics.Bounds.Length + 1];

        public void Add(long[] values)
        {
            var sample = new long[_counts.Length];
            foreach (var route in requests.Durations)
            {
                for (var bucket = 0; bucket < sample.Length; bucket++)
                    sample[bucket] += values[route.First + bucket];
            }
            _samples.Enqueue(sample);
            if (_samples.Count > seconds + 1)
                _samples.Dequeue();
            var oldest = _samples.Peek();
            for (var bucket = 0; bucket < sample.Length; bucket++)
                _counts[bucket] = sample[bucket] - oldest[bucket];
        }

        /// <summary>A quantile in milliseconds.</summary>
        public double Quantile(double share) => Quantiles.Of(share, _counts, RequestMetrics.Bounds) / 1000;
    }
}
