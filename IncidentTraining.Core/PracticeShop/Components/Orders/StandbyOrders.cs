namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>
/// The orders as known to a standby of the database that no longer receives changes and, once it has taken over, the orders that the
/// database no longer knows, including those that customers have paid for.
/// </summary>
sealed class StandbyOrders
{
    readonly OrderLedger _orders;
    readonly Dictionary<int, Order> _known = [];
    readonly List<(long Handle, Order Order)> _ended = [],
        _gone = [];
    bool _hasTakenOver;

    /// <summary>From now on the standby receives no changes.</summary>
    public StandbyOrders(OrderLedger orders)
    {
        _orders = orders;
        foreach (ref readonly var row in orders.Rows)
        {
            if (row.Live)
                _known[row.Number] = row;
        }
    }

    /// <summary>Customers' orders that Paylane has charged and the database does not know.</summary>
    public int Unknown { get; private set; }

    /// <summary>Their total value, in cents.</summary>
    public long UnknownCents { get; private set; }

    /// <summary>A row of the orders has been freed.</summary>
    public void Ended(long handle, in Order order)
    {
        if (!_hasTakenOver)
            _ended.Add((handle, order));
        else if (order is { State: OrderState.Failed, Charged: true })
            Lose(handle, order);
    }

    /// <summary>
    /// The standby takes over: orders placed after its last change are lost, and all others revert to their state at that time.
    /// </summary>
    public void TakeOver()
    {
        _hasTakenOver = true;
        for (var place = _orders.Rows.Length; place > 0; place--)
        {
            var handle = _orders.HandleAt(place);
            if (handle == 0 || (_known.TryGetValue(_orders[handle].Number, out var known) && known.State == _orders[handle].State))
                continue;
            _ended.Add((handle, _orders[handle]));
            _orders.Drop(handle);
        }

        foreach (var (handle, order) in _ended.OrderBy(ended => ended.Order.Number))
        {
            if (_known.TryGetValue(order.Number, out var known))
                _orders.Write(known with { Charged = order.Charged, HasJob = false });
            else
                Lose(handle, order);
        }
    }

    /// <summary>Whether the database does not know a placed order.</summary>
    public bool HasLost(long handle) => _gone.Exists(gone => gone.Handle == handle);

    /// <summary>Whether Paylane has charged an order that the database does not know; null for an order that it knows.</summary>
    public bool? WasCharged(long handle) => HasLost(handle) ? _gone.Find(gone => gone.Handle == handle).Order.Charged : null;

    /// <summary>Paylane has charged an order; no-op for an order that the database knows.</summary>
    public void Charge(long handle)
    {
        var place = _gone.FindIndex(gone => gone.Handle == handle && !gone.Order.Charged);
        if (place < 0)
            return;
        _gone[place] = (handle, _gone[place].Order with { Charged = true });
        Count(_gone[place].Order, 1);
    }

    /// <summary>Returns one of the customers who have paid for an order that the database does not know.</summary>
    /// <param name="place">From 0 to <see cref="Unknown"/>, exclusive.</param>
    public int CustomerAt(int place) => _gone.Where(gone => IsMissed(gone.Order)).ElementAt(place).Order.Customer;

    /// <summary>Inserts the orders that Paylane has charged and the database does not know, as paid.</summary>
    /// <returns>How many.</returns>
    public int WriteCharged()
    {
        var charged = _gone.FindAll(gone => gone.Order.Charged);
        _gone.RemoveAll(gone => gone.Order.Charged);
        foreach (var (_, order) in charged)
        {
            // They were counted as delayed when they were lost.
            var paidAt = order.PaidAt == 0 ? order.PlacedAt : order.PaidAt;
            _orders.Write(order with { State = OrderState.Paid, PaidAt = paidAt, HasJob = false, Stuck = !order.OfTest });
        }

        (Unknown, UnknownCents) = (0, 0);
        return charged.Count;
    }

    static bool IsMissed(in Order order) => order is { Charged: true, OfTest: false };

    void Lose(long handle, in Order order)
    {
        _orders.Archive.Place(order.Number, order.PlacedAt);
        _gone.Add((handle, order));
        if (IsMissed(order))
            Count(order, order.Stuck ? 0 : 1);
    }

    void Count(in Order order, int delayed)
    {
        if (order.OfTest)
            return;
        Unknown++;
        UnknownCents += order.BasketCents;
        _orders.Delayed += delayed;
    }
}
