using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>
/// What orders cost and were charged, in a shop with an announced offer. Requests are not affected: an order with a wrong total is placed,
/// paid and confirmed like any other.
/// </summary>
sealed class OrderTotals(Kernel kernel, SeasonOffer offer, ITotalsReports reports, IOrderReports customers)
{
    /// <summary>Of this many customers, one looks at the sum closely enough to notice.</summary>
    const int OneWonders = 8;

    readonly List<(long At, int Cents)> _below = [];
    int _correctedUpTo;
    long? _wrongAt;

    /// <summary>Whether the offer has begun.</summary>
    public bool OfferRuns { get; set; }

    /// <summary>Paid orders that were undercharged and have not been corrected.</summary>
    public int Wrong { get; private set; }

    /// <summary>The undercharged amount of these orders, in cents of USD.</summary>
    public long ShortCents { get; private set; }

    /// <summary>Paid orders whose total was corrected.</summary>
    public int Corrected { get; private set; }

    /// <summary>An order is stored with its total.</summary>
    /// <param name="order">The order.</param>
    /// <param name="twice">Whether the instance deducts the offer a second time.</param>
    /// <param name="trace">The trace of its request.</param>
    public void Write(ref Order order, bool twice, long trace)
    {
        (order.OfOffer, order.TakenTwice) = (OfferRuns, twice);
        reports.Written(order.Number, order.BasketCents, Total(order), trace);
    }

    /// <summary>An order is charged its total, or its correct price if it was corrected meanwhile.</summary>
    public void Charge(in Order order)
    {
        if (order.OfTest)
            return;
        var charged = order.Number <= _correctedUpTo ? Due(order) : Total(order);
        reports.Charged(order.BasketCents, charged);
        if (charged < order.BasketCents)
            _below.Add((kernel.Now, order.BasketCents - charged));
        if (charged < order.BasketCents && order.Number % OneWonders == 0)
            customers.OrderReduced(order.Customer, charged);
        var due = Due(order);
        if (charged >= due)
            return;
        Wrong++;
        ShortCents += due - charged;
        _wrongAt = kernel.Now;
    }

    /// <summary>How much less than the list prices the orders paid in the last interval were charged, in cents of USD.</summary>
    public long BelowListIn(TimeSpan window)
    {
        var (cents, since) = (0L, kernel.Now - Microseconds(window));
        for (var order = _below.Count - 1; order >= 0 && _below[order].At > since; order--)
            cents += _below[order].Cents;
        return cents;
    }

    /// <summary>Whether an order was undercharged in the last interval.</summary>
    public bool WasWrong(TimeSpan window) => kernel.Now - _wrongAt < Microseconds(window);

    /// <summary>
    /// Corrects the totals of all orders up to now; for paid ones the difference is collected, open ones are charged the corrected total.
    /// </summary>
    /// <param name="newest">Number of the newest order.</param>
    public void Correct(int newest)
    {
        Corrected += Wrong;
        (_correctedUpTo, Wrong, ShortCents) = (newest, 0, 0);
    }

    /// <summary>What an order costs, in cents of USD.</summary>
    public int Due(in Order order) => order.OfOffer ? offer.PriceOf(order.BasketCents) : order.BasketCents;

    /// <summary>The total with which it was stored, in cents of USD; too low when the offer was deducted twice.</summary>
    public int Total(in Order order)
    {
        var due = Due(order);
        return order.TakenTwice && due < order.BasketCents ? offer.Reduced(due) : due;
    }

    static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
