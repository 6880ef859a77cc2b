using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>A healthy system is never silent, and its noise has nothing to do with an incident.</summary>
[Trait("Speed", "slow")]
public class HouseNoiseTests
{
    static readonly string[] Noisy = ["covers", "storefront", "cdn", "search"];

    [Theory]
    [InlineData("redis-down")]
    [InlineData("project-paused")]
    [InlineData("gateway-outage answers=errors percent=100")]
    public void The_noise_is_the_same_with_and_without_a_fault(string fault)
    {
        var (healthy, faulty) = (FaultyShop.With(), FaultyShop.With(fault));
        healthy.Run(900);
        faulty.Run(900);

        Assert.Equal(Noise(healthy), Noise(faulty));
    }

    [Fact]
    public void A_healthy_shop_logs_errors_and_warnings_that_cost_nothing()
    {
        var shop = FaultyShop.With();
        shop.Run(1800);

        var lines = shop.Logs(new ShopLogQuery { MinimumLevel = ShopLogLevel.Warn, Limit = int.MaxValue }).Lines;
        Assert.True(lines.Count(line => line.Level == ShopLogLevel.Error) > 30);
        Assert.True(lines.DistinctBy(line => line.Service).Count() >= 5);
        Assert.Contains(lines, line => line.Message.StartsWith("slow query of metabase", StringComparison.Ordinal));
        Assert.Null(shop.Truth().OnsetAt);
        Assert.Equal((0, 0, 0), (shop.Cost().FailedOrders, shop.Cost().UsersAffected, shop.Harms().Count));
    }

    [Fact]
    public void The_alert_on_cover_images_flaps_and_is_no_detection()
    {
        var scenario = Labs.Scenario("lab-2-payment-failure");
        var pending = 0;
        for (var seed = 1; seed <= 10; seed++)
        {
            var shop = ShopSimulation.Create(scenario, seed);
            shop.AdvanceTo(TimeSpan.FromMinutes(30));
            var own = shop.EventsAfter(0).Where(entry => entry.Subject == "covers").ToList();
            pending += own.Count(entry => entry.Kind == ShopEventKind.AlertPending);
            Assert.DoesNotContain(own, entry => entry.Kind == ShopEventKind.AlertFiring);
            Assert.True(shop.Truth().DetectedAt > scenario.BeginsAt(seed));
        }

        Assert.True(scenario.IsNoise("covers"));
        Assert.False(scenario.IsNoise("payment-failures"));
        Assert.InRange(pending, 20, 80);
    }

    static IReadOnlyList<(TimeSpan, string)> Noise(ShopSimulation shop) =>
        [
            .. shop.Logs(new ShopLogQuery { Limit = int.MaxValue })
                .Lines.Where(line => Noisy.Contains(line.Service))
                .Select(line => (line.At, line.Message)),
        ];
}
