using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>State of an order, as its row in the database says.</summary>
enum OrderState : byte
{
    Pending,
    Paid,
    Confirmed,
    Failed,
}

/// <summary>An order.</summary>
struct Order
{
    public int Generation;
    public bool Live;
    public OrderState State;

    /// <summary>A probe or a test placed it, no customer.</summary>
    public bool OfTest;

    /// <summary>It was paid for over a minute ago and is not confirmed.</summary>
    public bool Stuck;

    /// <summary>Responders have put its job aside, and take care of it by hand.</summary>
    public bool Aside;

    /// <summary>A job for it is in the queue, in a worker's hands, dead or aside.</summary>
    public bool HasJob;

    /// <summary>The customer has been told that the bank will ask, and waits.</summary>
    public bool AwaitsBank;

    /// <summary>Paylane has charged it.</summary>
    public bool Charged;

    /// <summary>Until when Paylane works on its charge, in microseconds.</summary>
    public long ChargedUntil;

    /// <summary>The order of an earlier attempt at the same purchase; 0 for none.</summary>
    public long Earlier;
    public int Number;
    public int Customer;
    public int BasketCents;

    /// <summary>What it costs, and what it was written with; both only in a shop with an offer.</summary>
    public int DueCents,
        TotalCents;
    public long PlacedAt;
    public long PaidAt;
}

/// <summary>
/// The orders that are not finished yet. Finished ones are only counted; a row is free again when no one has to do with its order
/// any more.
/// </summary>
sealed class OrderLedger(Kernel kernel, IOrderReports reports)
{
    /// <summary>From this age on a paid order that is not confirmed counts as stuck.</summary>
    public const long StuckAfter = 60 * Kernel.Second;

    /// <summary>A customer whose order is pending gives it up after this time.</summary>
    public const long PendingPatience = 180 * Kernel.Second;

    /// <summary>Number of the last order that was placed before the run.</summary>
    public const int LastNumberBefore = 60_000;

    readonly LongQueue _pending = new(),
        _young = new(),
        _unconfirmed = new();

    Order[] _rows = new Order[32];
    int[] _free = new int[32];
    int _freeCount,
        _used = 1,
        _number = LastNumberBefore;

    /// <summary>Paid orders that have not been confirmed for over a minute.</summary>
    public int Stuck { get; private set; }

    /// <summary>Sum of the baskets of the orders that are stuck now, in cents.</summary>
    public long StuckCents { get; private set; }

    /// <summary>Orders that were stuck at any time.</summary>
    public long Delayed { get; private set; }

    /// <summary>Sum over all stuck orders of the seconds for which they were stuck.</summary>
    public long DelaySeconds { get; private set; }

    /// <summary>Orders that wait for Paylane's word.</summary>
    public int Pending { get; private set; }

    /// <summary>Orders paid since the start.</summary>
    public long Paid { get; private set; }

    /// <summary>Orders confirmed since the start.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Charges of customers who had been charged for the same purchase already.</summary>
    public long DoubleCharges { get; private set; }

    /// <summary>Number of the newest order.</summary>
    public int NewestNumber => _number;

    /// <summary>Lets the numbers of orders go on from another one.</summary>
    public void NumberFrom(int last) => _number = last;

    /// <summary>What orders are charged; null in a shop without an offer.</summary>
    public OrderTotals? Totals { get; init; }

    /// <summary>The orders that are finished.</summary>
    public OrderArchive Archive { get; } = new();

    /// <summary>The rows; those that are not live are free.</summary>
    public ReadOnlySpan<Order> Rows => _rows.AsSpan(1, _used - 1);

    /// <summary>An order by its handle.</summary>
    public ref Order this[long handle] => ref _rows[(int)(handle & int.MaxValue)];

    public bool IsLive(long handle)
    {
        ref var row = ref _rows[(int)(handle & int.MaxValue)];
        return handle != 0 && row.Live && row.Generation == (int)(handle >> 32);
    }

    /// <summary>The number that people call an order by; 0 when it is finished.</summary>
    public int NumberOf(long handle) => IsLive(handle) ? this[handle].Number : 0;

    /// <summary>Writes an order down as pending.</summary>
    public long Place(int customer, int basketCents, long earlier, bool ofTest)
    {
        if (_freeCount == 0 && _used == _rows.Length)
        {
            Array.Resize(ref _rows, _used * 2);
            Array.Resize(ref _free, _used * 2);
        }

        var place = _freeCount > 0 ? _free[--_freeCount] : _used++;
        var generation = _rows[place].Generation + 1;
        _rows[place] = new Order
        {
            Generation = generation,
            Live = true,
            Customer = customer,
            BasketCents = basketCents,
            OfTest = ofTest,
            Earlier = earlier,
            PlacedAt = kernel.Now,
            Number = ++_number,
        };
        var handle = (long)generation << 32 | (uint)place;
        _pending.Enqueue(handle);
        Archive.Place(_number, kernel.Now);
        Pending++;
        return handle;
    }

    /// <summary>Paylane has charged an order; a second order of the same purchase charges the customer twice.</summary>
    public void Charge(long handle)
    {
        if (!IsLive(handle) || this[handle].Charged)
            return;
        this[handle].Charged = true;
        var earlier = this[handle].Earlier;
        if (earlier != 0 && (!IsLive(earlier) || this[earlier].Charged))
            DoubleCharges++;
    }

    /// <summary>The money for an order is there.</summary>
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

    /// <summary>An order was not paid. Its row goes, unless a repeated checkout comes back to it.</summary>
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

    /// <summary>No one will come back to a failed order.</summary>
    public void Forget(long handle)
    {
        if (IsLive(handle) && this[handle].State == OrderState.Failed)
            Remove(handle);
    }

    /// <summary>A worker has confirmed an order; the second time it changes nothing.</summary>
    public void Confirm(long handle)
    {
        if (!IsLive(handle) || this[handle].State != OrderState.Paid)
            return;
        Confirmed++;
        if (this[handle].Stuck)
        {
            Stuck--;
            StuckCents -= this[handle].BasketCents;
        }

        this[handle].State = OrderState.Confirmed;
        Remove(handle);
    }

    /// <summary>Seconds for which the oldest paid order has waited to be confirmed; those put aside do not count.</summary>
    public double OldestUnconfirmedSeconds()
    {
        while (_unconfirmed.Count > 0 && (!IsLive(_unconfirmed[0]) || this[_unconfirmed[0]].Aside))
            _unconfirmed.TryDequeue(out _);
        return _unconfirmed.Count == 0 ? 0 : (double)(kernel.Now - this[_unconfirmed[0]].PaidAt) / Kernel.Second;
    }

    /// <summary>Paid orders for which there is no job, oldest first.</summary>
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

    /// <summary>Notices which orders have become stuck, and which have been pending for too long.</summary>
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
            StuckCents += this[handle].BasketCents;
            reports.OrderStuck(this[handle].Customer);
        }

        DelaySeconds += Stuck;

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

    void Remove(long handle)
    {
        var place = (int)(handle & int.MaxValue);
        _rows[place].Live = false;
        Archive.End(_rows[place].Number, _rows[place].State == OrderState.Confirmed, _rows[place].PlacedAt, kernel.Now);
        _free[_freeCount++] = place;
    }
}
