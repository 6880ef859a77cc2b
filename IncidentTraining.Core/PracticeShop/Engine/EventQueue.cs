namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>
/// Events by time: a 4-ary heap of structs in one array. Four children per node make it half as deep as a binary heap and
/// keep them in neighbouring cache lines; nothing is allocated once it has grown to the run's needs.
/// </summary>
sealed class EventQueue
{
    const int Children = 4;

    ScheduledEvent[] _heap = new ScheduledEvent[1024];
    long _order;

    /// <summary>Number of pending events.</summary>
    public int Count { get; private set; }

    /// <summary>Time of the next event; the maximum value when there is none.</summary>
    public long NextAt => Count == 0 ? long.MaxValue : _heap[0].At;

    /// <summary>Adds an event.</summary>
    public void Add(long at, int component, int what, long subject)
    {
        if (Count == _heap.Length)
            Array.Resize(ref _heap, Count * 2);
        Rise(Count++, new ScheduledEvent(at, _order++, component, what, subject));
    }

    /// <summary>Removes and returns the next event.</summary>
    public ScheduledEvent Take()
    {
        var first = _heap[0];
        var last = _heap[--Count];
        if (Count > 0)
            Sink(last);
        return first;
    }

    void Rise(int at, in ScheduledEvent entry)
    {
        var heap = _heap;
        while (at > 0)
        {
            var parent = (at - 1) / Children;
            if (!Before(entry, heap[parent]))
                break;
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = entry;
    }

    void Sink(in ScheduledEvent entry)
    {
        var heap = _heap;
        var at = 0;
        while (true)
        {
            var child = at * Children + 1;
            if (child >= Count)
                break;
            var smallest = child;
            var end = Math.Min(child + Children, Count);
            for (var other = child + 1; other < end; other++)
            {
                if (Before(heap[other], heap[smallest]))
                    smallest = other;
            }
            if (!Before(heap[smallest], entry))
                break;
            heap[at] = heap[smallest];
            at = smallest;
        }
        heap[at] = entry;
    }

    static bool Before(in ScheduledEvent one, in ScheduledEvent other) =>
        one.At < other.At || one.At == other.At && one.Order < other.Order;
}
