namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>
/// The newest lines of a log by sequence number, in segments that are allocated as lines arrive: a quiet shop needs little, and a full
/// store reuses the oldest segment.
/// </summary>
/// <param name="capacity">Lines that can be read.</param>
sealed class LogStore(int capacity)
{
    readonly List<LogSegment> _segments = [];

    /// <summary>Lines added so far; also the sequence number of the newest.</summary>
    public long Written { get; private set; }

    /// <summary>Sequence number of the oldest line that can be read, when there is any.</summary>
    public long Oldest => Math.Max(1, Written - capacity + 1);

    /// <summary>Number of allocated segments, of <see cref="LogSegment.Size"/> bytes each.</summary>
    public int Segments => _segments.Count;

    /// <summary>Adds a line; the oldest is dropped when there are too many.</summary>
    public void Add(in LogEntry entry)
    {
        Written++;
        if (_segments.Count == 0 || _segments[^1].IsFull)
            _segments.Add(Empty().Begin(Written, entry.At));
        _segments[^1].Add(entry);
    }

    /// <summary>Finds a line between <see cref="Oldest"/> and <see cref="Written"/>.</summary>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="near">Segment of the previous result, as a starting point for the next search; any number at first.</param>
    /// <param name="line">Its index in the segment.</param>
    public LogSegment Find(long sequence, ref int near, out int line)
    {
        near = Math.Clamp(near, 0, _segments.Count - 1);
        if (!Holds(_segments[near], sequence))
            near = Search(sequence);
        line = (int)(sequence - _segments[near].First);
        return _segments[near];
    }

    static bool Holds(LogSegment segment, long sequence) => sequence >= segment.First && sequence < segment.First + segment.Count;

    int Search(long sequence)
    {
        var (low, high) = (0, _segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_segments[middle].First <= sequence)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    LogSegment Empty()
    {
        if (_segments.Count == 0 || _segments[0].First + _segments[0].Count > Oldest)
            return new LogSegment();
        var oldest = _segments[0];
        _segments.RemoveAt(0);
        return oldest;
    }
}
