using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>Sizes and limits of the shop that a scenario may set.</summary>
public partial class ShopLimitsTests
{
    const string Surge = "traffic-surge per-second=120 over-seconds=20 instances=3";

    /// <summary>Lab 1 without its own limits.</summary>
    static readonly string Plain = OwnLimits().Replace(Lab1.Text, "");

    [Fact]
    public void Defaults_that_are_written_out_change_no_byte()
    {
        var written = Read(
            """
            shop:
              instances: 2
              slots: 16
              queue: 64
              work: 18ms
              request-timeout: 8s
              pool: 20
              acquire-timeout: 2s
              slow-statement: 200ms
              log-steps: true
              unpicked-percent: 0
              log-lock-waits: true
              log-crashes: true
              workers-behind: false
              restart-jitter-percent: 0
              pooler-keeps-workers: false
              retries: { attempts: 3, pause: 1s, back-off: linear, jitter-percent: 0 }
            """
        );
        Assert.Equal(new ShopLimits(), written.Limits);
        Assert.Equal(Digest(Lab1.Scenario with { Limits = new ShopLimits() }), Digest(written));
    }

    [Theory]
    [InlineData("instances: 1", "instances: 2")]
    [InlineData("instances: 5", "instances: 4")]
    [InlineData("slots: 0", "slots: 1")]
    [InlineData("queue: 5001", "queue: 5000")]
    [InlineData("pool: 41", "pool: 40")]
    [InlineData("work: 0ms", "work: 1ms")]
    [InlineData("work: 501ms", "work: 500ms")]
    [InlineData("request-timeout: 61s", "request-timeout: 60s")]
    [InlineData("acquire-timeout: 99ms", "acquire-timeout: 100ms")]
    [InlineData("slow-statement: 99ms", "slow-statement: 100ms")]
    [InlineData("worker-statement-timeout: 99ms", "worker-statement-timeout: 100ms")]
    [InlineData("worker-statement-timeout: 61s", "worker-statement-timeout: 60s")]
    [InlineData("restart-jitter-percent: 101", "restart-jitter-percent: 100")]
    [InlineData("log-crashes: perhaps", "log-crashes: false")]
    [InlineData("pooler-keeps: 0", "pooler-keeps: 1")]
    [InlineData("unpicked-percent: 101", "unpicked-percent: 100")]
    [InlineData("kept-lists: { lists: 0 }", "kept-lists: { lists: 1 }")]
    [InlineData("kept-lists: { lists: 10001 }", "kept-lists: { lists: 10000 }")]
    [InlineData("kept-lists: { kept-for: 9s }", "kept-lists: { kept-for: 10s }")]
    [InlineData("kept-lists: { kept-for: 1441m }", "kept-lists: { kept-for: 24h }")]
    [InlineData("kept-lists: { load: 0ms }", "kept-lists: { load: 1ms }")]
    [InlineData("kept-lists: { load: 11s }", "kept-lists: { load: 10s }")]
    [InlineData("retries: { attempts: 0 }", "retries: { attempts: 1 }")]
    [InlineData("retries: { jitter-percent: 101 }", "retries: { jitter-percent: 100 }")]
    [InlineData("retries: { back-off: cubic }", "retries: { back-off: exponential }")]
    public void A_limit_out_of_its_range_is_reported_with_its_line_and_one_at_the_edge_is_taken(string wrong, string right)
    {
        var line = Plain.Split('\n').Length + 1;
        Assert.Contains(Problems($"shop:\n  {wrong}\n"), problem => problem.Line == line);
        Assert.Empty(Problems($"shop:\n  {right}\n"));
    }

    [Fact]
    public void Without_queue_places_an_overload_is_turned_away_at_once_and_with_many_it_waits_until_its_time_is_up()
    {
        var (none, many) = (Overloaded(new ShopLimits { Queue = 0 }), Overloaded(new ShopLimits { Queue = 2000 }));

        Assert.Equal(0, none.Mean(ChartNames.ApiQueue));
        Assert.True(many.Mean(ChartNames.ApiQueue) > 500);
        Assert.NotEmpty(none.Logs(new ShopLogQuery { Search = "all slots and queue places" }).Lines);
        Assert.Empty(many.Logs(new ShopLogQuery { Search = "all slots and queue places" }).Lines);
        Assert.True(many.Mean(ChartNames.LatencyP95) > 2 * none.Mean(ChartNames.LatencyP95));
    }

    [Fact]
    public void The_work_of_a_request_bounds_what_an_instance_can_do()
    {
        // At twenty requests per second two instances of 18 ms have little to do, and two of 90 ms are nearly saturated.
        var (usual, heavy) = (With(new ShopLimits()), With(new ShopLimits { Work = TimeSpan.FromMilliseconds(90) }));
        usual.Run(120);
        heavy.Run(120);
        Assert.InRange(Busy(usual), 0.15, 0.25);
        Assert.InRange(Busy(heavy), 0.85, 1);

        static double Busy(ShopSimulation shop) =>
            shop.System.Balancer.Instances.Take(2).Average(instance => instance.LoopTotal / shop.Now.TotalMicroseconds);
    }

    [Fact]
    public void Instances_slots_and_pool_are_as_many_as_the_scenario_says()
    {
        var shop = With(
            new ShopLimits
            {
                Instances = 4,
                Slots = 9,
                Pool = 13,
            }
        );
        shop.Run(20);

        var state = shop.State();
        Assert.Equal(4, state.Instances.Count);
        Assert.All(state.Instances, instance => Assert.Equal(("running", 9), (instance.State, instance.Slots)));
        Assert.Equal(13, shop.Database().PoolSize);
        Assert.Equal(13, shop.Line(ChartNames.PoolSize, 1)[0]);
    }

    [Fact]
    public void A_request_waits_for_a_connection_and_for_its_answer_as_long_as_the_scenario_says()
    {
        var limits = new ShopLimits { AcquireTimeout = TimeSpan.FromMilliseconds(700), RequestTimeout = TimeSpan.FromSeconds(3) };
        var shop = With(limits, "project-paused");
        shop.Run(120);

        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "db acquire timeout after 700 ms" }).Lines);
        Assert.Equal("acquire timeout after 700 ms", shop.Ready().Dependencies[0].Error);
        var slow = With(limits, "gateway-outage answers=nothing percent=100");
        slow.Run(120);
        Assert.All(slow.Traces(new TraceQuery { Route = "POST /api/payments", FailedOnly = true }).Traces, trace =>
            Assert.InRange(trace.Milliseconds, 0, 3001)
        );
    }

    [Fact]
    public void A_statement_is_logged_as_slow_from_the_time_that_the_scenario_says()
    {
        Assert.NotEmpty(SlowReads(TimeSpan.FromMilliseconds(200)));
        Assert.Empty(SlowReads(TimeSpan.FromSeconds(1)));

        static IReadOnlyList<ShopLogLine> SlowReads(TimeSpan from)
        {
            var shop = With(new ShopLimits { SlowStatement = from }, "invalid-index index=orders_customer_id_idx");
            shop.Run(100);
            return shop.Logs(new ShopLogQuery { Search = "slow query orders_of_customer" }).Lines;
        }
    }

    [Fact]
    public void The_pooler_keeps_as_many_sessions_as_the_scenario_says_and_never_more_than_it_has()
    {
        Assert.Equal(20, OfApi(new ShopLimits()));
        Assert.Equal(9, OfApi(new ShopLimits { PoolerKeeps = 9 }));
        Assert.Equal(5, OfApi(new ShopLimits { PoolerKeeps = 9 }, "pooler-places connections=5 enough=12"));

        static int OfApi(ShopLimits limits, params string[] faults)
        {
            var shop = With(limits, faults);
            shop.Run(60);
            return shop.Database().Connections.Single(use => use.Client == "lanternfish-api").Connections;
        }
    }

    [Fact]
    public void Customers_repeat_as_often_as_the_scenario_says()
    {
        double Errors(int attempts)
        {
            var shop = With(
                new ShopLimits { Retries = new RetryPlan { Attempts = attempts } },
                "gateway-outage answers=errors percent=100"
            );
            shop.Run(215);
            return shop.Mean(ChartNames.PaymentsGatewayError);
        }

        var once = Errors(1);
        Assert.InRange(Errors(2) / once, 1.8, 2.2);
        Assert.InRange(Errors(4) / once, 3.5, 4.5);
    }

    [Theory]
    [InlineData(RetryBackOff.None, 2, 2, 2, 2)]
    [InlineData(RetryBackOff.Linear, 2, 4, 6, 8)]
    [InlineData(RetryBackOff.Exponential, 2, 4, 8, 16)]
    public void Pauses_grow_by_the_back_off(RetryBackOff backOff, params int[] seconds)
    {
        var plan = new RetryPlan { Pause = TimeSpan.FromSeconds(2), BackOff = backOff };
        Assert.Equal(
            seconds.Select(second => second * 1_000_000L),
            Enumerable.Range(1, seconds.Length).Select(attempt => plan.PauseAfter(attempt, RandomStream.For(1, "retries")))
        );
    }

    [Fact]
    public void Jitter_spreads_pauses_evenly_about_the_plan()
    {
        var (plan, jitter) = (new RetryPlan { JitterPercent = 50 }, RandomStream.For(1, "retries"));
        var pauses = Enumerable.Range(0, 2000).Select(_ => plan.PauseAfter(1, jitter) / 1e6).ToList();

        Assert.Equal(0.5, pauses.Min(), 0.01);
        Assert.Equal(1.5, pauses.Max(), 0.01);
        Assert.Equal(1, pauses.Average(), 0.02);
    }

    static ShopSimulation Overloaded(ShopLimits limits)
    {
        var shop = With(limits, Surge);
        shop.Run(150);
        return shop;
    }

    static ShopSimulation With(ShopLimits limits, params string[] faults) => FaultyShop.With(limits, faults);

    static string Digest(Scenario scenario)
    {
        var shop = ShopSimulation.Create(scenario, 5);
        new ExpertPlayer(shop, scenario.Opening).PlayTo(TimeSpan.FromMinutes(4));
        return shop.Digest();
    }

    static Scenario Read(string shop)
    {
        var file = new ContentFile("scenarios/lab-1-high-latency.yaml", Plain + "\n" + shop);
        var scenario = ScenarioReader.Read(file);
        Assert.Empty(file.Problems);
        return scenario;
    }

    static IReadOnlyList<ContentProblem> Problems(string shop)
    {
        var file = new ContentFile("scenarios/lab-1-high-latency.yaml", Plain + shop);
        ScenarioReader.Read(file);
        return file.Problems;
    }

    [GeneratedRegex("^shop:\n(?:  .*\n)+", RegexOptions.Multiline)]
    private static partial Regex OwnLimits();
}
