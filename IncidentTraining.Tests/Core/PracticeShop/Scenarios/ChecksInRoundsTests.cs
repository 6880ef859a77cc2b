using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>Sessions and routes that are checked every few minutes, and shown two minutes later. Faults begin after 35 seconds.</summary>
public class ChecksInRoundsTests
{
    static readonly ShopLimits EveryFiveMinutes = new() { ChecksEvery = TimeSpan.FromMinutes(5) };

    [Fact]
    public void A_look_is_shown_two_minutes_after_it_and_not_a_second_earlier()
    {
        var shop = FaultyShop.With(EveryFiveMinutes, ["network-partition route=api-database"]);
        shop.Run(419);
        Assert.Equal(("ok", TimeSpan.Zero), ToDatabase(shop));
        shop.Run(1);
        Assert.Equal(("unreachable", TimeSpan.FromMinutes(5)), ToDatabase(shop));

        shop.Do("restore-route", "route", "api-database");
        shop.Run(719 - 420);
        Assert.Equal("unreachable", ToDatabase(shop).State);
        shop.Run(1);
        Assert.Equal(("ok", TimeSpan.FromMinutes(10)), ToDatabase(shop));

        static (string State, TimeSpan?) ToDatabase(ShopSimulation shop)
        {
            var probe = shop.NetworkCheck().First(one => one is { From: "api", To: "database" });
            return (probe.State, probe.SeenAt);
        }
    }

    [Fact]
    public void Sessions_are_those_of_the_last_round_and_the_pool_is_that_of_now()
    {
        var shop = FaultyShop.With(EveryFiveMinutes, ["too-many-connections sessions=32"]);
        shop.Run(215);
        Assert.DoesNotContain(shop.Database().Connections, use => use.Client == "analytics");
        Assert.Equal(0, shop.Database().PoolIdle);

        shop.Run(420 - 215);
        Assert.Equal(("analytics", 32), (shop.Database().Connections[0].Client, shop.Database().Connections[0].Connections));
        Assert.Contains(shop.Database().Sessions, session => session is { Client: "analytics", Count: 32 });
    }

    [Fact]
    public void Statements_are_those_that_the_last_round_counted()
    {
        var shop = FaultyShop.With(EveryFiveMinutes, ["invalid-index index=orders_customer_id_idx"]);
        shop.Run(419);
        Assert.All(shop.Database().Queries, query => Assert.Equal((0, 0d, ""), (query.Calls, query.MeanMilliseconds, query.Plan)));
        shop.Run(1);
        var reads = shop.Database().Queries.Single(query => query.Name == "orders_of_customer");
        Assert.True(reads.MeanMilliseconds > 200);
        Assert.Equal("Seq Scan on orders", reads.Plan);
        Assert.InRange(reads.Calls, 1, 4 * 300 * 1.2);
    }

    [Fact]
    public void Event_loops_are_looked_at_for_the_minute_before_a_round()
    {
        var shop = FaultyShop.With(EveryFiveMinutes, ["cpu-starvation instance=2 factor=3"]);
        shop.Run(419);
        Assert.All(shop.State().Instances, instance => Assert.Null(instance.LoopPercent));
        Assert.Null(shop.State().ChecksAt);
        shop.Run(1);
        var (one, other) = (shop.State().Instances[0].LoopPercent!.Value, shop.State().Instances[1].LoopPercent!.Value);
        // Ten requests a second of 19 ms each, and three times as much.
        Assert.InRange(one, 15, 24);
        Assert.InRange(other, 45, 70);
        Assert.Equal(TimeSpan.FromMinutes(5), shop.State().ChecksAt);
    }

    [Fact]
    public void Of_a_database_that_does_not_answer_the_last_list_stays()
    {
        var shop = FaultyShop.With(EveryFiveMinutes, ["project-paused"]);
        shop.Run(430);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(5)), (shop.Database().SeenAt, shop.NetworkCheck()[0].SeenAt));
        Assert.Equal(20, shop.Database().Connections.Single(use => use.Client == "lanternfish-api").Connections);
    }

    [Fact]
    public void A_scenario_without_a_period_shows_the_present()
    {
        var shop = FaultyShop.InTrouble("network-partition route=api-database");
        Assert.Null(shop.Database().SeenAt);
        Assert.All(shop.NetworkCheck(), probe => Assert.Null(probe.SeenAt));
        Assert.All(shop.State().Instances, instance => Assert.Null(instance.LoopPercent));
    }

    [Theory]
    [InlineData("179s", false)]
    [InlineData("180s", true)]
    [InlineData("30m", true)]
    [InlineData("1801s", false)]
    public void The_period_of_the_rounds_has_its_bounds(string period, bool fits)
    {
        var text = Labs.Scenario("lab-3-database-connection")
            .Source.Replace("checks-every: 5m", $"checks-every: {period}", StringComparison.Ordinal);
        var file = new ContentFile("scenarios/lab-3-database-connection.yaml", text);
        ScenarioReader.Read(file);
        Assert.Equal(fits, file.Problems.All(problem => !problem.ToString().Contains("checks-every", StringComparison.Ordinal)));
    }
}
