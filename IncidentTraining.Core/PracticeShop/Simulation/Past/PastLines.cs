using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>The log lines of a past: a section of the log of a simulated shop.</summary>
sealed class PastLines
{
    readonly LogBook _book;
    readonly long _first;
    readonly TimeSpan _end;

    /// <param name="book">The log of the simulated shop.</param>
    /// <param name="begin">When the past begins, by its time.</param>
    /// <param name="end">When it ends, by its time; the start of the run.</param>
    public PastLines(LogBook book, TimeSpan begin, TimeSpan end)
    {
        (_book, _end) = (book, end);
        _first = FirstAt(begin);
        Count = (int)(FirstAt(end) - _first);
    }

    /// <summary>Number of lines.</summary>
    public int Count { get; }

    /// <summary>The search terms.</summary>
    public LogSearch Search(ShopLogQuery query) => _book.Search(query);

    /// <summary>How many of them were written before a virtual time of the run, which may be before all of them.</summary>
    public int CountBefore(TimeSpan at) => (int)Math.Max(0, FirstAt(at + _end) - _first);

    /// <summary>Returns a line if it matches; otherwise null.</summary>
    /// <param name="place">Its index, from 0 for the oldest.</param>
    /// <param name="sequence">The number under which the run shows it.</param>
    /// <param name="search">The search.</param>
    /// <param name="near">See <see cref="LogStore.Find"/>.</param>
    public ShopLogLine? Find(int place, long sequence, LogSearch search, ref int near) =>
        _book.Find(_first + place, search, ref near) is { } line ? line with { Sequence = sequence, At = line.At - _end } : null;

    /// <summary>Number of the first line written at a time of the simulated shop or later.</summary>
    long FirstAt(TimeSpan at)
    {
        var (low, high, near) = (_book.Lines.Oldest, _book.Lines.Written + 1, 0);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_book.At(middle, ref near) < at)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
