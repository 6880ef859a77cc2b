using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Faults of the payment gateway, or between it and the shop.</summary>
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
        // Three attempts each: a retry often hits the healthy half.
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
        // Those of the first half minute, before the fault, succeeded.
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
    public void An_expired_certificate_fails_a_growing_share_of_one_instances_calls_at_once_until_none_gets_through()
    {
        var shop = FaultyShop.With("expired-certificate instance=1 kept-seconds=240");
        shop.Run(35 + 60);
        double[] shares = [FailedShare(), Next(), Next(), Next()];
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[0], 0.01, 0.15);
        Assert.InRange(shares[2], 0.2, 0.45);
        // The mean of a minute: from seven eighths of its calls to all.
        Assert.InRange(shares[3], 0.35, 0.6);
        Assert.InRange(Next(), 0.4, 0.6);
        Assert.Equal(200, shop.Ready().Status);
        // Neither a slot nor a connection is waited for.
        Assert.True(shop.Mean(ChartNames.LatencyP95) < 300);

        double Next()
        {
            shop.Run(60);
            return FailedShare();
        }

        double FailedShare() =>
            shop.Mean(ChartNames.PaymentsGatewayError)
            / (shop.Mean(ChartNames.PaymentsGatewayError) + shop.Mean(ChartNames.PaymentsApproved));
    }

    [Theory]
    [InlineData(1, 274, "up")]
    [InlineData(1, 276, "down")]
    [InlineData(2, 276, "up")]
    public void The_check_of_the_instance_that_is_asked_loses_its_connection_last(int instance, int seconds, string state)
    {
        var shop = FaultyShop.With($"expired-certificate instance={instance} kept-seconds=240");
        shop.Run(seconds);
        Assert.Equal(state, shop.Ready().Dependencies.Single(dependency => dependency.Name == "gateway").State);
    }

    [Theory]
    [InlineData("switch-gateway route=standby")]
    [InlineData("restart-instance instance=api-1")]
    public void What_opens_new_connections_makes_an_expired_certificate_worse(string action)
    {
        const string Fault = "expired-certificate instance=1 kept-seconds=1200";
        var (left, done) = (FaultyShop.InTrouble(Fault), FaultyShop.InTrouble(Fault));
        var words = action.Split(' ', '=');
        Assert.True(done.Do(words[0], words[1..]).Accepted);
        left.Run(90);
        done.Run(90);
        Assert.True(done.Mean(ChartNames.PaymentsGatewayError) > left.Mean(ChartNames.PaymentsGatewayError) * 1.5);
    }

    [Fact]
    public void Lost_packets_fail_their_share_of_the_calls_after_a_second_and_delay_as_many()
    {
        var (usual, some, many) = (
            FaultyShop.InTrouble(),
            FaultyShop.InTrouble("packet-loss percent=20"),
            FaultyShop.InTrouble("packet-loss percent=40")
        );
        Assert.InRange(FailedShare(some), 0.14, 0.26);
        Assert.InRange(FailedShare(many), 0.32, 0.48);
        Assert.Equal(0, many.Mean(ChartNames.PaymentsGatewayTimeout));
        // A customer's checkout affects the 99th percentile, but not the median.
        Assert.True(many.Mean(ChartNames.LatencyP99) > usual.Mean(ChartNames.LatencyP99) + 300);
        Assert.InRange(many.Mean(ChartNames.LatencyP50) / usual.Mean(ChartNames.LatencyP50), 0.9, 1.2);

        static double FailedShare(ShopSimulation shop) =>
            shop.Mean(ChartNames.PaymentsGatewayError)
            / (shop.Mean(ChartNames.PaymentsGatewayError) + shop.Mean(ChartNames.PaymentsApproved));
    }

    [Theory]
    [InlineData(334, "ok")]
    [InlineData(335, "lossy")]
    public void The_network_check_names_a_loss_when_it_has_counted_for_five_minutes(int seconds, string state)
    {
        var shop = FaultyShop.With("packet-loss percent=20");
        shop.Run(seconds);
        Assert.Equal(state, shop.NetworkCheck().Single(probe => probe.To == "gateway").State);
    }

    [Theory]
    [InlineData(334, "ok")]
    [InlineData(335, "one-way")]
    public void The_network_check_names_a_cut_way_back_when_no_answer_has_come_for_five_minutes(int seconds, string state)
    {
        var shop = FaultyShop.With("one-way-network instance=2 percent=60");
        shop.Run(seconds);
        var probe = shop.NetworkCheck().Single(probe => probe.To == "gateway");
        Assert.Equal((state, state == "one-way"), (probe.State, probe.Detail.Contains("api-2", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 60)]
    public void Without_a_way_back_calls_of_one_instance_end_after_a_second_at_both_endpoints(int instance, int percent)
    {
        var shop = FaultyShop.InTrouble($"one-way-network instance={instance} percent={percent}");
        Assert.InRange(FailedShare(), percent / 200.0 - 0.1, percent / 200.0 + 0.1);
        Assert.True(shop.Do("switch-gateway", "route", "standby").Accepted);
        Assert.True(shop.Do("restart-instance", "instance", $"api-{instance}").Accepted);
        shop.Run(120);
        Assert.InRange(FailedShare(), percent / 200.0 - 0.1, percent / 200.0 + 0.1);
        Assert.Null(shop.Truth().CauseRemovedAt);

        var failed = shop.Traces(new TraceQuery { FailedOnly = true, Limit = int.MaxValue })
            .Traces.SelectMany(trace => trace.Spans)
            .Where(span => span is { Failed: true, Service: "paylane" })
            .ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, span => Assert.InRange(span.Milliseconds, 999, 1001));
        Assert.True(shop.Do("restore-route", "route", "api-gateway").Accepted);
        shop.Run(120);
        Assert.Equal(0, FailedShare());

        double FailedShare() =>
            shop.Mean(ChartNames.PaymentsGatewayError)
            / (shop.Mean(ChartNames.PaymentsGatewayError) + shop.Mean(ChartNames.PaymentsApproved));
    }

    [Fact]
    public void A_used_up_quota_refuses_its_share_at_both_endpoints_and_more_calls_a_second_do_not_help()
    {
        var shop = FaultyShop.InTrouble("quota-exhausted percent=40");
        Assert.InRange(FailedShare(), 0.32, 0.48);
        Assert.True(shop.Do("switch-gateway", "route", "standby").Accepted);
        Assert.True(shop.Do("request-gateway-limit", "calls-per-second", "50").Accepted);
        shop.Run(200);
        Assert.InRange(FailedShare(), 0.32, 0.48);
        Assert.True(shop.Do("buy-gateway-calls").Accepted);
        shop.Run(160);
        Assert.Equal(0, FailedShare());

        double FailedShare() =>
            shop.Mean(ChartNames.PaymentsGatewayError)
            / (shop.Mean(ChartNames.PaymentsGatewayError) + shop.Mean(ChartNames.PaymentsApproved));
    }

    [Theory]
    [InlineData(514, "operational")]
    [InlineData(515, "outage")]
    public void Paylane_says_after_eight_minutes_that_the_quota_is_used_up(int seconds, string state)
    {
        var shop = FaultyShop.With("quota-exhausted percent=40");
        shop.Run(seconds);
        Assert.Equal(state, shop.StatusPages().Single(page => page.Id == "paylane").State);
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
