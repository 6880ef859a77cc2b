using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Faults of the API itself: releases, instances, processors, timeouts, experiments.</summary>
public class ApiFaultTests
{
    [Fact]
    public void A_slow_release_slows_the_product_list_by_the_time_of_the_call_and_nothing_else()
    {
        var shop = FaultyShop.InTrouble("slow-release");
        Assert.InRange(shop.Mean(ChartNames.LatencyP50) - FaultyShop.InTrouble().Mean(ChartNames.LatencyP50), 240, 320);
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "recommendations answered after" }).Lines);
        Assert.Equal(0, shop.Mean(ChartNames.ErrorRate));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void A_throwing_release_fails_the_stated_share_of_its_route(int percent)
    {
        var shop = FaultyShop.InTrouble($"throwing-release route=products percent={percent}");
        var browsing = shop.Mean(ChartNames.RequestRate) - 6.5;
        // Seven in ten calls are for the product list; failed ones are repeated and add to it.
        Assert.InRange(shop.Mean(ChartNames.ErrorRate) / browsing, percent / 100.0 * 0.8, percent / 100.0 * 1.2);
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "TypeError GET /api/products", MinimumLevel = ShopLogLevel.Error }).Lines);
        Assert.Empty(shop.Logs(new ShopLogQuery { Search = "TypeError POST /api/payments" }).Lines);
    }

    [Fact]
    public void A_lost_instance_doubles_the_load_of_the_other()
    {
        var (whole, half) = (FaultyShop.InTrouble(), FaultyShop.InTrouble("lost-instance instance=2"));
        Assert.Equal(0, half.State().Instances[1].InFlight);
        Assert.InRange(Loop(half) / Loop(whole), 1.7, 2.3);

        // The gauge shows the last second: a minute of them is read one by one.
        static double Loop(ShopSimulation shop)
        {
            var sum = 0.0;
            for (var second = 0; second < 60; second++)
            {
                shop.Run(1);
                var line = shop.PrometheusText()
                    .Split('\n')
                    .Single(text => text.StartsWith("api_event_loop_utilization_ratio{instance=\"api-1\"}", StringComparison.Ordinal));
                sum += double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
            }

            return sum / 60;
        }
    }

    [Fact]
    public void A_starved_instance_drags_its_half_of_the_requests_down_the_more_the_worse()
    {
        var (healthy, some, much) = (
            FaultyShop.InTrouble(),
            FaultyShop.InTrouble("cpu-starvation instance=1 factor=4"),
            FaultyShop.InTrouble("cpu-starvation instance=1 factor=8")
        );
        Assert.True(some.Mean(ChartNames.LatencyP95) > healthy.Mean(ChartNames.LatencyP95) * 1.4);
        Assert.True(much.Mean(ChartNames.LatencyP95) > some.Mean(ChartNames.LatencyP95) * 5);
        // The other one continues: half of the responses stay fast.
        Assert.True(much.Mean(ChartNames.LatencyP50) < healthy.Mean(ChartNames.LatencyP50) * 1.5);
    }

    [Theory]
    [InlineData("roll-back", false)]
    [InlineData("restart-instance instance=api-1", true)]
    public void A_deploy_leaves_an_instance_on_its_slow_host_and_a_restart_does_not(string action, bool moves)
    {
        var shop = FaultyShop.InTrouble("cpu-starvation instance=1 factor=4");
        var words = action.Split(' ', '=');
        Assert.True(shop.Do(words[0], words[1..]).Accepted);
        shop.Run(90);
        Assert.Equal("running", shop.State().Instances[0].State);
        Assert.Equal(moves, shop.System.Balancer.Instances[0].WorkFactor == 1);
    }

    [Fact]
    public void An_eager_check_takes_no_instance_out_in_a_quiet_hour()
    {
        var shop = FaultyShop.With("eager-probe milliseconds=100 enough=500");
        shop.Run(900);
        Assert.Empty(TakenOut(shop));
        Assert.DoesNotContain(shop.Ready().Dependencies, dependency => dependency.Name == "rotation");
        Assert.Null(shop.Truth().OnsetAt);
    }

    [Fact]
    public void Under_load_an_eager_check_takes_the_instances_out_in_turns_and_never_both()
    {
        var shop = Busy();
        var (before, both, turns) = (-1, 0, 0);
        for (var second = 0; second < 120; second++)
        {
            shop.Run(1);
            var rotation = shop.System.Balancer.Instances[..2].Select(instance => instance.IsInRotation ? 1 : 0).ToList();
            Assert.NotEqual(0, rotation.Sum());
            both += rotation.Sum() == 2 ? 1 : 0;
            turns += rotation.Sum() == 1 && before != rotation[0] && before >= 0 ? 1 : 0;
            before = rotation.Sum() == 1 ? rotation[0] : before;
        }

        // One has all the traffic most of the time, and which one it is changes.
        Assert.InRange(both, 1, 60);
        Assert.InRange(turns, 3, 24);
        Assert.All(shop.State().Instances, instance => Assert.Equal("running", instance.State));
        Assert.True(shop.Mean(ChartNames.ErrorRate) > 5);
        Assert.Contains(shop.Ready().Dependencies, dependency => dependency is { Name: "rotation", State: "down", Milliseconds: > 100 });
    }

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    public void More_time_for_the_answer_ends_the_turns_and_counts_as_a_repair_from_what_is_enough(int milliseconds, bool repaired)
    {
        var shop = Busy();
        Assert.True(shop.Do("set-readiness-timeout", "milliseconds", $"{milliseconds}").Accepted);
        shop.Run(90);
        var before = TakenOut(shop).Count;
        shop.Run(120);

        Assert.Equal(before, TakenOut(shop).Count);
        Assert.All(shop.System.Balancer.Instances[..2], instance => Assert.True(instance.IsInRotation));
        Assert.Equal(0, shop.Mean(ChartNames.ErrorRate));
        Assert.Equal(repaired, shop.Truth().CauseRemovedAt is not null);
    }

    [Fact]
    public void When_the_last_instance_in_rotation_is_drained_the_other_one_gets_its_requests()
    {
        var shop = Busy();
        while (shop.System.Balancer.Instances[..2].All(instance => instance.IsInRotation))
            shop.Run(1);
        var last = Array.FindIndex(shop.System.Balancer.Instances, instance => instance.IsInRotation);
        shop.System.Balancer.Drain(last);
        shop.Run(2);
        Assert.True(shop.System.Balancer.Instances[1 - last].InFlight > 0);
        Assert.Empty(shop.Logs(new ShopLogQuery { Search = "no instance in rotation" }).Lines);
    }

    /// <summary>A shop with an eager check, seven minutes after its traffic has quadrupled.</summary>
    static ShopSimulation Busy()
    {
        var shop = FaultyShop.With("eager-probe milliseconds=100 enough=500", "traffic-surge per-second=84 over-seconds=30 instances=1");
        shop.Run(460);
        return shop;
    }

    static IReadOnlyList<ShopLogLine> TakenOut(ShopSimulation shop) =>
        shop.Logs(new ShopLogQuery { Search = "out of rotation", Limit = int.MaxValue }).Lines;

    [Fact]
    public void What_an_instance_keeps_makes_its_pauses_longer_until_it_is_killed_and_begins_anew()
    {
        var shop = FaultyShop.With("memory-leak kilobytes=300 seconds=0 kept=0");
        var (most, slowest) = (new List<int>(), new List<double>());
        for (var minute = 0; minute < 6; minute++)
        {
            shop.System.Balancer.Instances[0].Heap.Watch();
            shop.Run(60);
            most.Add(shop.System.Balancer.Instances[0].Heap.Most);
            slowest.Add(shop.Line(ChartNames.LatencyP99, 60).Max());
        }

        // Seven of ten requests retain 0.3 MB: at ten per second about 126 MB a minute, starting at 140 MB.
        Assert.True(most[0] < most[1] && most[1] < most[2], string.Join(' ', most));
        Assert.Contains(most, kept => kept >= Heap.Full);
        // The second one to fill up waits until the first is in rotation again.
        Assert.InRange(most.Max(), Heap.Full, Heap.Full + 40_000);
        Assert.InRange(slowest[0], 0, 500);
        Assert.True(slowest.Max() > 800, string.Join(' ', slowest));
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "api-1 was killed with exit code 137" }).Lines);
        Assert.All(shop.State().Instances, instance => Assert.NotEqual("drained", instance.State));
    }

    [Theory]
    [InlineData("restart-instance instance=api-1", true)]
    [InlineData("roll-back", false)]
    public void A_restart_empties_the_memory_for_a_while_and_the_release_before_for_good(string action, bool fillsAgain)
    {
        var shop = FaultyShop.InTrouble("memory-leak kilobytes=150 seconds=0 kept=0");
        var kept = shop.System.Balancer.Instances[0].Heap.Live;
        Assert.InRange(kept, Heap.Base + 100_000, Heap.Full);
        var words = action.Split(' ', '=');
        Assert.True(shop.Do(words[0], words[1..]).Accepted);
        shop.Run(60);
        var heap = shop.System.Balancer.Instances[0].Heap;
        Assert.InRange(heap.Live, Heap.Base, kept - 50_000);
        shop.Run(120);
        Assert.Equal(fillsAgain, heap.Live > Heap.Base);
        Assert.Equal(fillsAgain, shop.Truth().CauseRemovedAt is null);
    }

    [Fact]
    public void What_is_kept_for_a_time_stays_the_same_in_steady_traffic_and_kills_no_instance()
    {
        var shop = FaultyShop.With("memory-leak kilobytes=113 seconds=180 kept=0");
        shop.Run(900);
        // Seven lists per second for three minutes, in addition to a process's own memory.
        Assert.All(shop.System.Balancer.Instances[..2], instance =>
            Assert.InRange((instance.Heap.Live - Heap.Base) / 113, 7 * 180 * 85 / 100, 7 * 180 * 115 / 100)
        );
        Assert.Empty(shop.Logs(new ShopLogQuery { Search = "was killed" }).Lines);
        Assert.Null(shop.Truth().OnsetAt);
    }

    [Fact]
    public void Without_time_outs_a_gateway_that_does_not_answer_takes_the_whole_shop_down()
    {
        const string Silent = "gateway-outage answers=nothing percent=100";
        Assert.Equal(
            FaultyShop.InTrouble().Mean(ChartNames.LatencyP95),
            FaultyShop.InTrouble("missing-timeout").Mean(ChartNames.LatencyP95)
        );
        var (kept, missing) = (FaultyShop.InTrouble(Silent), FaultyShop.InTrouble(Silent, "missing-timeout"));

        // With a timeout of five seconds connections are returned, and readers get through between the buyers.
        Assert.Equal((200, 503), (kept.Ready().Status, missing.Ready().Status));
        Assert.True(missing.Mean(ChartNames.ErrorRate) > kept.Mean(ChartNames.ErrorRate) * 2);
        Assert.True(kept.Mean(ChartNames.PaymentsGatewayTimeout) > missing.Mean(ChartNames.PaymentsGatewayTimeout) * 5);

        missing.Do("set-gateway-timeout", "milliseconds", "2000");
        missing.Do("set-request-timeout", "milliseconds", "8000");
        missing.Run(180);
        Assert.True(missing.Mean(ChartNames.ErrorRate) < 20);
    }

    [Fact]
    public void A_running_experiment_delays_its_share_of_the_requests()
    {
        var shop = FaultyShop.InTrouble("running-experiment experiment=http-latency-500ms");
        Assert.InRange(shop.Mean(ChartNames.LatencyP50), 500, 600);
        Assert.Equal(0, shop.Mean(ChartNames.ErrorRate));
        Assert.False(FaultyShop.With("running-experiment experiment=http-latency-500ms").Experiments()[0].Enabled);
    }
}
