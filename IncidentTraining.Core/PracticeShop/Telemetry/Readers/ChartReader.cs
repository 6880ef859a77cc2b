using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Computes the charts' lines from the stored samples: the same figures that a Prometheus server would compute.</summary>
sealed class ChartReader
{
    const int LatencyWindow = 30,
        PaymentWindow = 60,
        ExportWindow = 60,
        TotalsWindow = 60;

    readonly ShopTelemetry _telemetry;
    readonly SeriesStore _store;
    readonly SampleGaps _gaps;
    readonly LineSource[] _lines;

    public ChartReader(ShopTelemetry telemetry, SeriesStore store, GaugeSampler gauges, SampleGaps gaps)
    {
        (_telemetry, _store, _gaps) = (telemetry, store, gaps);
        _lines = [.. Lines(telemetry, gauges)];
    }

    /// <summary>Lines from a second on.</summary>
    /// <param name="since">The second.</param>
    /// <param name="withGaps">Whether to include the seconds for which monitoring has no sample.</param>
    public ShopCharts Read(int since, bool withGaps = false)
    {
        var first = Math.Max(since, _store.FirstSecond);
        var count = Math.Max(0, _store.EndSecond - first);
        var values = _lines.Select(_ => new double[count]).ToArray();
        var moment = new Moment(new BucketWindow(_telemetry.Requests, LatencyWindow), new PaymentWindowCounts(_telemetry, PaymentWindow));
        var exported = _telemetry.Exports is { } exports ? new CounterWindow(exports.Rows, ExportWindow) : null;
        CounterWindow[] totals = _telemetry.Totals is { } orders
            ? [new(orders.Orders, TotalsWindow), new(orders.Total, TotalsWindow), new(orders.List, TotalsWindow)]
            : [];
        var reader = _store.From(Math.Max(0, first - PaymentWindow));
        moment.Previous = [.. reader.Values];
        while (reader.Next())
        {
            moment.Now = reader.Values;
            var hasSample = withGaps || _gaps.Has(reader.Second);
            if (hasSample)
            {
                moment.Latency.Add(reader.Second, reader.Values);
                moment.Payments.Add(reader.Second, reader.Values);
                exported?.Add(reader.Second, reader.Values);
                moment.Exported = exported?.Growth ?? 0;
                foreach (var window in totals)
                    window.Add(reader.Second, reader.Values);
                moment.Totals = totals;
            }

            // Growth needs two samples.
            var isKnown = hasSample && (withGaps || _gaps.Has(reader.Second - 1));
            var at = reader.Second - first;
            if (at >= 0)
            {
                for (var line = 0; line < _lines.Length; line++)
                    values[line][at] = isKnown ? _lines[line].Value(moment) : double.NaN;
            }

            reader.Values.CopyTo(moment.Previous, 0);
        }

        return new ShopCharts(first, count, [.. _lines.Select((line, place) => new ChartLine(line.Name, line.Unit, values[place]))]);
    }

    static IEnumerable<LineSource> Lines(ShopTelemetry telemetry, GaugeSampler gauges)
    {
        var (requests, payments, work) = (telemetry.Requests, telemetry.Payments, telemetry.Work);
        LineSource Gauge(string name, int place, string unit = "", double divisor = 1) =>
            new(name, unit, moment => Shown(moment.Now[place], divisor));
        LineSource Rate(string name, params int[] places) =>
            new(name, "1/s", moment => places.Sum(place => moment.Now[place] - moment.Previous[place]));
        LineSource Outcome(string name, PaymentOutcome outcome) => Rate(name, payments.Counters[(int)outcome]);

        yield return new(ChartNames.RequestRate, "1/s", moment =>
            requests.Total(moment.Now, failed: false) - requests.Total(moment.Previous, failed: false)
        );
        yield return new(ChartNames.ErrorRate, "1/s", moment =>
            requests.Total(moment.Now, failed: true) - requests.Total(moment.Previous, failed: true)
        );
        yield return new(ChartNames.LatencyP50, "ms", moment => moment.Latency.Quantile(0.50));
        yield return new(ChartNames.LatencyP95, "ms", moment => moment.Latency.Quantile(0.95));
        yield return new(ChartNames.LatencyP99, "ms", moment => moment.Latency.Quantile(0.99));
        yield return Gauge(ChartNames.PoolUsed, gauges.PoolUsed);
        yield return Gauge(ChartNames.PoolWaiting, gauges.PoolWaiting);
        yield return Gauge(ChartNames.PoolSize, gauges.PoolSize);
        yield return new(ChartNames.InFlight, "", moment => gauges.InFlight.Sum(place => moment.Now[place]));
        yield return new(ChartNames.ApiQueue, "", moment => gauges.Queued.Sum(place => moment.Now[place]));
        yield return Outcome(ChartNames.PaymentsApproved, PaymentOutcome.Approved);
        yield return Rate(ChartNames.PaymentsFailed, [.. payments.Counters.Skip(1).Distinct()]);
        yield return Gauge(ChartNames.AvailabilityBudget, gauges.AvailabilityBudget, "%", 1e4);
        yield return Gauge(ChartNames.LatencyBudget, gauges.LatencyBudget, "%", 1e4);
        yield return Rate(
            ChartNames.PaymentsDeclined,
            payments.Counters[(int)PaymentOutcome.CardDeclined],
            payments.Counters[(int)PaymentOutcome.InsufficientFunds]
        );
        yield return new(ChartNames.PaymentSuccess, "%", moment => moment.Payments.Success());
        yield return Outcome(ChartNames.PaymentsGatewayError, PaymentOutcome.GatewayRejected);
        yield return Outcome(ChartNames.PaymentsGatewayTimeout, PaymentOutcome.GatewayTimeout);
        yield return Gauge(ChartNames.QueueDepth, gauges.QueueDepth);
        yield return Gauge(ChartNames.QueueAge, gauges.QueueOldest, "s");
        yield return Gauge(ChartNames.WorkersUp, gauges.WorkersUp);
        yield return Rate(ChartNames.JobsCompleted, work.Completed);
        yield return Rate(ChartNames.JobsFailed, work.Failed, work.Dead);
        yield return Gauge(ChartNames.RedisUp, gauges.RedisUp);
        yield return Gauge(ChartNames.RedisMemory, gauges.RedisUsed, "%", 1e4);
        yield return Rate(ChartNames.DatabaseFailures, telemetry.Database.FailedQueries);
        yield return Gauge(ChartNames.StuckOrders, gauges.StuckOrders);
        if (telemetry.Exports is not null)
            yield return new(ChartNames.ExportedRows, "1/s", moment => moment.Exported / (double)ExportWindow);
        if (telemetry.Totals is null)
            yield break;
        yield return new(ChartNames.OrderValue, "USD", moment => moment.Mean(1));
        yield return new(ChartNames.OrderListValue, "USD", moment => moment.Mean(2));
    }

    static double Shown(long value, double divisor) => value == MetricRegistry.NoData ? double.NaN : value / divisor;

    /// <summary>A line and how its value for a second is computed.</summary>
    sealed record LineSource(string Name, string Unit, Func<Moment, double> Value);

    /// <summary>A second of the samples, the one before it, and the windows that end with it.</summary>
    sealed class Moment(BucketWindow latency, PaymentWindowCounts payments)
    {
        public long[] Now { get; set; } = [];

        public long[] Previous { get; set; } = [];

        public BucketWindow Latency => latency;

        public PaymentWindowCounts Payments => payments;

        /// <summary>Rows that the export returned in its window.</summary>
        public long Exported { get; set; }

        /// <summary>Paid orders, their charges and their list prices, in cents.</summary>
        public CounterWindow[] Totals { get; set; } = [];

        /// <summary>A sum over the paid orders divided by their number, in USD; NaN when there were none.</summary>
        public double Mean(int sum) => Totals[0].Growth == 0 ? double.NaN : Totals[sum].Growth / 100.0 / Totals[0].Growth;
    }

    /// <summary>The samples of a sliding window.</summary>
    sealed class Window<T>(int seconds)
    {
        readonly Queue<(int Second, T Value)> _samples = new();

        public T Oldest => _samples.Peek().Value;

        public void Add(int second, T value)
        {
            _samples.Enqueue((second, value));
            while (_samples.Peek().Second < second - seconds)
                _samples.Dequeue();
        }
    }

    /// <summary>Growth of a counter in a sliding window of samples.</summary>
    sealed class CounterWindow(int place, int seconds)
    {
        readonly Window<long> _samples = new(seconds);

        public long Growth { get; private set; }

        public void Add(int second, long[] values)
        {
            _samples.Add(second, values[place]);
            Growth = values[place] - _samples.Oldest;
        }
    }

    /// <summary>
    /// Payment attempts and failures in a sliding window of samples: checkouts that failed before the gateway count as well.
    /// </summary>
    sealed class PaymentWindowCounts(ShopTelemetry telemetry, int seconds)
    {
        readonly Window<(long All, long Failed)> _samples = new(seconds);
        (long All, long Failed) _newest;

        public void Add(int second, long[] values)
        {
            var (all, failed) = telemetry.Requests.Of(Route.Checkout, values);
            var mismatches = values[telemetry.Payments.RefusedWebhooks];
            _samples.Add(second, _newest = (all + mismatches, failed + mismatches));
        }

        /// <summary>Share of attempts that did not fail, in per cent; NaN when there were none.</summary>
        public double Success()
        {
            var oldest = _samples.Oldest;
            var all = _newest.All - oldest.All;
            return all == 0 ? double.NaN : 100 - 100.0 * (_newest.Failed - oldest.Failed) / all;
        }
    }

    /// <summary>Bucket counts over all routes in a sliding window of samples.</summary>
    sealed class BucketWindow(RequestMetrics requests, int seconds)
    {
        readonly Window<long[]> _samples = new(seconds);
        readonly long[] _counts = new long[DurationBuckets.Bounds.Length + 1];

        public void Add(int second, long[] values)
        {
            var sample = new long[_counts.Length];
            foreach (var route in requests.Durations)
            {
                for (var bucket = 0; bucket < sample.Length; bucket++)
                    sample[bucket] += values[route.First + bucket];
            }

            _samples.Add(second, sample);
            var oldest = _samples.Oldest;
            for (var bucket = 0; bucket < sample.Length; bucket++)
                _counts[bucket] = sample[bucket] - oldest[bucket];
        }

        /// <summary>A quantile in milliseconds.</summary>
        public double Quantile(double share) => Quantiles.Of(share, _counts, DurationBuckets.Bounds) / 1000;
    }
}
