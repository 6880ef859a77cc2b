using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>
/// The faults based on real outages: changes that reach everything at once, and things that multiply, expire, or are used up.
/// </summary>
public class OutageFaultTests
{
    static readonly ShopLimits Keeping = new()
    {
        Lists = new KeptLists { Lists = 240, Load = TimeSpan.FromMilliseconds(600) },
    };

    [Fact]
    public void A_file_that_no_process_can_read_ends_all_of_them_again_after_each_start_and_none_serves_a_request()
    {
        var shop = FaultyShop.InTrouble("pushed-configuration");
        var ends = Lines(shop, "exited by itself with exit code 1");

        // Both at once, and then each every three or four seconds.
        Assert.InRange(ends, 2 * 180 / 5, 2 * 180 / 3);
        Assert.Equal(0, shop.Line(ChartNames.RequestRate, 60).Sum() - shop.Line(ChartNames.ErrorRate, 60).Sum());
        Assert.True(shop.Do("scale-api", "instances", "3").Accepted);
        shop.Run(30);
        Assert.Equal("unavailable", shop.Ready().State);

        Assert.True(shop.Do("restore-configuration", "file", "delivery-zones").Accepted);
        shop.Run(40);
        Assert.All(shop.State().Instances, instance => Assert.Equal("running", instance.State));
    }

    [Fact]
    public void The_release_before_reads_no_zones_and_repairs_it_as_well()
    {
        var shop = FaultyShop.InTrouble("pushed-configuration");
        Assert.True(shop.Do("roll-back").Accepted);
        shop.Run(90);
        Assert.All(shop.State().Instances, instance => Assert.Equal(("running", "2026.11.1"), (instance.State, instance.Release)));
        Assert.NotNull(shop.Truth().CauseRemovedAt);
    }

    [Fact]
    public void A_runaway_pattern_takes_the_loop_of_every_instance_and_neither_another_one_nor_the_release_before_helps()
    {
        var shop = FaultyShop.InTrouble("runaway-pattern percent=10 milliseconds=1500");
        Assert.True(shop.Mean(ChartNames.ErrorRate) > 1);
        Assert.True(shop.Do("scale-api", "instances", "4").Accepted);
        Assert.True(shop.Do("roll-back").Accepted);
        shop.Run(200);
        Assert.True(shop.Mean(ChartNames.LatencyP95) > 1500);
        Assert.Null(shop.Truth().CauseRemovedAt);
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(4, 20)]
    public void A_pattern_takes_as_much_time_as_it_says(int percent, int milliseconds)
    {
        var (usual, slowed) = (LoopSeconds(), LoopSeconds($"runaway-pattern percent={percent} milliseconds={milliseconds}"));
        // Fourteen product lists a second.
        Assert.InRange(
            slowed - usual,
            180 * 14 * percent * milliseconds / 100_000.0 * 0.6,
            180 * 14 * percent * milliseconds / 100_000.0 * 1.4
        );

        static double LoopSeconds(params string[] faults) =>
            FaultyShop.InTrouble(faults).System.Balancer.Instances.Sum(instance => instance.LoopTotal) / 1_000_000.0;
    }

    [Fact]
    public void Ports_that_rest_let_as_many_calls_through_as_come_back_and_fail_the_others_before_they_leave()
    {
        var shop = FaultyShop.InTrouble("exhausted-ports ports=60 rest-seconds=120");

        // Sixty ports for two minutes: one call every two seconds.
        Assert.InRange(shop.Line(ChartNames.PaymentsApproved, 120).Average(), 0.3, 0.55);
        Assert.True(shop.Mean(ChartNames.PaymentsGatewayError) > 1);
        var failed = shop.Traces(
                new TraceQuery
                {
                    FailedOnly = true,
                    From = TimeSpan.FromSeconds(150),
                    Limit = int.MaxValue,
                }
            )
            .Traces.SelectMany(trace => trace.Spans)
            .Where(span => span.Failed && span.Service == "paylane")
            .ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, span => Assert.InRange(span.Milliseconds, 0, 2));
    }

    [Fact]
    public void The_standby_endpoint_has_ports_of_its_own_which_run_out_as_well()
    {
        var shop = FaultyShop.InTrouble("exhausted-ports ports=60 rest-seconds=120");
        Assert.True(shop.Do("switch-gateway", "route", "standby").Accepted);
        shop.Run(25);
        Assert.InRange(shop.System.Ports.InUse(GatewayRoute.Standby), 1, 59);
        Assert.Equal(0, shop.Line(ChartNames.PaymentsGatewayError, 5).Sum());
        shop.Run(60);
        Assert.Equal(60, shop.System.Ports.InUse(GatewayRoute.Standby));
        Assert.True(shop.Line(ChartNames.PaymentsGatewayError, 10).Sum() > 5);
    }

    [Fact]
    public void Workers_without_a_valid_certificate_give_every_job_up_after_its_five_attempts_and_say_only_that_no_one_answered()
    {
        var shop = FaultyShop.InTrouble("mail-certificate");
        var state = shop.Work();

        Assert.All(state.Workers, worker => Assert.True(worker is { State: "running", Restarts: 0 }));
        Assert.InRange(state.Queue.Failed / (double)state.Queue.Dead, JobQueue.MostAttempts, JobQueue.MostAttempts + 0.5);
        Assert.True(Lines(shop, "The mail service did not answer.") > 100);
        Assert.DoesNotContain(
            shop.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines.Where(line => line.At > TimeSpan.FromSeconds(35)),
            line => line.Message.Contains("ertificate", StringComparison.Ordinal)
        );

        Assert.True(shop.Do("restart-worker", "worker", "all").Accepted);
        shop.Run(60);
        Assert.Equal(0, shop.Line(ChartNames.JobsCompleted, 30).Sum());
        Assert.True(shop.Do("update-secret", "secret", "mail-client-certificate").Accepted);
        shop.Run(16);
        Assert.True(shop.Do("retry-dead-jobs").Accepted);
        shop.Run(90);
        Assert.Equal((0, 0), (shop.Work().Queue.Dead, shop.Cost().StuckOrders));
    }

    [Fact]
    public void A_circling_job_multiplies_up_to_its_limit_and_stays_there_however_many_workers_handle_it()
    {
        var shop = FaultyShop.With("circling-job copies=500");
        shop.Run(37);
        Assert.InRange(shop.System.Queue.Circling, 2, 200);
        shop.Run(100);
        Assert.Equal(500, shop.System.Queue.Circling);
        Assert.True(shop.Do("scale-workers", "processes", "8").Accepted);
        shop.Run(60);
        Assert.Equal(500, shop.System.Queue.Circling);
        Assert.True(shop.Line(ChartNames.JobsCompleted, 20).Average() > 40);
    }

    [Fact]
    public void To_put_a_circling_job_aside_takes_all_of_its_copies_and_no_other_job()
    {
        var shop = FaultyShop.InTrouble("circling-job copies=500");
        var (depth, orders) = (shop.Work().Queue.Depth!.Value, shop.System.Orders.Pending);
        Assert.True(shop.Do("quarantine-job", "job", ExpertPlayer.Suspect(shop)).Accepted);
        shop.Run(30);

        Assert.Equal((0, 1), (shop.System.Queue.Circling, shop.Work().Queue.Aside));
        Assert.True(depth > 400 && shop.Work().Queue.Depth < 10);
        Assert.Empty(shop.Harms());
        Assert.Equal(0, shop.Cost().StuckOrders);
        Assert.True(orders >= 0);
    }

    [Fact]
    public void To_flush_Redis_takes_the_copies_and_the_paid_orders_between_them()
    {
        var shop = FaultyShop.InTrouble("circling-job copies=500");
        Assert.True(shop.Do("flush-redis").Accepted);
        shop.Run(30);
        Assert.Equal(0, shop.System.Queue.Circling);
        Assert.NotEmpty(shop.Harms());
    }

    [Theory]
    [InlineData(1, 0, 120)]
    [InlineData(60, 200, 240)]
    public void Nodes_that_are_replaced_faster_than_their_lists_come_back_leave_none(int everySeconds, int least, int most)
    {
        var shop = FaultyShop.With(
            Keeping with
            {
                RequestTimeout = TimeSpan.FromSeconds(4),
                Pool = 30,
            },
            [$"replaced-nodes nodes=4 every-seconds={everySeconds}"]
        );
        shop.Run(35 + 4 * 60);
        Assert.Equal(4, Lines(shop, "for lists is up, 0 keys"));
        Assert.InRange(shop.System.Lists!.Kept, least, most);
    }

    [Fact]
    public void A_node_takes_its_own_share_of_the_lists()
    {
        var shop = FaultyShop.With(Keeping, ["replaced-nodes nodes=4 every-seconds=600"]);
        shop.Run(34);
        var before = shop.System.Lists!.Kept;
        shop.Run(2);
        Assert.InRange(before - shop.System.Lists.Kept, 35, 60);
    }

    static int Lines(ShopSimulation shop, string words) => shop.Logs(new ShopLogQuery { Search = words, Limit = int.MaxValue }).Lines.Count;
}
