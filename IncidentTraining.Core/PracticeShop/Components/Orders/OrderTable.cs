namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>
/// The reusable rows that hold orders. A handle names a row and the generation of its order, so that it does not match the row's next
/// order.
/// </summary>
sealed class OrderTable
{
    Order[] _rows = new Order[32];
    int[] _free = new int[32];
    int _freeCount,
        _used = 1;

    /// <summary>The rows; those that are not live are free.</summary>
    public ReadOnlySpan<Order> Rows => _rows.AsSpan(1, _used - 1);

    /// <summary>An order by its handle.</summary>
    public ref Order this[long handle] => ref _rows[PlaceOf(handle)];

    /// <summary>Whether the order of a handle still has its row.</summary>
    public bool IsLive(long handle)
    {
        ref var row = ref _rows[PlaceOf(handle)];
        return handle != 0 && row.Live && row.Generation == (int)(handle >> 32);
    }

    /// <summary>The handle of a row, by its index from 1; 0 when it is free.</summary>
    public long HandleAt(int place) => _rows[place].Live ? (long)_rows[place].Generation << 32 | (uint)place : 0;

    /// <summary>Allocates a row for an order.</summary>
    /// <returns>Its handle.</returns>
    public long Take(in Order order)
    {
        if (_freeCount == 0 && _used == _rows.Length)
        {
            Array.Resize(ref _rows, _used * 2);
            Array.Resize(ref _free, _used * 2);
        }

        var place = _freeCount > 0 ? _free[--_freeCount] : _used++;
        _rows[place] = order with { Generation = _rows[place].Generation + 1, Live = true };
        return HandleAt(place);
    }

    /// <summary>Frees a row.</summary>
    public void Free(long handle)
    {
        this[handle].Live = false;
        _free[_freeCount++] = PlaceOf(handle);
    }

    static int PlaceOf(long handle) => (int)(handle & int.MaxValue);
}
