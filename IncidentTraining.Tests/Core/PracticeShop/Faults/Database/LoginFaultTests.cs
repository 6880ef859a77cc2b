using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Database;

/// <summary>Faults that prevent the API from logging in to the database although the database is healthy.</summary>
public class LoginFaultTests
{
    [Fact]
    public void Logins_that_the_pooler_holds_count_as_connections_in_use_and_the_database_lists_none_of_them()
    {
        var shop = FaultyShop.InTrouble("pooler-places connections=2 enough=12", "running-experiment experiment=http-latency-500ms");
        var state = shop.Database();
        Assert.Equal((20, 20, 20, 0), (state.PoolSize, state.PoolOpen, state.PoolUsed, state.PoolIdle));
        Assert.Equal(2, state.Connections.Single(use => use.Client == "lanternfish-api").Connections);

        shop.Run(421 - 215);
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "logins of shop_api were not completed" }).Lines);
        shop.Do("resize-pool", "connections", "20");
        shop.Run(120);
        Assert.Equal(20, shop.Database().Connections.Single(use => use.Client == "lanternfish-api").Connections);
        Assert.Equal(0, shop.Mean(ChartNames.ErrorRate));
    }

    [Fact]
    public void With_an_old_address_open_connections_live_on_and_no_new_one_is_answered_until_the_right_resolver_is_emptied()
    {
        var shop = FaultyShop.With("stale-dns open=3");
        shop.Run(55);
        Assert.Equal((3, 0), (Sessions(shop), shop.Line(ChartNames.ErrorRate, 15).Sum()));

        // One of them is replaced every half minute.
        shop.Run(100);
        Assert.Equal((0, 503), (Sessions(shop), shop.Ready().Status));
        Assert.Equal(8, shop.Database().Connections.Single(use => use.Client == "workers").Connections);

        foreach (
            var other in new[]
            {
                "restart-pool",
                "restore-route route=api-database",
                "restart-instance instance=api-1",
                "refresh-dns hosts=workers",
            }
        )
        {
            var words = other.Split(' ', '=');
            Assert.True(shop.Do(words[0], words[1..]).Accepted, other);
            shop.Run(30);
            Assert.Equal((0, 503, false), (Sessions(shop), shop.Ready().Status, shop.Truth().CauseRemovedAt is not null));
        }

        Assert.True(shop.Do("refresh-dns", "hosts", "api").Accepted);
        shop.Run(9);
        Assert.Null(shop.Truth().CauseRemovedAt);
        shop.Run(61);
        Assert.NotNull(shop.Truth().CauseRemovedAt);
        Assert.Equal((0, 200), (shop.Line(ChartNames.ErrorRate, 20).Sum(), shop.Ready().Status));
        Assert.Equal(20, Sessions(shop));

        static int Sessions(ShopSimulation shop) =>
            shop.Database().Sessions.Where(session => session.Client == "lanternfish-api").Sum(session => session.Count);
    }

    [Theory]
    [InlineData("rotated-password open=3", "database-password", "database-ca")]
    [InlineData("untrusted-chain open=3", "database-ca", "database-password")]
    public void Connections_from_before_live_on_until_they_are_replaced_and_only_the_right_secret_lets_new_ones_in(
        string fault,
        string right,
        string wrong
    )
    {
        var shop = FaultyShop.With(fault);
        shop.Run(55);
        Assert.Equal(0, shop.Line(ChartNames.ErrorRate, 15).Sum());
        shop.Run(100);
        Assert.Equal(503, shop.Ready().Status);

        Do(shop, $"update-secret secret={wrong}");
        Do(shop, "restart-pool");
        shop.Run(60);
        Assert.Equal((503, null), (shop.Ready().Status, shop.Truth().CauseRemovedAt));

        Do(shop, $"update-secret secret={right}");
        shop.Run(60);
        Assert.Equal((200, 0), (shop.Ready().Status, shop.Line(ChartNames.ErrorRate, 30).Sum()));
        Assert.NotNull(shop.Truth().CauseRemovedAt);
    }

    const string Herd = "reconnect-herd milliseconds=150 waiting=170";

    [Theory]
    [InlineData("resize-pool connections=8")]
    [InlineData("shed-traffic percent=90")]
    public void A_herd_of_logins_passes_when_fewer_begin_at_a_time_and_does_not_come_back_with_them(string fewer)
    {
        var shop = FaultyShop.InTrouble(Herd);
        Assert.DoesNotContain(shop.Database().Connections, use => use.Client == "lanternfish-api");

        Do(shop, fewer);
        shop.Run(240);
        Assert.NotNull(shop.Truth().CauseRemovedAt);

        Do(shop, fewer.StartsWith("shed", StringComparison.Ordinal) ? "shed-traffic percent=0" : "resize-pool connections=20");
        Do(shop, "restart-pool");
        shop.Run(60);
        Assert.Equal((200, 0), (shop.Ready().Status, shop.Line(ChartNames.ErrorRate, 30).Sum()));
        Assert.InRange(shop.Database().Connections.Single(use => use.Client == "lanternfish-api").Connections, 1, 8);
    }

    [Theory]
    [InlineData("")]
    [InlineData("resize-pool connections=40")]
    [InlineData("restart-pool")]
    [InlineData("restart-instance instance=api-1")]
    [InlineData("shed-traffic percent=30")]
    [InlineData("scale-api instances=1")]
    public void A_herd_of_logins_keeps_itself_up(string action)
    {
        var shop = FaultyShop.InTrouble(Herd);
        if (action.Length > 0)
            Do(shop, action);
        shop.Run(600);

        Assert.Equal((0, null), (shop.Line(ChartNames.PaymentsApproved, 300).Sum(), shop.Truth().CauseRemovedAt));
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "checked after their client had gone" }).Lines);
    }

    [Fact]
    public void A_few_logins_are_checked_in_time_and_no_herd()
    {
        var shop = FaultyShop.InTrouble("reconnect-herd milliseconds=150 waiting=10");

        Assert.Equal((200, 0), (shop.Ready().Status, shop.Mean(ChartNames.ErrorRate)));
        Assert.NotNull(shop.Truth().CauseRemovedAt);
    }

    static void Do(ShopSimulation shop, string action)
    {
        var words = action.Split(' ', '=');
        Assert.True(shop.Do(words[0], words[1..]).Accepted, action);
    }
}
