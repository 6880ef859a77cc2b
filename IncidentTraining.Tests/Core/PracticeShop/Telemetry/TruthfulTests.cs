using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Tests.Core.PracticeShop.Faults;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>The shop reports what happened: no line, figure or response without a cause.</summary>
public class TruthfulTests
{
    public static TheoryData<string, string> Causes => Labs.Causes;

    [Theory, MemberData(nameof(Causes))]
    public void Nothing_is_told_of_responders_who_did_nothing(string scenario, string cause)
    {
        var shop = ShopSimulation.Create(
            Labs.Scenario(scenario),
            ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause))
        );
        shop.Run(1);
        Assert.DoesNotContain(Lines(shop), line => line.Service is "supervisor" or "platform" && line.At >= TimeSpan.Zero);

        shop.Run(299);
        Assert.DoesNotContain(Lines(shop), line => line.Message.Contains("responder", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(shop.Work().Workers, worker => worker.LastExit.Contains("responder", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Causes))]
    public void No_page_fires_and_no_worker_is_missing_before_the_onset(string scenario, string cause)
    {
        var shop = Labs.InTrouble(scenario, cause);
        var onset = shop.Truth().OnsetAt!.Value;
        var early = Labs.Scenario(scenario)
            .Alerts.Where(alert => alert.Severity == "page" || alert.Measure == AlertMeasure.WorkersMissing)
            .Select(alert => alert.Id)
            .ToHashSet();
        Assert.NotEmpty(early);
        Assert.DoesNotContain(shop.EventsAfter(0), entry =>
            entry.Kind == ShopEventKind.AlertFiring && entry.At < onset && early.Contains(entry.Subject)
        );
    }

    [Fact]
    public void Workers_that_were_scaled_away_and_back_are_new_ones()
    {
        var shop = FaultyShop.With();
        shop.Run(10);
        shop.Do("scale-workers", "processes", "2");
        shop.Run(20);
        Assert.Contains(Lines(shop), line =>
            line.Message.StartsWith("worker-4 exited (stopped: fewer processes are configured)", StringComparison.Ordinal)
        );

        shop.Do("scale-workers", "processes", "4");
        shop.Run(20);

        Assert.All(shop.Work().Workers, worker => Assert.Equal(("running", ""), (worker.State, worker.LastExit)));
    }

    [Fact]
    public void Requests_that_are_turned_away_are_counted_and_not_timed()
    {
        var shop = FaultyShop.With();
        shop.Run(40);
        var usual = shop.Line(ChartNames.LatencyP50, 1)[0];
        shop.Do("shed-traffic", "percent", "70");
        shop.Run(90);

        Assert.InRange(shop.Line(ChartNames.ErrorRate, 60).Sum() / shop.Line(ChartNames.RequestRate, 60).Sum(), 0.6, 0.8);
        Assert.InRange(shop.Line(ChartNames.LatencyP50, 1)[0], usual * 0.6, usual * 1.4);
        var telemetry = shop.System.Telemetry;
        Assert.True(telemetry.Refusals > 1000);
        Assert.Equal(telemetry.Answers - telemetry.Refusals, Sum(shop.PrometheusText(), "http_request_duration_seconds_count{"));
    }

    [Theory]
    [InlineData("project-paused")]
    [InlineData("network-partition route=api-database")]
    [InlineData("pool-size connections=1 enough=12", "running-experiment experiment=http-latency-500ms")]
    public void Payments_are_not_well_while_nobody_comes_as_far_as_paying(params string[] faults)
    {
        var shop = FaultyShop.InTrouble(faults);
        Assert.True(shop.Line(ChartNames.PaymentsFailed, 60).Sum() < 20);
        Assert.True(shop.Mean(ChartNames.PaymentSuccess) < 50);
        Assert.Contains("Fewer payments succeed than the service level requires.", shop.Truth().Unresolved);
    }

    [Fact]
    public void The_database_counts_the_statements_of_the_workers()
    {
        var shop = FaultyShop.With();
        shop.Run(120);

        var completed = shop.Work().Queue.Completed;
        var queries = shop.Database().Queries.ToDictionary(query => query.Name);
        Assert.True(completed > 100);
        Assert.Equal(completed, queries["confirm_order"].Calls);
        Assert.InRange(queries["read_job"].Calls, completed, completed + 16);
        Assert.InRange(queries["read_job"].MeanMilliseconds, 4, 40);
    }

    [Fact]
    public void A_statement_that_waits_for_a_lock_takes_as_long_as_it_waits()
    {
        var shop = FaultyShop.InTrouble("locked-table");
        shop.Do("end-sessions", "client", "analytics");
        shop.Run(30);
        Assert.True(shop.Database().Queries.Single(query => query.Name == "confirm_order").MeanMilliseconds > 1_000);
    }

    [Theory]
    [InlineData("project-paused", "database", 2000, "acquire timeout after 2000 ms")]
    [InlineData("redis-down", "redis", 1, "connect ECONNREFUSED redis.internal:6379")]
    [InlineData("network-partition route=api-redis", "redis", 1000, "connect ETIMEDOUT redis.internal:6379")]
    [InlineData("redis-slow milliseconds=3000", "redis", 2500, "no answer within 2500 ms")]
    [InlineData("gateway-outage answers=nothing percent=100", "gateway", 2500, "no answer within 2500 ms")]
    [InlineData("gateway-outage answers=errors percent=100", "gateway", 40, "Paylane answered 500")]
    public void A_failed_check_tells_its_error_and_takes_its_time(string fault, string dependency, int milliseconds, string error)
    {
        var ready = FaultyShop.InTrouble(fault).Ready();

        var failed = Assert.Single(ready.Dependencies, check => check.State == "down");
        Assert.Equal((dependency, milliseconds, error), (failed.Name, failed.Milliseconds, failed.Error));
        Assert.Equal(ready.Dependencies.Max(check => check.Milliseconds), ready.Milliseconds);
        Assert.All(ready.Dependencies.Where(check => check != failed), check => Assert.InRange(check.Milliseconds, 1, 1_999));
    }

    [Fact]
    public void A_worker_that_got_no_session_opens_one_as_soon_as_the_database_has_it()
    {
        var shop = FaultyShop.InTrouble("too-many-connections sessions=31");
        shop.Do("restart-worker", "worker", "all");
        shop.Run(120);
        Assert.Contains(shop.Harms(), harm =>
            harm.Action == "restart-worker" && harm.Text.Contains("no database connection", StringComparison.Ordinal)
        );

        shop.Do("end-sessions", "client", "analytics");
        shop.Run(30);

        Assert.All(shop.System.Workers.Workers.Take(4), worker => Assert.True(worker.Connected));
    }

    static IReadOnlyList<ShopLogLine> Lines(ShopSimulation shop) => shop.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines;

    static double Sum(string text, string start) =>
        text.Split('\n')
            .Where(line => line.StartsWith(start, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
