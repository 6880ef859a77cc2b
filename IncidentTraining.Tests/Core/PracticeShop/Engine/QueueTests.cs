using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Engine;

/// <summary>Little's law and the utilisation law on the shop's own queues, compared with samples from outside.</summary>
public class QueueTests
{
    /// <summary>An hour of a shop with one worker that does one job at a time, sampled ten times a second.</summary>
    static readonly Lazy<Means> Hour = new(() =>
    {
        var shop = FaultTests.Broken("too-few-workers", "processes=1 lanes=1 enough=3", TimeSpan.Zero);
        var means = new Means(shop);
        for (var sample = 0; sample < Means.Samples; sample++)
        {
            shop.Run(0.1);
            means.Sample();
        }

        return means;
    });

    [Fact]
    public void Waiting_jobs_are_the_rate_of_jobs_times_their_wait() =>
        Near(Hour.Value.Depth, Hour.Value.Shop.System.Queue.Waited / 1e6 / Means.Seconds, 0.05);

    [Fact]
    public void A_workers_utilisation_is_the_rate_of_jobs_times_their_duration()
    {
        var completed = Hour.Value.Shop.System.Queue.Completed;
        Near(Hour.Value.Busy, Hour.Value.Shop.System.Workers.Worked / 1e6 / Means.Seconds, 0.02);
        Assert.InRange(Hour.Value.Busy * Means.Seconds / completed, 0.28, 0.33);
    }

    [Fact]
    public void Queries_in_the_database_are_their_rate_times_their_duration()
    {
        var time = Enum.GetValues<QueryKind>().Sum(kind => Hour.Value.Shop.System.Telemetry.Database.Of(kind).Time);
        Near(Hour.Value.Queries, time / 1e6 / Means.Seconds, 0.05);
    }

    [Fact]
    public void Connections_in_use_are_the_rate_of_requests_times_the_time_for_which_they_hold_one()
    {
        var system = Hour.Value.Shop.System;
        var values = system.Telemetry.Metrics.Values;
        var inside = 0L;
        foreach (var route in system.Telemetry.Requests.Durations)
            inside += values[route.Sum];
        // No one waits for a slot or connection in this hour; each request keeps its connection for 25 ms after the response.
        Near(Hour.Value.Connections, (inside / 1e6 + system.Telemetry.Answers * 0.025) / Means.Seconds, 0.05);
    }

    [Fact]
    public void More_of_a_fault_is_never_better()
    {
        double[] waits = [.. new[] { 20, 6, 4, 3, 2 }.Select(size => Delay("pool-size", $"connections={Math.Min(size, 19)} enough=20"))];
        Assert.Equal(waits.Order(), waits);

        double[] slowness = [.. new[] { 110, 300, 1000, 2500 }.Select(percent => Delay("gateway-slow", $"percent={percent}"))];
        Assert.Equal(slowness.Order(), slowness);

        // A few crawlers only add fast pages to the percentile; from there on they use up the shop's time.
        double[] crowds = [.. new[] { 30, 60, 90, 120 }.Select(rate => Delay("bot-traffic", $"per-second={rate}"))];
        Assert.Equal(crowds.Order(), crowds);
    }

    /// <summary>Mean duration of a request in the fifth minute of a fault, in milliseconds.</summary>
    static double Delay(string kind, string options)
    {
        var shop = FaultTests.Broken(kind, options, TimeSpan.Zero);
        shop.Run(300);
        return shop.Line(ChartNames.LatencyP95, 60).Average();
    }

    static void Near(double expected, double actual, double share) =>
        Assert.InRange(actual, expected * (1 - share), expected * (1 + share));

    sealed class Means(ShopSimulation shop)
    {
        public const int Seconds = 3600,
            Samples = Seconds * 10;

        long _depth,
            _busy,
            _queries,
            _connections;

        public ShopSimulation Shop => shop;

        public double Depth => (double)_depth / Samples;

        public double Busy => (double)_busy / Samples;

        public double Queries => (double)_queries / Samples;

        public double Connections => (double)_connections / Samples;

        public void Sample()
        {
            _depth += shop.System.Queue.Depth;
            _busy += shop.System.Workers.Workers.Sum(worker => worker.Busy);
            _queries += shop.System.Database.Load.Busy + shop.System.Database.Load.Waiting;
            _connections += shop.System.Pool.Used;
        }
    }
}
