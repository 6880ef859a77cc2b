using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>More load than the shop was designed for: customers, their impatience, and crawlers.</summary>
public class CustomerFaultTests
{
    [Fact]
    public void A_traffic_surge_that_two_instances_bear_is_served_and_one_that_they_cannot_turns_into_retries()
    {
        var (bearable, tooMuch) = (
            FaultyShop.InTrouble("traffic-surge per-second=60 over-seconds=20 instances=3"),
            FaultyShop.InTrouble("traffic-surge per-second=120 over-seconds=20 instances=3")
        );

        Assert.InRange(bearable.Mean(ChartNames.RequestRate), 57, 63);
        Assert.Equal(0, bearable.Mean(ChartNames.ErrorRate));
        // Rejected customers come back: more requests than customers.
        Assert.True(tooMuch.Mean(ChartNames.RequestRate) > 150);
        Assert.True(tooMuch.Mean(ChartNames.ErrorRate) > 50);
        Assert.True(tooMuch.Cost().FailedOrders > 100);
    }

    [Fact]
    public void A_surge_beyond_two_instances_is_served_by_four()
    {
        var shop = FaultyShop.InTrouble("traffic-surge per-second=90 over-seconds=20 instances=3");
        var before = shop.Mean(ChartNames.LatencyP95);
        Assert.True(shop.Do("scale-api", "instances", "4").Accepted);
        shop.Run(150);
        Assert.True(shop.Mean(ChartNames.LatencyP95) < before);
        Assert.Equal(0, shop.Mean(ChartNames.ErrorRate));
    }

    [Fact]
    public void Hasty_retries_multiply_the_load_of_an_outage_and_do_nothing_without_one()
    {
        Assert.Equal(FaultyShop.InTrouble().Mean(ChartNames.RequestRate), FaultyShop.InTrouble("retry-storm").Mean(ChartNames.RequestRate));

        const string Outage = "gateway-outage answers=errors percent=100";
        var (patient, hasty) = (FaultyShop.InTrouble(Outage), FaultyShop.InTrouble(Outage, "retry-storm"));

        // Three attempts of a patient customer, eight of a hasty one.
        Assert.InRange(hasty.Mean(ChartNames.PaymentsGatewayError) / patient.Mean(ChartNames.PaymentsGatewayError), 2.3, 3);
        Assert.Equal(
            patient.Mean(ChartNames.RequestRate) - patient.Mean(ChartNames.PaymentsGatewayError),
            hasty.Mean(ChartNames.RequestRate) - hasty.Mean(ChartNames.PaymentsGatewayError),
            1.5
        );
        hasty.Do("switch-flag", "flag", "fast-retry", "state", "off");
        hasty.Run(120);
        Assert.InRange(hasty.Mean(ChartNames.PaymentsGatewayError), 4.5, 9);
    }

    [Fact]
    public void Bots_take_the_event_loops_from_customers_the_more_the_worse()
    {
        var (few, many, flood) = (
            FaultyShop.InTrouble("bot-traffic per-second=30"),
            FaultyShop.InTrouble("bot-traffic per-second=60"),
            FaultyShop.InTrouble("bot-traffic per-second=120")
        );
        Assert.InRange(many.Mean(ChartNames.RequestRate) - few.Mean(ChartNames.RequestRate), 25, 32);
        Assert.True(many.Mean(ChartNames.LatencyP50) > few.Mean(ChartNames.LatencyP50));
        Assert.True(flood.Mean(ChartNames.LatencyP50) > many.Mean(ChartNames.LatencyP50));
        Assert.Equal(few.Mean(ChartNames.PaymentsApproved), many.Mean(ChartNames.PaymentsApproved), 0.2);
    }
}
