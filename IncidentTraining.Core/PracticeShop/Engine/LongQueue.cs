namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>First in, first out, in a ring that only ever grows.</summary>
sealed class LongQueue
{
    long[] _ring = new long[32];
    int _head;

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an entry at the end.</summary>
    public void Enqueue(long value)
    {
        if (Count == _ring.Length)
            Grow();
        _ring[(_head + Count++) & (_ring.Length - 1)] = value;
    }

    /// <summary>Adds an entry before the first.</summary>
    public void EnqueueFront(long value)
    {
        if (Count == _ring.Length)
            Grow();
        _head = (_head - 1) & (_ring.Length - 1);
        _ring[_head] = value;
        Count++;
    }

    /// <summary>The entry at an index, counted from the first.</summary>
    public long this[int place] => _ring[(_head + place) & (_ring.Length - 1)];

    /// <summary>Removes the first entry, if there is one.</summary>
    public bool TryDequeue(out long value)
    {
        if (Count == 0)
        {
            value = 0;
            return false;
        }
        value = _ring[_head];
        _head = (_head + 1) & (_ring.Length - 1);
        Count--;
        return true;
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear() => Count = 0;

    void Grow()
    {
        var larger = new long[_ring.Length * 2];
        for (var i = 0; i < Count; i++)
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        (_ring, _head) = (larger, 0);
    }
}
