using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Database;

/// <summary>Faults of the database, the connection pool and the routes to it.</summary>
public class DatabaseFaultTests
{
    [Theory]
    [InlineData(1024, 100)]
    [InlineData(960, 100)]
    [InlineData(480, 600)]
    [InlineData(256, 830)]
    public void A_cache_without_room_for_all_pages_makes_reads_slower_the_less_it_has(int megabytes, int percent)
    {
        var cache = new PageCache { Megabytes = megabytes };
        Assert.Equal(percent, cache.ReadPercent);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(20, true)]
    public void A_narrow_way_holds_what_is_more_than_it_lets_through_and_the_database_stays_quick(int perSecond, bool isTooNarrow)
    {
        // Seven of ten requests have one statement, a checkout has three: about 26 per second.
        var shop = FaultyShop.InTrouble($"narrow-network per-second={perSecond}");
        Assert.Equal(isTooNarrow, shop.Mean(ChartNames.PoolWaiting) > 5);
        Assert.Equal(isTooNarrow, shop.Mean(ChartNames.LatencyP95) > 400);
        Assert.Equal(isTooNarrow ? "slow" : "ok", shop.NetworkCheck().Single(probe => probe is { From: "api", To: "database" }).State);
        Assert.Equal("ok", shop.NetworkCheck().Single(probe => probe is { From: "workers", To: "database" }).State);
        Assert.All(shop.Database().Queries, query => Assert.InRange(query.MeanMilliseconds, 0, 25));
    }

    [Theory]
    [InlineData(1, 84, true)]
    [InlineData(1, 20, false)]
    [InlineData(19, 84, false)]
    [InlineData(20, 84, false)]
    public void Connections_that_serve_one_request_fill_the_pool_under_load_and_serve_no_one(int set, int traffic, bool isFull)
    {
        var shop = FaultyShop.With(
            "single-use-connections requests=1 enough=20",
            $"traffic-surge per-second={traffic} over-seconds=30 instances=1"
        );
        shop.Run(180);
        Assert.True(shop.Do("set-connection-uses", "requests", $"{set}").Accepted);
        shop.Run(180);

        Assert.Equal(isFull, shop.Mean(ChartNames.PoolWaiting) > 3);
        Assert.Equal(isFull, shop.Mean(ChartNames.LatencyP95) > 400);
        Assert.Equal(isFull ? "busy" : "ok", shop.NetworkCheck().Single(probe => probe is { From: "api", To: "database" }).State);
        Assert.Equal("ok", shop.NetworkCheck().Single(probe => probe is { From: "workers", To: "database" }).State);
        Assert.All(shop.Database().Queries, query => Assert.InRange(query.MeanMilliseconds, 0, 40));
        Assert.Equal(set >= 20, shop.Truth().CauseRemovedAt is not null);
        Assert.InRange(shop.System.Pool.Turnover.Opening, 0, shop.System.Pool.Size);
    }

    [Theory]
    [InlineData(419, false)]
    [InlineData(421, true)]
    public void The_pooler_reports_many_opened_sessions_two_minutes_after_it_has_counted(int second, bool isThere)
    {
        var shop = FaultyShop.With("single-use-connections requests=1 enough=20");
        shop.Run(second);
        var lines = shop.Logs(new ShopLogQuery { Search = "sessions of shop_api were opened" }).Lines;
        Assert.Equal(isThere ? 1 : 0, lines.Count);
    }

    [Theory]
    [InlineData(SessionReport.Many - 1, 0)]
    [InlineData(SessionReport.Many, 1)]
    public void A_report_of_the_pooler_is_written_from_what_counts_as_many_sessions_on(int opened, int lines)
    {
        var shop = FaultyShop.With();
        var report = new SessionReport(shop.System.Telemetry.Logs);
        for (var session = 0; session < opened; session++)
            report.Opened();
        report.EndSecond(300_000_000);
        report.EndSecond(420_000_000);
        Assert.Equal(lines, shop.Logs(new ShopLogQuery { Search = "sessions of shop_api were opened" }).Lines.Count);
    }

    [Fact]
    public void A_cold_cache_slows_reads_and_leaves_writes_and_plans_alone()
    {
        var (healthy, cold) = (FaultyShop.InTrouble(), FaultyShop.InTrouble("cold-cache megabytes=256 enough=960"));
        foreach (var query in cold.Database().Queries.Where(query => query.Calls > 0))
        {
            var usual = healthy.Database().Queries.Single(other => other.Name == query.Name);
            Assert.Equal(usual.Plan, query.Plan);
            if (query.CachedPercent is { } cached)
            {
                Assert.Equal((26, 99), (cached, usual.CachedPercent));
                Assert.InRange(query.MeanMilliseconds / usual.MeanMilliseconds, 4, 9);
            }
            else
                Assert.InRange(query.MeanMilliseconds / usual.MeanMilliseconds, 0.9, 1.3);
        }

        Assert.Null(cold.Truth().OnsetAt);
    }

    [Fact]
    public void A_smaller_pool_makes_requests_wait_and_one_that_is_too_small_fails_them()
    {
        var (enough, two, one) = (
            FaultyShop.InTrouble(),
            FaultyShop.InTrouble("pool-size connections=2 enough=12"),
            FaultyShop.InTrouble("pool-size connections=1 enough=12")
        );
        Assert.Equal((0, 0), (enough.Mean(ChartNames.PoolWaiting), two.Mean(ChartNames.ErrorRate)));
        Assert.InRange(two.Mean(ChartNames.PoolWaiting), 0.5, 8);
        Assert.True(one.Mean(ChartNames.PoolWaiting) > 25);
        Assert.True(one.Mean(ChartNames.ErrorRate) > 20);
    }

    [Fact]
    public void A_leak_empties_the_pool_sooner_the_more_it_leaks()
    {
        Assert.True(Empty("pool-leak percent=20") < Empty("pool-leak percent=5"));

        static int Empty(string leak)
        {
            var shop = FaultyShop.With(leak);
            for (var second = 0; second < 600; second++)
            {
                shop.Run(1);
                if (shop.Database() is { PoolIdle: 0, PoolUsed: 20, PoolWaiting: > 20 })
                    return second;
            }

            return int.MaxValue;
        }
    }

    [Fact]
    public void A_dropped_index_makes_one_kind_of_query_read_the_whole_table()
    {
        var (before, after) = (FaultyShop.InTrouble(), FaultyShop.InTrouble("missing-index index=orders_customer_id_idx"));
        foreach (var query in after.Database().Queries.Where(query => query.Calls > 0))
        {
            var usual = before.Database().Queries.Single(other => other.Name == query.Name).MeanMilliseconds;
            if (query.Name == "orders_of_customer")
                Assert.True(query.MeanMilliseconds > usual * 5 && query.Plan.Contains("Seq Scan"));
            else
                Assert.InRange(query.MeanMilliseconds, usual * 0.7, usual * 1.5);
        }
    }

    [Fact]
    public void An_index_that_is_not_valid_is_listed_and_used_by_no_query_until_it_is_built_anew()
    {
        var shop = FaultyShop.InTrouble("invalid-index index=orders_customer_id_idx");
        Assert.Equal(FaultyShop.With().Database().Indexes, shop.Database().Indexes);
        Assert.Equal("Seq Scan on orders", Plan());

        shop.Do("create-index", "index", "orders_customer_id_idx");
        shop.Run(44);
        Assert.Equal("Seq Scan on orders", Plan());
        shop.Run(2);
        Assert.Equal("Index Scan", Plan());

        string Plan() => shop.Database().Queries.Single(query => query.Name == "orders_of_customer").Plan;
    }

    [Fact]
    public void A_lock_on_a_table_stops_the_workers_and_no_reader()
    {
        var shop = FaultyShop.InTrouble("locked-table");
        Assert.Equal((0, 0), (shop.Mean(ChartNames.ErrorRate), shop.Mean(ChartNames.JobsCompleted)));
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "RowExclusiveLock products" }).Lines);
        Assert.True(shop.Cost().StuckOrders > 150);
    }

    [Fact]
    public void On_a_full_disk_writes_fail_and_reads_work()
    {
        var shop = FaultyShop.InTrouble("disk-full");
        Assert.False(shop.Database().AcceptsWrites);
        Assert.Equal(0, shop.Mean(ChartNames.PaymentsApproved));
        Assert.True(shop.Mean(ChartNames.DatabaseFailures) > 4);
        // Only checkouts fail, each up to three times: browsing continues.
        Assert.InRange(shop.Mean(ChartNames.ErrorRate), 4.5, 7.5);
        Assert.Equal(200, shop.Ready().Status);
    }

    [Theory]
    [InlineData("project-paused", true, "ok", "outage")]
    [InlineData("network-partition route=api-database", false, "unreachable", "operational")]
    [InlineData("rotated-password open=0", true, "ok", "operational")]
    [InlineData("too-many-connections sessions=32", true, "ok", "operational")]
    [InlineData("pool-leak percent=100", false, "ok", "operational")]
    [InlineData("stale-dns open=0", false, "ok", "operational")]
    [InlineData("reconnect-herd milliseconds=150 waiting=170", true, "ok", "operational")]
    [InlineData("untrusted-chain open=0", false, "refused", "operational")]
    public void Without_connections_every_route_fails_alike_and_only_pooler_network_and_status_differ(
        string fault,
        bool refuses,
        string network,
        string status
    )
    {
        var shop = FaultyShop.InTrouble(fault);
        Assert.Equal(shop.Mean(ChartNames.RequestRate), shop.Mean(ChartNames.ErrorRate), 0.5);
        Assert.Equal(
            (503, "down", "acquire timeout after 2000 ms"),
            (shop.Ready().Status, shop.Ready().Dependencies[0].State, shop.Ready().Dependencies[0].Error)
        );
        Assert.Equal((20, 20, true), (shop.Line(ChartNames.PoolUsed, 1)[0], shop.Database().PoolUsed, shop.Database().PoolWaiting > 0));
        Assert.Equal(network, shop.NetworkCheck().First(probe => probe is { From: "api", To: "database" }).State);
        Assert.Equal(status, shop.StatusPages().Single(page => page.Id == "supabase").State);

        shop.Run(419 - 215);
        Assert.Empty(Reports(shop));
        shop.Run(2);
        Assert.Equal(refuses ? 1 : 0, Reports(shop).Count);

        static IReadOnlyList<ShopLogLine> Reports(ShopSimulation shop) =>
            shop.Logs(new ShopLogQuery { Search = "logins of shop_api were not completed" }).Lines;
    }

    [Fact]
    public void The_pooler_has_nothing_to_report_of_a_shop_that_is_well_or_well_again()
    {
        var shop = FaultyShop.InTrouble("rotated-password open=0");
        shop.Do("update-secret", "secret", "database-password");
        shop.Run(1_300 - 215);
        Assert.Single(shop.Logs(new ShopLogQuery { Search = "pooler report" }).Lines);
    }

    [Fact]
    public void What_is_left_open_in_use_comes_back_and_is_closed()
    {
        var pool = FaultyShop.InTrouble("rotated-password open=0").System.Pool;
        Assert.Equal((0, 0), (pool.Open, pool.Used));
        var shop = FaultyShop.With("rotated-password open=3");
        shop.Run(37);
        Assert.InRange(shop.System.Pool.Open, 1, 3);
    }

    [Fact]
    public void Other_clients_sessions_do_no_harm_until_they_leave_too_few()
    {
        Assert.Equal(0, FaultyShop.InTrouble("too-many-connections sessions=10").Mean(ChartNames.ErrorRate));
        Assert.True(FaultyShop.InTrouble("too-many-connections sessions=32").Mean(ChartNames.ErrorRate) > 50);
    }

    [Fact]
    public void After_a_rotation_the_open_connections_go_on_until_they_end()
    {
        var shop = FaultyShop.With("rotated-password open=20");
        shop.Run(60);
        Assert.Equal(0, shop.Mean(ChartNames.ErrorRate));
        shop.Do("restart-pool");
        shop.Run(60);
        Assert.True(shop.Mean(ChartNames.ErrorRate) > 5);
    }
}
