using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>What is wrong with the payment gateway, or between it and the shop.</summary>
public class GatewayFaultTests
{
    [Fact]
    public void An_outage_of_half_of_the_calls_fails_half_of_the_attempts()
    {
        var (half, all) = (
            FaultyShop.InTrouble("gateway-outage answers=errors percent=50"),
            FaultyShop.InTrouble("gateway-outage answers=errors percent=100")
        );
        Assert.InRange(
            half.Mean(ChartNames.PaymentsGatewayError)
                / (half.Mean(ChartNames.PaymentsGatewayError) + half.Mean(ChartNames.PaymentsApproved)),
            0.42,
            0.58
        );
        Assert.Equal(0, all.Mean(ChartNames.PaymentsApproved));
        // Three attempts each: a repeat often meets the better half.
        Assert.True(half.Cost().FailedOrders < all.Cost().FailedOrders / 4);
    }

    [Fact]
    public void A_gateway_that_is_silent_takes_the_pool_with_it_and_one_that_errs_does_not()
    {
        var (silent, erring) = (
            FaultyShop.InTrouble("gateway-outage answers=nothing percent=100"),
            FaultyShop.InTrouble("gateway-outage answers=errors percent=100")
        );
        Assert.True(silent.Mean(ChartNames.PoolWaiting) > 5);
        Assert.Equal(0, erring.Mean(ChartNames.PoolWaiting));
        Assert.True(erring.Mean(ChartNames.LatencyP95) < 300);
    }

    [Fact]
    public void A_slower_gateway_holds_connections_longer_and_from_the_time_out_on_fails()
    {
        var (usual, slow, slower, slowest) = (
            FaultyShop.InTrouble(),
            FaultyShop.InTrouble("gateway-slow percent=400"),
            FaultyShop.InTrouble("gateway-slow percent=2000"),
            FaultyShop.InTrouble("gateway-slow percent=3600")
        );
        double[] used = [.. new[] { usual, slow, slower, slowest }.Select(shop => shop.Mean(ChartNames.PoolUsed))];
        Assert.Equal(used.Order(), used);
        Assert.Equal(0, slow.Mean(ChartNames.PaymentsGatewayTimeout));
        Assert.True(slowest.Mean(ChartNames.PaymentsGatewayTimeout) > slower.Mean(ChartNames.PaymentsGatewayTimeout));
    }

    [Fact]
    public void The_calls_beyond_a_limit_are_refused_and_no_others()
    {
        var (one, two) = (
            FaultyShop.InTrouble("gateway-rate-limit per-second=1 enough=8"),
            FaultyShop.InTrouble("gateway-rate-limit per-second=2 enough=8")
        );
        Assert.InRange(one.Mean(ChartNames.PaymentsApproved), 0.6, 1);
        Assert.InRange(two.Mean(ChartNames.PaymentsApproved), 1.2, 2);
        Assert.True(one.Mean(ChartNames.PaymentsGatewayError) > two.Mean(ChartNames.PaymentsGatewayError));
    }

    [Fact]
    public void Fresh_keys_charge_twice_when_calls_time_out_and_never_otherwise()
    {
        const string Slow = "gateway-slow percent=3600";
        Assert.Equal(0, FaultyShop.InTrouble("fresh-keys").Cost().DoubleCharges);
        Assert.Equal(0, FaultyShop.InTrouble(Slow).Cost().DoubleCharges);
        var both = FaultyShop.InTrouble(Slow, "fresh-keys");
        Assert.True(both.Cost().DoubleCharges > 50);

        both.Do("switch-flag", "flag", "fresh-checkout-keys", "state", "off");
        both.Run(60);
        var charged = both.Cost().DoubleCharges;
        both.Run(60);
        Assert.InRange(both.Cost().DoubleCharges - charged, 0, 5);
    }

    [Fact]
    public void A_release_that_misnames_one_network_fails_that_network_alone()
    {
        var shop = FaultyShop.InTrouble("rejected-network");
        shop.Run(220);
        var networks = shop.Payments().Networks!.Networks;
        Assert.All(networks.Where(network => network.Network != "amex"), network => Assert.Equal(0, network.Failed));
        var amex = networks.Single(network => network.Network == "amex");
        // Those of the first half minute, before the fault, went well.
        Assert.InRange(amex.Attempts - amex.Failed, 0, 12);
        Assert.True(amex.Failed > 50);
    }

    [Theory]
    [InlineData(419, false)]
    [InlineData(420, true)]
    public void The_report_by_card_network_is_ready_two_minutes_after_its_five(int seconds, bool isReady)
    {
        var shop = FaultyShop.With("rejected-network");
        shop.Run(seconds);

        var report = shop.Payments().Networks;

        Assert.Equal(isReady, report is not null);
        Assert.True(report is null || (report.From, report.To) == (TimeSpan.Zero, TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Some_customers_pay_again_when_their_bank_has_confirmed_and_the_shop_says_nothing()
    {
        var (usual, wrong) = (FaultyShop.InTrouble(), FaultyShop.InTrouble("webhook-key"));
        Assert.Equal(0, usual.Mean(ChartNames.ErrorRate));
        // One of two customers in seven, at two checkouts a second.
        Assert.InRange(wrong.Mean(ChartNames.ErrorRate), 0.05, 0.3);
        Assert.Equal(0, wrong.Cost().DoubleCharges);
    }

    [Fact]
    public void With_a_wrong_key_only_what_banks_confirm_later_is_missing()
    {
        var (usual, wrong) = (FaultyShop.InTrouble(), FaultyShop.InTrouble("webhook-key"));
        Assert.InRange(wrong.Mean(ChartNames.PaymentsApproved) / usual.Mean(ChartNames.PaymentsApproved), 0.75, 0.92);
        Assert.True(wrong.System.Orders.Pending > usual.System.Orders.Pending + 20);
    }
}
