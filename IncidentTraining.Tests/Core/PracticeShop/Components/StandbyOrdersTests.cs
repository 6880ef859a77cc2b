using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Tests.Core.PracticeShop.Components;

/// <summary>What a standby knows about the orders when it takes over.</summary>
public class StandbyOrdersTests
{
    readonly Kernel _kernel = new();
    readonly OrderLedger _orders;

    public StandbyOrdersTests() => _orders = new OrderLedger(_kernel, new Silent());

    [Fact]
    public void An_order_of_before_is_what_it_was_and_an_order_of_after_is_gone()
    {
        var (unchanged, pending, paid) = (Place(), Place(), Place());
        _orders.Pay(paid);
        var numbers = new[] { unchanged, pending, paid }.Select(handle => _orders[handle].Number).ToArray();
        var standby = _orders.Standby = new StandbyOrders(_orders);
        Charge(pending);
        _orders.Confirm(paid);
        var (settled, open, confirmed) = (Place(), Place(), Place());
        Charge(settled);
        Charge(confirmed);
        _orders.Confirm(confirmed);
        var lost = _orders.NewestNumber;

        standby.TakeOver();

        Assert.Equal(["pending", "pending", "paid"], numbers.Select(State));
        Assert.Equal(2, _orders.Pending);
        Assert.True(_orders.IsLive(unchanged));
        Assert.All([lost - 2, lost - 1, lost], number => Assert.Null(State(number)));
        Assert.Equal((2, 2000), (standby.Unknown, standby.UnknownCents));
        Assert.Equal((true, false, false), (_orders.IsLost(settled), _orders.IsLost(pending), _orders.IsLost(unchanged)));
        Assert.Equal((true, false, true), (_orders.WasCharged(settled), _orders.WasCharged(open), _orders.WasCharged(confirmed)));

        Assert.Equal(2, standby.WriteCharged());
        Assert.Equal(["paid", null, "paid"], new[] { lost - 2, lost - 1, lost }.Select(State));
        Assert.Equal((0, 0), (standby.Unknown, standby.UnknownCents));
        Assert.Equal(0, standby.WriteCharged());
        Assert.Equal((false, true), (_orders.IsLost(settled), _orders.IsLost(open)));
    }

    [Fact]
    public void What_Paylane_charges_after_the_change_counts_from_then_on()
    {
        var standby = _orders.Standby = new StandbyOrders(_orders);
        var order = Place();
        standby.TakeOver();
        Assert.Equal(0, standby.Unknown);

        _orders.Charge(order);
        _orders.Charge(order);

        Assert.Equal((1, 1000, 1), (standby.Unknown, standby.UnknownCents, _orders.Delayed));
    }

    [Fact]
    public void A_customer_who_buys_a_lost_order_again_is_charged_twice_only_if_the_first_was_charged()
    {
        var standby = _orders.Standby = new StandbyOrders(_orders);
        var (charged, open) = (Place(), Place());
        Charge(charged);
        standby.TakeOver();

        _orders.Charge(_orders.Place(1, 1000, earlier: open, ofTest: false));
        Assert.Equal(0, _orders.DoubleCharges);
        _orders.Charge(_orders.Place(1, 1000, earlier: charged, ofTest: false));
        Assert.Equal(1, _orders.DoubleCharges);
    }

    [Fact]
    public void An_order_that_was_charged_and_is_given_up_as_pending_is_missed_too()
    {
        var pending = Place();
        var number = _orders[pending].Number;
        var standby = _orders.Standby = new StandbyOrders(_orders);
        Charge(pending);
        standby.TakeOver();
        Assert.Equal("pending", State(number));

        _kernel.RunTo(OrderLedger.PendingPatience + Kernel.Second);
        _orders.EndSecond();

        Assert.Equal(1, standby.Unknown);
        Assert.Equal(1, standby.WriteCharged());
        Assert.Equal("paid", State(number));
    }

    long Place() => _orders.Place(customer: 1, basketCents: 1000, earlier: 0, ofTest: false);

    void Charge(long order)
    {
        _orders.Charge(order);
        _orders.Pay(order);
    }

    string? State(int number) => OrderLookup.Find(_orders, number)?.Status;

    sealed class Silent : IOrderReports
    {
        public void OrderStuck(int customer) { }

        public void OrderGivenUp(int customer, int basketCents) { }

        public void OrderReduced(int customer, int chargedCents) { }
    }
}
