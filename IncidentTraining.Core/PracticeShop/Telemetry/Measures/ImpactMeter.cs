using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Measures;

/// <summary>The impact on customers: lost orders and affected people.</summary>
sealed class ImpactMeter(ServiceLevelMeter levels, Complaints complaints, int customers) : ICustomerReports, IOrderReports
{
    /// <summary>Response time from which a customer counts as affected.</summary>
    const long Patience = 2 * Kernel.Second;

    readonly ulong[] _affected = new ulong[(customers + 63) / 64];

    public long FailedOrders { get; private set; }

    public long LostRevenueCents { get; private set; }

    public int UsersAffected { get; private set; }

    /// <summary>Failed calls that are not among the lost orders.</summary>
    public long FailedCalls { get; private set; }

    /// <summary>Successful calls with an attempt slower than the service level allows.</summary>
    public long SlowCalls { get; private set; }

    /// <summary>A customer has begun a call.</summary>
    public void Offered() => levels.CallOffered();

    /// <summary>A call has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="well">Whether the customer got what they wanted.</param>
    /// <param name="charged">Whether their card was charged, regardless of the response.</param>
    public void Ended(in Call call, bool well, bool charged)
    {
        if (well)
        {
            levels.CallServed();
            if (levels.IsSlow(call.SlowestAttempt))
                SlowCalls++;
        }
        else if (call.Route == Route.Checkout && !charged)
        {
            FailedOrders++;
            LostRevenueCents += call.BasketCents;
        }
        else
            FailedCalls++;
        if (well && call.SlowestAttempt <= Patience)
            return;
        Affect(call.Customer);
        complaints.Consider(call.Customer, Met(call, well, charged), call.BasketCents);
    }

    /// <summary>A customer has given up on an order that was pending for too long.</summary>
    public void OrderGivenUp(int customer, int basketCents)
    {
        FailedOrders++;
        LostRevenueCents += basketCents;
        Affect(customer);
        complaints.Consider(customer, Grievance.Pending, basketCents);
    }

    /// <summary>An order was paid more than a minute ago and is not confirmed.</summary>
    public void OrderStuck(int customer)
    {
        Affect(customer);
        complaints.Consider(customer, Grievance.Unconfirmed, basketCents: 0);
    }

    /// <summary>An order was charged less than its list prices. Some customers ask whether that is right; no one is harmed by it.</summary>
    public void OrderReduced(int customer, int chargedCents) => complaints.Consider(customer, Grievance.LowPrice, chargedCents);

    void Affect(int customer)
    {
        var bit = 1UL << (customer & 63);
        if ((_affected[customer >> 6] & bit) != 0)
            return;
        _affected[customer >> 6] |= bit;
        UsersAffected++;
    }

    static Grievance Met(in Call call, bool well, bool charged) =>
        (call.Route, well) switch
        {
            (Route.Checkout, true) => Grievance.SlowCheckout,
            (Route.Checkout, false) => charged ? Grievance.Charged : Grievance.LostOrder,
            (Route.OrderStatus, true) => Grievance.SlowOrders,
            (Route.OrderStatus, false) => call.Answer == CustomerCrowd.NotFound ? Grievance.UnknownOrder : Grievance.NoOrders,
            (_, true) => Grievance.SlowList,
            _ => Grievance.NoList,
        };
}
