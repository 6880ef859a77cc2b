using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>What is wrong with the database, the pool before it and the ways to it.</summary>
public class DatabaseFaultTests
{
    [Fact]
    public void A_smaller_pool_makes_requests_wait_and_one_that_is_too_small_fails_them()
    {
        var (enough, two, one) = (FaultyShop.InTrouble(), FaultyShop.InTrouble("pool-size connections=2 enough=12"), FaultyShop.InTrouble("pool-size connections=1 enough=12"));
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
        // Only checkouts fail, each up to three times: browsing goes on.
        Assert.InRange(shop.Mean(ChartNames.ErrorRate), 4.5, 7.5);
        Assert.Equal(200, shop.Ready().Status);
    }

    [Theory]
    [InlineData("project-paused", "Tenant or user not found", "refused")]
    [InlineData("network-partition route=api-database", "connect timed out", "unreachable")]
    [InlineData("rotated-password open=1", "password authentication failed", "ok")]
    [InlineData("too-many-connections sessions=32", "too many clients", "ok")]
    public void Without_connections_every_route_fails_and_log_and_network_check_say_why(string fault, string words, string network)
    {
        var shop = FaultyShop.InTrouble(fault);
        Assert.Equal(shop.Mean(ChartNames.RequestRate), shop.Mean(ChartNames.ErrorRate), 0.5);
        Assert.Equal((503, "down"), (shop.Ready().Status, shop.Ready().Dependencies[0].State));
        Assert.Contains(words, shop.Database().LastError);
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = words }).Lines);
        Assert.Equal(network, shop.NetworkCheck().First(probe => probe is { From: "api", To: "database" }).State);
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
