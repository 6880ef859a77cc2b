using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>The counts for the service levels and for customers' experience.</summary>
public sealed class ServiceLevelMeterTests
{
    [Fact]
    public void Requests_are_failed_slow_or_well_and_what_was_turned_away_took_no_time()
    {
        var meter = new ServiceLevelMeter(MadeSeconds.Levels);
        meter.Count(failed: false, 400_000);
        meter.Count(failed: false, 400_001);
        meter.Count(failed: true, 10);
        meter.Count(failed: true, null);
        Assert.Equal((4, 2, 3, 1), (meter.Total.Requests, meter.Total.Failed, meter.Total.Timed, meter.Total.Slow));
        Assert.Equal((0.5, 1.0 / 3), (meter.Total.FailedShare, meter.Total.SlowShare));
        Assert.Equal((false, true), (meter.IsSlow(400_000), meter.IsSlow(400_001)));
    }

    [Fact]
    public void Without_anything_counted_nothing_failed_and_everything_was_paid()
    {
        var none = new ServiceLevelMeter(MadeSeconds.Levels).Total;
        Assert.Equal((0.0, 0.0, 1.0), (none.FailedShare, none.SlowShare, none.PaymentSuccess));
    }

    [Fact]
    public void Calls_and_payments_are_counted_by_how_they_ended()
    {
        var meter = new ServiceLevelMeter(MadeSeconds.Levels);
        meter.CallOffered();
        meter.CallOffered();
        meter.CallServed();
        meter.PaymentEnded(failed: true);
        meter.PaymentEnded(failed: false);
        meter.PaymentEnded(failed: false);
        meter.PaymentEnded(failed: false);
        Assert.Equal((2, 1, 4, 1), (meter.Total.Offered, meter.Total.Served, meter.Total.Payments, meter.Total.PaymentFailures));
        Assert.Equal(0.75, meter.Total.PaymentSuccess);
    }

    [Fact]
    public void A_window_has_the_last_seconds_each_count_for_itself_and_before_it_is_full_all_of_them()
    {
        var meter = new ServiceLevelMeter(MadeSeconds.Levels);
        for (var second = 1; second <= 5; second++)
        {
            meter.Count(failed: second <= 4, second <= 3 ? 400_001 : 1);
            meter.PaymentEnded(failed: second <= 2);
            meter.CallOffered();
            if (second > 1)
                meter.CallServed();
            meter.EndSecond();
        }

        Assert.Equal(new LevelCounts(3, 2, 3, 1, 3, 3, 3, 0), meter.Last(TimeSpan.FromSeconds(3)));
        Assert.Equal(new LevelCounts(4, 3, 4, 2, 4, 4, 4, 1), meter.Last(TimeSpan.FromSeconds(4)));
        Assert.Equal(meter.Total, meter.Last(TimeSpan.FromSeconds(5)));
        Assert.Equal(meter.Total, meter.Last(TimeSpan.FromSeconds(6)));
        Assert.Equal(5, meter.Seconds);
    }

    [Fact]
    public void A_window_reaches_back_an_hour_in_a_run_of_two()
    {
        var meter = new ServiceLevelMeter(MadeSeconds.Levels);
        for (var second = 0; second < 7_200; second++)
        {
            meter.Count(failed: false, 1);
            meter.EndSecond();
        }

        Assert.Equal(3_600, meter.Last(TimeSpan.FromHours(1)).Requests);
        Assert.Equal(3_647, meter.Last(TimeSpan.FromHours(2)).Requests);
    }

    [Fact]
    public void What_is_left_of_a_budget_is_what_was_not_spent_before_and_not_by_the_run()
    {
        var meter = new ServiceLevelMeter(MadeSeconds.Levels with { BudgetRequests = 1_000, BudgetSpent = 0.25 });
        Assert.Equal((0.75, 0.75), (meter.AvailabilityBudgetLeft, meter.LatencyBudgetLeft));
        meter.Count(failed: true, 1);
        meter.Count(failed: false, 400_001);
        // 5 of 1,000 may fail, and 50 may be slow.
        Assert.Equal(0.55, meter.AvailabilityBudgetLeft, 10);
        Assert.Equal(0.73, meter.LatencyBudgetLeft, 10);
        for (var request = 0; request < 9; request++)
            meter.Count(failed: true, 1);
        Assert.Equal(-1.25, meter.AvailabilityBudgetLeft, 10);
    }

    [Fact]
    public void Orders_lost_calls_failed_and_slow_ones_are_counted_apart_and_customers_once()
    {
        var (levels, impact) = Made();
        impact.Offered();
        // Served, in time and late; failed before and after the charge, and without a basket.
        End(impact, customer: 1, Route.Checkout, well: true, slowest: 400_000);
        End(impact, customer: 1, Route.Checkout, well: true, slowest: 2 * Kernel.Second);
        Assert.Equal((1L, 0), (impact.SlowCalls, impact.UsersAffected));
        End(impact, customer: 1, Route.Checkout, well: true, slowest: 2 * Kernel.Second + 1);
        Assert.Equal((2L, 1), (impact.SlowCalls, impact.UsersAffected));
        End(impact, customer: 1, Route.Checkout, well: false);
        End(impact, customer: 64, Route.Checkout, well: false);
        End(impact, customer: 64, Route.Checkout, well: false);
        End(impact, customer: 65, Route.Checkout, well: false, charged: true);
        End(impact, customer: 127, Route.OrderStatus, well: false);
        Assert.Equal((3L, 3_000L, 2L, 4), (impact.FailedOrders, impact.LostRevenueCents, impact.FailedCalls, impact.UsersAffected));
        Assert.Equal((1, 3), (levels.Total.Offered, levels.Total.Served));

        impact.OrderGivenUp(customer: 0, basketCents: 500);
        impact.OrderStuck(customer: 2);
        impact.OrderStuck(customer: 2);
        impact.OrderReduced(customer: 3, chargedCents: 100);
        Assert.Equal((4L, 3_500L, 6), (impact.FailedOrders, impact.LostRevenueCents, impact.UsersAffected));
    }

    static (ServiceLevelMeter Levels, ImpactMeter Impact) Made()
    {
        var (kernel, levels) = (new Kernel(), new ServiceLevelMeter(MadeSeconds.Levels));
        var shop = new ShopSystem(Lab1.Scenario.Plan, seed: 1);
        return (levels, new ImpactMeter(levels, new Complaints(kernel, shop.Events, RandomStream.For(1, "complaints")), customers: 128));
    }

    static void End(ImpactMeter impact, int customer, Route route, bool well, long slowest = 0, bool charged = false) =>
        impact.Ended(
            new Call
            {
                Customer = customer,
                Route = route,
                BasketCents = 1_000,
                SlowestAttempt = slowest,
            },
            well,
            charged
        );
}
