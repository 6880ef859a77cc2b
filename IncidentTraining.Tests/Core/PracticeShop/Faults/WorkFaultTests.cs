using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Faults of Redis, the queue in it, and the workers behind it.</summary>
public class WorkFaultTests
{
    [Theory]
    [InlineData("redis-down", "ECONNREFUSED")]
    [InlineData("network-partition route=api-redis", "ETIMEDOUT")]
    [InlineData("redis-full left-megabytes=1 kilobytes-per-second=500", "OOM command not allowed")]
    public void When_orders_cannot_be_enqueued_the_card_is_charged_and_the_order_hangs(string fault, string words)
    {
        var shop = FaultyShop.InTrouble(fault);
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = $"enqueue failed {words}" }).Lines);
        Assert.True(shop.Mean(ChartNames.PaymentsApproved) > 1.5);
        Assert.True(shop.Cost().StuckOrders > 150);
        Assert.Equal(0, shop.Mean(ChartNames.JobsCompleted));
        // Browsing needs no Redis.
        Assert.InRange(shop.Mean(ChartNames.ErrorRate), 4.5, 7.5);
    }

    [Fact]
    public void A_slow_Redis_slows_each_checkout_by_its_answer_and_nobody_else()
    {
        var (usual, slow, slower) = (
            FaultyShop.InTrouble(),
            FaultyShop.InTrouble("redis-slow milliseconds=300"),
            FaultyShop.InTrouble("redis-slow milliseconds=900")
        );
        Assert.InRange(slow.Mean(ChartNames.LatencyP95) - usual.Mean(ChartNames.LatencyP95), 270, 330);
        Assert.InRange(slower.Mean(ChartNames.LatencyP95) - usual.Mean(ChartNames.LatencyP95), 850, 960);
        Assert.InRange(slower.Mean(ChartNames.LatencyP50) - usual.Mean(ChartNames.LatencyP50), -2, 2);
        Assert.Equal(900, slower.Work().Redis.PingMilliseconds);
        Assert.Equal("slow", slower.NetworkCheck().First(probe => probe.To == "redis").State);
        Assert.Equal(900, slower.Ready().Dependencies.Single(dependency => dependency.Name == "redis").Milliseconds);
        Assert.Contains("redis_ping_seconds 0.9", slower.PrometheusText());
    }

    [Fact]
    public void A_poison_job_ends_one_worker_after_the_other_until_nobody_works()
    {
        var shop = FaultyShop.InTrouble("poison-job");
        Assert.True(shop.Work().Workers.Sum(worker => worker.Restarts) > 12);
        Assert.Equal(0, shop.Mean(ChartNames.JobsCompleted));
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "uncaught TypeError title" }).Lines);
        // More workers mean more victims.
        shop.Do("scale-workers", "processes", "10");
        shop.Run(120);
        Assert.Equal(0, shop.Mean(ChartNames.JobsCompleted));
    }

    [Fact]
    public void A_backlog_delays_every_order_behind_it_by_its_length()
    {
        var (small, large) = (FaultyShop.InTrouble("queue-backlog jobs=2000"), FaultyShop.InTrouble("queue-backlog jobs=20000"));
        Assert.Equal((0, 0), (small.Mean(ChartNames.QueueDepth), small.Cost().StuckOrders));
        Assert.True(large.Mean(ChartNames.QueueDepth) > 10_000);
        // Four processes with two lanes complete about 27 per second: the workers are at their limit.
        Assert.InRange(large.Mean(ChartNames.JobsCompleted), 24, 30);
        Assert.True(large.Cost().StuckOrders > 150);
    }

    [Fact]
    public void A_single_lane_does_for_an_ordinary_day_and_falls_behind_on_a_busy_one()
    {
        const string OneLane = "too-few-workers processes=1 lanes=1 enough=3";
        Assert.True(FaultyShop.InTrouble(OneLane).Mean(ChartNames.QueueAge) < 5);
        var busy = FaultyShop.InTrouble(OneLane, "traffic-surge per-second=46 over-seconds=20 instances=2");
        Assert.InRange(busy.Mean(ChartNames.JobsCompleted), 2.8, 3.8);
        Assert.True(busy.Mean(ChartNames.QueueAge) > 20);
    }

    [Fact]
    public void The_workers_that_are_left_carry_on_and_without_any_the_queue_only_grows()
    {
        var (two, none) = (FaultyShop.InTrouble("workers-crashed workers=2"), FaultyShop.InTrouble("workers-crashed workers=4"));
        Assert.Equal((0, 2), (two.Cost().StuckOrders, two.Mean(ChartNames.WorkersUp)));
        Assert.Equal((0, 0), (none.Mean(ChartNames.JobsCompleted), none.Mean(ChartNames.WorkersUp)));
        Assert.True(none.Line(ChartNames.QueueDepth, 1)[0] > 250);
    }

    [Fact]
    public void Workers_of_an_older_release_give_every_new_job_up_after_five_attempts()
    {
        var queue = FaultyShop.InTrouble("workers-out-of-date").Work().Queue;
        // Paused jobs have failed as well, and have attempts left.
        Assert.InRange((queue.Failed - 2.5 * queue.Delayed) / queue.Dead, 4.8, 5.2);
        Assert.True(queue.Dead > 200);
    }

    [Fact]
    public void Stuck_workers_give_signs_of_life_and_do_nothing()
    {
        var workers = FaultyShop.InTrouble("workers-stuck workers=4").Work();
        Assert.All(workers.Workers, worker => Assert.True(worker is { State: "running", HeartbeatSeconds: < 10, Busy: 2 }));
        Assert.True(workers.Queue.OldestSeconds > 120);
    }
}
