using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Measures;

/// <summary>What the customers lived through: orders lost, people affected, complaints.</summary>
sealed class ImpactMeter(Kernel kernel, ServiceLevelMeter levels, EventLog events, RandomStream complaints, int customers)
    : ICustomerReports,
        IOrderReports
{
    /// <summary>An answer later than this counts as something that the customer was affected by.</summary>
    const long Patience = 2 * Kernel.Second;

    const long BetweenComplaints = 20 * Kernel.Second;
    const int OneInComplains = 40;

    static readonly string[] Failures =
    [
        "I only get “Something went wrong”. Is the shop down?",
        "The page has shown an error for a few minutes.",
        "I reloaded three times and still get an error.",
    ];

    static readonly string[] LostOrders =
    [
        "I cannot pay. Was my card charged or not?",
        "Checkout failed twice. I need this book for a birthday!",
        "Payment page gives an error, my basket is still full.",
    ];

    static readonly string[] Charged =
    [
        "My bank shows the payment, your shop shows an error.",
        "I was told that something went wrong, and my card was charged.",
    ];

    static readonly string[] Pending =
    [
        "I confirmed the payment in my bank's app. The shop still says that it waits for the bank.",
        "My order hangs at “waiting for your bank”. Do I have it or not?",
    ];

    static readonly string[] Unconfirmed =
    [
        "My order has said “paid” for ages and I got no receipt.",
        "Money gone, no confirmation. Should I order again?",
        "The order page never changes to “confirmed”.",
    ];

    static readonly string[] Waits =
    [
        "The shop is very slow today.",
        "The product list takes for ever to load.",
        "My order page just keeps spinning.",
    ];

    readonly ulong[] _affected = new ulong[(customers + 63) / 64];
    long _complainedAt = -BetweenComplaints;

    public long FailedOrders { get; private set; }

    public long LostRevenueCents { get; private set; }

    public int UsersAffected { get; private set; }

    /// <summary>Calls that ended badly and are not among the lost orders.</summary>
    public long FailedCalls { get; private set; }

    /// <summary>Calls that ended well and had an attempt slower than the service level allows.</summary>
    public long SlowCalls { get; private set; }

    /// <summary>A customer has begun a call.</summary>
    public void Offered() => levels.CallOffered();

    /// <summary>A call has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="well">Whether the customer got what they wanted.</param>
    /// <param name="charged">Whether their card was charged, whatever they were told.</param>
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
        Complain(
            call.Customer,
            well ? Waits
                : call.Route == Route.Checkout
                    ? charged ? Charged
                        : LostOrders
                : Failures
        );
    }

    /// <summary>A customer has given up an order that was pending for too long.</summary>
    public void OrderGivenUp(int customer, int basketCents)
    {
        FailedOrders++;
        LostRevenueCents += basketCents;
        Affect(customer);
        Complain(customer, Pending);
    }

    /// <summary>An order has been paid for over a minute and is not confirmed.</summary>
    public void OrderStuck(int customer)
    {
        Affect(customer);
        Complain(customer, Unconfirmed);
    }

    void Affect(int customer)
    {
        var bit = 1UL << (customer & 63);
        if ((_affected[customer >> 6] & bit) != 0)
            return;
        _affected[customer >> 6] |= bit;
        UsersAffected++;
    }

    void Complain(int customer, string[] texts)
    {
        if (complaints.Below(OneInComplains) != 0 || kernel.Now < _complainedAt + BetweenComplaints)
            return;
        _complainedAt = kernel.Now;
        events.Add(ShopEventKind.Complaint, $"customer-{customer}", texts[complaints.Below(texts.Length)], "Customer");
    }
}
