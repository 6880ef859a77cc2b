using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Faults of the workers that look alike at first: they are alive and silently wait, or repeatedly end without a reason.</summary>
public class WaitingWorkersTests
{
    const string Stuck = "workers-stuck workers=4",
        NoMail = "network-partition route=workers-mail",
        Skewed = "clock-skew seconds=74",
        Quota = "mail-quota mails=60000 enough=75000",
        Numbered = "numbered-orders percent=40",
        Locked = "locked-table",
        Poison = "poison-job";

    static readonly ShopLimits Silent = new()
    {
        LogsLockWaits = false,
        LogsCrashes = false,
        WorkersBehind = true,
        WorkerStatementTimeout = TimeSpan.FromSeconds(4),
        PoolerKeepsWorkers = true,
    };

    [Theory]
    [InlineData(Stuck)]
    [InlineData(NoMail)]
    [InlineData(Numbered)]
    [InlineData(Skewed)]
    [InlineData(Quota)]
    public void Workers_that_wait_live_with_their_hands_full_and_say_nothing(string fault)
    {
        var shop = InTrouble(Silent, fault);

        Assert.All(shop.Work().Workers, worker =>
            Assert.True(worker is { State: "running", HeartbeatSeconds: < 10, Busy: 2, Restarts: 0, LastExit: "" })
        );
        Assert.Equal(0, shop.Mean(ChartNames.JobsCompleted));
        Assert.True(shop.Work().Queue.OldestSeconds > 120);
        Assert.Equal((0L, 0), (shop.Work().Queue.Failed, shop.Work().Queue.Dead));
        Assert.Empty(Warnings(shop));
    }

    [Theory]
    [InlineData(Poison)]
    [InlineData(Locked)]
    public void Workers_that_end_say_that_they_end_and_never_why(string fault)
    {
        var shop = InTrouble(Silent, fault);

        Assert.True(shop.Work().Workers.Sum(worker => worker.Restarts) > 12);
        Assert.All(shop.Work().Workers, worker => Assert.Equal("exit code 1", worker.LastExit));
        Assert.Equal(0, shop.Mean(ChartNames.JobsCompleted));
        Assert.NotEmpty(Warnings(shop));
        Assert.All(Warnings(shop), line =>
            Assert.Matches(
                @"^worker-\d (uncaught, error: \{\}|exited \(exit code 1\), [0-2] jobs returned to the front of the queue)$",
                line
            )
        );
    }

    [Fact]
    public void A_poison_job_and_the_one_beside_it_end_all_workers_and_a_lock_spreads_the_ends_over_what_they_have_in_hand()
    {
        var (poison, locked) = (Ends(Poison), Ends(Locked));

        Assert.Equal(2, poison.Count(ends => ends > 12));
        Assert.InRange(locked.Count(ends => ends >= 3), 6, 10);
        Assert.InRange(locked.Max(), 3, 12);

        static List<int> Ends(string fault) =>
            [
                .. InTrouble(Silent, fault)
                    .Work()
                    .Queue.Jobs.Where(job => job.Note.StartsWith("a worker ended with it in hand, ", StringComparison.Ordinal))
                    .Select(job => int.Parse(job.Note.Split(' ')[^2], CultureInfo.InvariantCulture)),
            ];
    }

    [Fact]
    public void Logs_have_the_error_and_the_wait_for_the_lock_unless_the_scenario_says_otherwise()
    {
        Assert.Contains(Warnings(InTrouble(Silent with { LogsCrashes = true }, Poison)), line =>
            line.Contains("uncaught TypeError", StringComparison.Ordinal)
        );
        Assert.Contains(Warnings(InTrouble(Silent with { LogsCrashes = true }, Locked)), line =>
            line.Contains("Query read timeout", StringComparison.Ordinal)
        );
        Assert.Contains(Warnings(InTrouble(Silent with { LogsLockWaits = true }, Locked), "database"), line =>
            line.Contains("RowExclusiveLock", StringComparison.Ordinal)
        );
        Assert.Empty(Warnings(InTrouble(Silent, Locked), "database"));
    }

    [Fact]
    public void A_worker_waits_for_a_lock_as_long_as_its_statement_may_and_without_a_limit_until_it_is_gone()
    {
        var (brief, none) = (
            InTrouble(Silent with { WorkerStatementTimeout = TimeSpan.FromSeconds(2) }, Locked),
            InTrouble(Silent with { WorkerStatementTimeout = null }, Locked)
        );

        Assert.True(brief.Work().Workers.Sum(worker => worker.Restarts) > 12);
        Assert.Equal(0, none.Work().Workers.Sum(worker => worker.Restarts));
        Assert.All(none.Work().Workers, worker => Assert.Equal(2, worker.Busy));
    }

    [Fact]
    public void Workers_that_ended_together_come_back_together_unless_the_scenario_spreads_their_pauses()
    {
        Assert.InRange(Starts(Silent), 0, 3);
        Assert.True(Starts(Silent with { RestartJitterPercent = 40 }) > 8);

        // The starts of a round are this far apart, in seconds, at the end.
        static double Starts(ShopLimits limits)
        {
            var lines = InTrouble(limits, Locked)
                .Logs(new ShopLogQuery { Search = "started release", Limit = int.MaxValue })
                .Lines.Where(line => line.Service == "workers")
                .TakeLast(4)
                .ToList();
            return Math.Ceiling((lines.Max(line => line.At) - lines.Min(line => line.At)).TotalSeconds);
        }
    }

    [Fact]
    public void The_sessions_tell_who_holds_the_lock_and_the_pooler_keeps_those_of_workers_that_are_away()
    {
        var locked = InTrouble(Silent, Locked).Database();
        Assert.Contains(locked.Sessions, session =>
            session is { Client: "workers", Count: 8, State: "active" } && session.WaitsFor.Contains("products", StringComparison.Ordinal)
        );
        Assert.Contains(locked.Sessions, session => session is { Client: "analytics", State: "idle in transaction" });

        Assert.Equal(8, Workers(InTrouble(Silent, Poison)));
        Assert.Equal(0, Workers(InTrouble(Silent with { PoolerKeepsWorkers = false }, "workers-crashed workers=4")));
    }

    [Fact]
    public void Workers_look_each_second_for_an_order_whose_number_they_do_not_know()
    {
        var (numbered, usual) = (InTrouble(Silent, Numbered), InTrouble(Silent, NoMail));

        Assert.InRange(Reads(numbered, 60), 7.5 * 60, 8 * 60);
        Assert.Equal(0, Reads(usual, 60));
        Assert.Equal(0, Reads(InTrouble(Silent with { WorkersBehind = false }, "poison-job", "workers-crashed workers=4"), 60));
    }

    [Fact]
    public void Workers_of_the_new_release_know_the_numbers_and_restarted_ones_of_the_old_do_not()
    {
        var shop = InTrouble(Silent, Numbered);
        Assert.True(shop.Do("restart-worker", "worker", "all").Accepted);
        shop.Run(60);
        Assert.Equal(0, shop.Line(ChartNames.JobsCompleted, 20).Sum());

        Assert.True(shop.Do("deploy-release", "component", "workers", "release", "2026.11.2").Accepted);
        shop.Run(120);
        Assert.True(shop.Work().Queue.OldestSeconds < 5);
        Assert.NotNull(shop.Truth().CauseRemovedAt);
    }

    [Fact]
    public void Receipts_get_through_when_the_way_is_open_again_and_no_job_is_done_twice()
    {
        var shop = InTrouble(Silent, NoMail);
        Assert.Equal("unreachable", shop.NetworkCheck().Single(probe => probe.To == "mail").State);
        shop.Do("restart-worker", "worker", "all");
        shop.Run(60);
        Assert.Equal(0, shop.Line(ChartNames.JobsCompleted, 40).Sum());

        Assert.True(shop.Do("restore-route", "route", "workers-mail").Accepted);
        shop.Run(120);
        Assert.Equal("ok", shop.NetworkCheck().Single(probe => probe.To == "mail").State);
        Assert.Equal((0, true), (shop.Cost().StuckOrders, shop.Work().Queue.OldestSeconds < 5));
        Assert.Equal(shop.System.Queue.Enqueued, shop.Work().Queue.Completed + shop.Work().Queue.Depth + shop.Work().Queue.Claimed);
    }

    [Fact]
    public void The_mail_service_reports_its_move_after_six_minutes_and_only_a_new_connection_helps()
    {
        var shop = FaultyShop.With(Silent, [Stuck]);
        shop.Run(35 + 355);
        Assert.Equal("operational", Mail(shop));
        shop.Run(10);
        Assert.Equal("degraded", Mail(shop));

        Assert.True(shop.Do("restart-worker", "worker", "all").Accepted);
        shop.Run(60);
        Assert.True(shop.Mean(ChartNames.JobsCompleted) > 2);
        Assert.Equal("operational", Mail(InTrouble(Silent, NoMail)));

        static string Mail(ShopSimulation shop) => shop.StatusPages().Single(page => page.Id == "mail").State;
    }

    [Fact]
    public void With_a_clock_that_is_ahead_the_mail_service_takes_nothing_until_it_is_set_on_the_right_hosts()
    {
        var shop = InTrouble(Silent, Skewed);
        var probe = shop.NetworkCheck().Single(one => one.To == "mail");
        Assert.Equal(("skewed", true), (probe.State, probe.Detail.Contains("74 s behind", StringComparison.Ordinal)));
        Assert.Equal("operational", shop.StatusPages().Single(page => page.Id == "mail").State);

        foreach (var other in new[] { "restart-worker worker=all", "restore-route route=workers-mail", "sync-clock hosts=api" })
        {
            var words = other.Split(' ', '=');
            Assert.True(shop.Do(words[0], words[1..]).Accepted, other);
            shop.Run(60);
            Assert.Equal((0, null), (shop.Line(ChartNames.JobsCompleted, 40).Sum(), shop.Truth().CauseRemovedAt));
        }

        Assert.True(shop.Do("sync-clock", "hosts", "workers").Accepted);
        shop.Run(120);
        Assert.Equal("ok", shop.NetworkCheck().Single(one => one.To == "mail").State);
        Assert.Equal((0, true), (shop.Cost().StuckOrders, shop.Work().Queue.OldestSeconds < 5));
        Assert.NotNull(shop.Truth().CauseRemovedAt);
    }

    [Fact]
    public void When_the_days_mails_are_sent_only_a_larger_quota_helps_and_a_little_more_helps_for_a_little_while()
    {
        var shop = FaultyShop.With(Silent, [Quota]);
        shop.Run(35 + 355);
        Assert.Equal(("operational", 0), (Account(shop), shop.Line(ChartNames.JobsCompleted, 300).Sum()));
        shop.Run(10);
        Assert.Equal("outage", Account(shop));
        Assert.All(shop.NetworkCheck(), probe => Assert.Equal("ok", probe.State));

        // As many as before, a restart, and a few more, which the waiting orders use up.
        Assert.Equal(0, Completed("request-mail-quota mails=60000"));
        Assert.Equal(0, Completed("restart-worker worker=all"));
        Assert.InRange(Completed("request-mail-quota mails=60200"), 190, 200);
        Assert.Null(shop.Truth().CauseRemovedAt);

        Assert.True(Completed("request-mail-quota mails=120000") > 400);
        Assert.NotNull(shop.Truth().CauseRemovedAt);
        shop.Run(180);
        Assert.Equal(("operational", true), (Account(shop), shop.Work().Queue.OldestSeconds < 5));

        double Completed(string action)
        {
            var words = action.Split(' ', '=');
            var before = shop.Work().Queue.Completed;
            Assert.True(shop.Do(words[0], words[1..]).Accepted, action);
            shop.Run(150);
            return shop.Work().Queue.Completed - before;
        }

        static string Account(ShopSimulation shop) =>
            shop.StatusPages().Single(page => page.Id == "mail").Components.Single(part => part.Name == "Account lanternfish").State;
    }

    [Fact]
    public void A_replica_that_is_held_has_the_orders_from_before_and_all_of_them_when_it_goes_on()
    {
        var shop = FaultyShop.With(Silent with { Replica = true }, ["held-replica"]);
        shop.Run(30);
        Assert.Equal("", Waits());
        shop.Run(185);
        Assert.Equal(("replay, which stands still", 0), (Waits(), shop.Line(ChartNames.JobsCompleted, 120).Sum()));
        Assert.All(shop.Work().Workers, worker => Assert.Equal(2, worker.Busy));

        var before = shop.Work().Queue.Completed;
        Assert.True(shop.Do("restart-worker", "worker", "all").Accepted);
        shop.Run(60);
        Assert.Equal(before, shop.Work().Queue.Completed);
        Assert.True(shop.Do("resume-replay").Accepted);
        shop.Run(90);
        Assert.Equal("", Waits());
        Assert.True(shop.Work().Queue.Completed > before + 200);
        Assert.NotNull(shop.Truth().CauseRemovedAt);

        string Waits() => shop.Database().Sessions.Single(session => session.Client == "replica").WaitsFor;
    }

    [Fact]
    public void A_shop_without_a_replica_lists_none_and_has_none_to_resume()
    {
        var shop = FaultyShop.With("held-replica");
        shop.Run(215);
        Assert.True(shop.Line(ChartNames.JobsCompleted, 60).Sum() > 60);
        Assert.DoesNotContain(shop.Database().Sessions, session => session.Client == "replica");
        Assert.Contains("no read replica", shop.Do("resume-replay").Text);
    }

    [Fact]
    public void A_sign_of_life_from_the_future_is_one_of_now()
    {
        var (skewed, usual) = (InTrouble(Silent, Skewed), InTrouble(Silent, NoMail));
        var (ages, others) = (Ages(skewed), Ages(usual));

        Assert.All(ages, age => Assert.Equal(0, age));
        Assert.InRange(others.Max(), 3, 5);
        Assert.Contains("worker_heartbeat_age_seconds{worker=\"worker-1\"} 0\n", skewed.PrometheusText(), StringComparison.Ordinal);

        static List<double> Ages(ShopSimulation shop)
        {
            var ages = new List<double>();
            for (var second = 0; second < 5; second++)
            {
                shop.Run(1);
                ages.AddRange(shop.Work().Workers.Select(worker => worker.HeartbeatSeconds!.Value));
            }

            return ages;
        }
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void The_mail_service_forgives_a_minute(int seconds, bool takes)
    {
        var shop = FaultyShop.With(Silent, []);
        shop.System.Mail.HostsAhead = seconds;
        shop.Run(60);

        Assert.Equal((takes, takes), (shop.System.Mail.Takes, shop.Work().Queue.Completed > 60));
    }

    static ShopSimulation InTrouble(ShopLimits limits, params string[] faults)
    {
        var shop = FaultyShop.With(limits, faults);
        shop.Run(215);
        return shop;
    }

    static List<string> Warnings(ShopSimulation shop, params string[] services) =>
        [
            .. shop.Logs(new ShopLogQuery { MinimumLevel = ShopLogLevel.Warn, Limit = int.MaxValue })
                .Lines.Where(line =>
                    line.At > TimeSpan.Zero
                    && (services.Length == 0 ? ["workers", "supervisor"] : services).Contains(line.Service)
                    && !line.Message.Contains("metabase", StringComparison.Ordinal)
                )
                .Select(line => line.Message),
        ];

    static int Workers(ShopSimulation shop) =>
        shop.Database().Connections.Where(use => use.Client == "workers").Sum(use => use.Connections);

    static long Reads(ShopSimulation shop, int seconds)
    {
        long Calls() => shop.Database().Queries.Single(query => query.Name == "read_job").Calls;
        var before = Calls();
        shop.Run(seconds);
        return Calls() - before;
    }
}
