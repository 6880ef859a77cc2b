namespace IncidentTraining.Core.PracticeShop.Components.Customers;

/// <summary>A customer's goal, one page or one purchase, over all attempts.</summary>
struct Call
{
    public Route Route;
    public int Customer;
    public int BasketCents;
    public int Attempts;
    public byte Network;

    /// <summary>Its outcome has been reported; its customer only asks again.</summary>
    public bool HasEnded;

    /// <summary>HTTP status that its content causes; 0 for none but success. A short, because it fits a gap in the row.</summary>
    public short Answer;

    /// <summary>Request rate of the customer's address, per minute; many people share an address in offices and schools.</summary>
    public int PerMinute;

    /// <summary>The order of its last attempt; 0 for none.</summary>
    public long Order;
    public long SlowestAttempt;
}

/// <summary>Calls in progress, addressed by their index. An index is free again when its call has ended.</summary>
sealed class CallTable
{
    Call[] _rows = new Call[192];
    int[] _free = new int[192];
    int _freeCount,
        _used;

    public ref Call this[long place] => ref _rows[place];

    /// <summary>Calls under way.</summary>
    public int Count => _used - _freeCount;

    public long Add(in Call call)
    {
        var place = _freeCount > 0 ? _free[--_freeCount] : _used++;
        if (place == _rows.Length)
        {
            Array.Resize(ref _rows, place * 2);
            Array.Resize(ref _free, place * 2);
        }
        _rows[place] = call;
        return place;
    }

    public void Remove(long place) => _free[_freeCount++] = (int)place;
}
