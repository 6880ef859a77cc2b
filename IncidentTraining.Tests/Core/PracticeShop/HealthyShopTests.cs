using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop;

/// <summary>A repaired shop has the figures stated in the training's texts.</summary>
public class HealthyShopTests
{
    static ShopSimulation Healthy()
    {
        var shop = Lab1.ShopWith("pool-too-small");
        shop.Mitigate("pool-too-small");
        shop.Run(1800);
        return shop;
    }

    [Fact]
    public void It_is_as_fast_and_as_busy_as_the_texts_say()
    {
        var shop = Healthy();
        Assert.InRange(shop.Line(ChartNames.RequestRate, 1500).Average(), 19.5, 20.5);
        Assert.InRange(shop.Line(ChartNames.LatencyP50, 1500).Average(), 25, 40);
        Assert.InRange(shop.Line(ChartNames.LatencyP95, 1500).Average(), 200, 280);
        Assert.InRange(shop.Line(ChartNames.LatencyP99, 1500).Average(), 330, 450);
        Assert.Equal(0, shop.Line(ChartNames.ErrorRate, 1500).Sum());
    }

    [Fact]
    public void Work_in_the_API_obeys_Littles_law()
    {
        var shop = Healthy();
        var requests = shop.System.Telemetry.Requests;
        var values = shop.System.Telemetry.Metrics.Values;
        var (time, count) = (0L, 0L);
        foreach (var route in requests.Durations)
        {
            time += values[route.Sum];
            for (var bucket = 0; bucket <= route.Bounds.Length; bucket++)
                count += values[route.First + bucket];
        }
        var expected = count / 1800.0 * (time / 1e6 / count);
        Assert.InRange(shop.Line(ChartNames.InFlight, 1800).Average(), expected * 0.93, expected * 1.07);
    }

    [Fact]
    public void Most_payments_are_approved()
    {
        var shop = Healthy();
        var approved = shop.Line(ChartNames.PaymentsApproved, 1800).Sum();
        var declined = shop.Line(ChartNames.PaymentsFailed, 1800).Sum();
        Assert.InRange(approved / (approved + declined), 0.987, 0.998);
        Assert.InRange(approved + declined, 3300, 3900);
    }
}
