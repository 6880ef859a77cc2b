using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>
/// The orders that are not finished yet. Finished ones are only counted; a row is free again when nothing refers to its order.
/// </summary>
sealed class OrderLedger(Kernel kernel, IOrderReports reports)
{
    /// <summary>Age from which a paid order that is not confirmed counts as stuck.</summary>
    public const long StuckAfter = 60 * Kernel.Second;

    /// <summary>Time after which a customer gives up on a pending order.</summary>
    public const long PendingPatience = 180 * Kernel.Second;

    /// <summary>Number of the last order placed before the run.</summary>
    public const int LastNumberBefore = 60_000;

    readonly LongQueue _pending = new(),
        _young = new(),
        _unconfirmed = new();

    readonly OrderTable _rows = new();
    int _number = LastNumberBefore;
    long _stuckCents;

    /// <summary>Paid orders that have not been confirmed for over a minute.</summary>
    public int Stuck { get; private set; }

    /// <summary>Total value of the orders that are stuck now, or paid for and unknown to the database, in cents.</summary>
    public long StuckCents => _stuckCents + (Standby?.UnknownCents ?? 0);

    /// <summary>Orders that have ever been stuck, or paid for and unknown.</summary>
    public long Delayed { get; set; }

    /// <summary>Total time for which these orders were stuck or unknown, in seconds.</summary>
    public long DelaySeconds { get; private set; }

    /// <summary>Orders that wait for Paylane's answer.</summary>
    public int Pending { get; private set; }

    /// <summary>Orders paid since the start.</summary>
    public long Paid { get; private set; }

    /// <summary>Orders confirmed since the start.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Charges to customers who had already been charged for the same purchase.</summary>
    public long DoubleCharges { get; private set; }

    /// <summary>Number of the newest order.</summary>
    public int NewestNumber => _number;

    /// <summary>Continues the order numbers from another one.</summary>
    public void NumberFrom(int last) => _number = last;

    /// <summary>The orders as known to a standby that receives no changes; null while there is none.</summary>
    public StandbyOrders? Standby { get; set; }

    /// <summary>What orders are charged; null in a shop without an offer.</summary>
    public OrderTotals? Totals { get; init; }

    /// <summary>The orders that are finished.</summary>
    public OrderArchive Archive { get; } = new();

    /// <summary>The rows; those that are not live are free.</summary>
    public ReadOnlySpan<Order> Rows => _rows.Rows;

    /// <summary>An order by its handle.</summary>
    public ref Order this[long handle] => ref _rows[handle];

    /// <inheritdoc cref="OrderTable.IsLive"/>
    public bool IsLive(long handle) => _rows.IsLive(handle);

    /// <inheritdoc cref="OrderTable.HandleAt"/>
    public long HandleAt(int place) => _rows.HandleAt(place);

    /// <summary>Whether the database has lost a placed order.</summary>
    public bool IsLost(long handle) => Standby is { } standby && standby.HasLost(handle);

    /// <summary>Whether Paylane has charged an order. Finished orders always have been.</summary>
    public bool WasCharged(long handle) => IsLive(handle) ? this[handle].Charged : Standby?.WasCharged(handle) ?? true;

    /// <summary>The number by which people refer to an order; 0 when it is finished.</summary>
    public int NumberOf(long handle) => IsLive(handle) ? this[handle].Number : 0;

    /// <summary>Records an order as pending.</summary>
    public long Place(int customer, int basketCents, long earlier, bool ofTest)
    {
        var handle = Keep(
            new Order
            {
                Customer = customer,
                BasketCents = basketCents,
                OfTest = ofTest,
                Earlier = earlier,
                PlacedAt = kernel.Now,
                Number = ++_number,
            }
        );
        _pending.Enqueue(handle);
        Pending++;
        return handle;
    }

    /// <summary>
    /// Records an order again that is known from elsewhere, under its number. It does not count again as placed, paid or delayed.
    /// </summary>
    public void Write(in Order order)
    {
        var handle = Keep(order);
        if (order.State == OrderState.Paid)
        {
            Stuck += order.Stuck ? 1 : 0;
            _stuckCents += order.Stuck ? order.BasketCents : 0;
            if (!order.Stuck)
                _young.Enqueue(handle);
            _unconfirmed.Enqueue(handle);
            return;
        }

        _pending.Enqueue(handle);
        Pending += order.State == OrderState.Pending ? 1 : 0;
    }

    /// <summary>A row is lost before its order is finished.</summary>
    public void Drop(long handle)
    {
        ref var order = ref this[handle];
        Pending -= order.State == OrderState.Pending ? 1 : 0;
        Unstick(order);
        _rows.Free(handle);
    }

    /// <summary>Paylane has charged an order; a second order of the same purchase charges the customer twice.</summary>
    public void Charge(long handle)
    {
        if (!IsLive(handle))
            Standby?.Charge(handle);
        if (!IsLive(handle) || this[handle].Charged)
            return;
        this[handle].Charged = true;
        var earlier = this[handle].Earlier;
        if (earlier != 0 && WasCharged(earlier))
            DoubleCharges++;
    }

    /// <summary>The payment for an order has arrived.</summary>
    public void Pay(long handle)
    {
        ref var order = ref this[handle];
        if (order.State is OrderState.Paid or OrderState.Confirmed)
            return;
        if (order.State == OrderState.Pending)
            Pending--;
        order.State = OrderState.Paid;
        order.PaidAt = kernel.Now;
        Paid++;
        Totals?.Charge(order);
        _young.Enqueue(handle);
        _unconfirmed.Enqueue(handle);
    }

    /// <summary>An order was not paid. Its row is removed unless a repeated checkout refers to it.</summary>
    public void Fail(long handle)
    {
        if (!IsLive(handle))
            return;
        ref var order = ref this[handle];
        if (order.State == OrderState.Pending)
            Pending--;
        if (order.State is OrderState.Pending)
            order.State = OrderState.Failed;
    }

    /// <summary>Nothing will refer to a failed order again.</summary>
    public void Forget(long handle)
    {
        if (IsLive(handle) && this[handle].State == OrderState.Failed)
            Remove(handle);
    }

    /// <summary>A worker has confirmed an order; a second confirmation changes nothing.</summary>
    public void Confirm(long handle)
    {
        if (!IsLive(handle) || this[handle].State != OrderState.Paid)
            return;
        Confirmed++;
        Unstick(this[handle]);
        this[handle].State = OrderState.Confirmed;
        Remove(handle);
    }

    /// <summary>Seconds for which the oldest paid order has waited to be confirmed, not counting those set aside.</summary>
    public double OldestUnconfirmedSeconds()
    {
        while (_unconfirmed.Count > 0 && (!IsLive(_unconfirmed[0]) || this[_unconfirmed[0]].Aside))
            _unconfirmed.TryDequeue(out _);
        return _unconfirmed.Count == 0 ? 0 : (double)(kernel.Now - this[_unconfirmed[0]].PaidAt) / Kernel.Second;
    }

    /// <summary>Paid orders without a job, oldest first.</summary>
    public void WithoutJob(List<long> found)
    {
        for (var i = 0; i < _unconfirmed.Count; i++)
        {
            if (IsLive(_unconfirmed[i]) && !this[_unconfirmed[i]].HasJob)
                found.Add(_unconfirmed[i]);
        }
    }

    /// <summary>Pending orders, oldest first.</summary>
    public void AllPending(List<long> found)
    {
        for (var i = 0; i < _pending.Count; i++)
        {
            if (IsLive(_pending[i]) && this[_pending[i]].State == OrderState.Pending)
                found.Add(_pending[i]);
        }
    }

    /// <summary>Detects orders that have become stuck or have been pending for too long.</summary>
    public void EndSecond()
    {
        while (_young.Count > 0 && (!IsLive(_young[0]) || kernel.Now - this[_young[0]].PaidAt > StuckAfter))
        {
            _young.TryDequeue(out var handle);
            if (!IsLive(handle) || this[handle].OfTest)
                continue;
            this[handle].Stuck = true;
            Stuck++;
            Delayed++;
            _stuckCents += this[handle].BasketCents;
            reports.OrderStuck(this[handle].Customer);
        }

        DelaySeconds += Stuck + (Standby?.Unknown ?? 0);

        while (_pending.Count > 0)
        {
            var handle = _pending[0];
            var waits = IsLive(handle) && this[handle].State is OrderState.Pending or OrderState.Failed;
            if (waits && kernel.Now - this[handle].PlacedAt <= PendingPatience)
                break;
            _pending.TryDequeue(out _);
            if (!IsLive(handle))
                continue;
            if (this[handle].State == OrderState.Pending)
            {
                if (this[handle].AwaitsBank)
                    reports.OrderGivenUp(this[handle].Customer, this[handle].BasketCents);
                Fail(handle);
            }

            Forget(handle);
        }
    }

    long Keep(in Order order)
    {
        Archive.Place(order.Number, order.PlacedAt);
        return _rows.Take(order);
    }

    void Unstick(in Order order)
    {
        if (!order.Stuck)
            return;
        Stuck--;
        _stuckCents -= order.BasketCents;
    }

    void Remove(long handle)
    {
        Standby?.Ended(handle, this[handle]);
        ref var order = ref this[handle];
        Archive.End(order.Number, order.State == OrderState.Confirmed, order.PlacedAt, kernel.Now);
        _rows.Free(handle);
    }
}
