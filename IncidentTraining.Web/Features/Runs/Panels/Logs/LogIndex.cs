using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Web.Features.Runs.Panels.Logs;

/// <summary>A filter for lines.</summary>
/// <param name="Search">Words that must all occur.</param>
/// <param name="Level">Lowest level.</param>
/// <param name="Service">Only this service; empty for all.</param>
/// <param name="Range">Only lines within this range of the run; null for all.</param>
public sealed record LogFilter(string Search = "", ShopLogLevel Level = ShopLogLevel.Info, string Service = "", TimeRange? Range = null);

/// <summary>
/// The numbers of all lines that match a filter, so that a list of a hundred thousand can be scrolled while only the visible ones are read.
/// The newest come first; lines from before the first read are searched backwards in batches, so that neither the shop nor the page waits
/// for it.
/// </summary>
/// <param name="filter">The filter.</param>
public sealed class LogIndex(LogFilter filter)
{
    /// <summary>Lines that are searched per batch: a few milliseconds of the shop's time.</summary>
    public const int Stretch = 5_000;

    // Newer ones are appended at the end; older ones are found from the newest down.
    private readonly List<long> _newer = [];
    private readonly List<long> _older = [];
    private long? _first;
    private long _upTo;
    private long _downTo;

    /// <summary>Number of matching lines so far.</summary>
    public int Count => _newer.Count + _older.Count;

    /// <summary>How many of them came after the first read.</summary>
    public int NewerCount => _newer.Count;

    /// <summary>Whether all lines of the shop were searched.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Searches the new lines, and another batch of the earlier ones.</summary>
    /// <param name="read">The shop's log.</param>
    /// <returns>The services that write logs.</returns>
    public IReadOnlyList<string> Extend(Func<ShopLogQuery, ShopLogPage> read)
    {
        var head = read(new ShopLogQuery { Limit = 1 });
        if (head.Cursor < _upTo)
        {
            // A replay was set back: the shop is a different one, with fewer lines.
            Restart();
        }

        _first ??= _upTo = _downTo = head.Cursor;
        while (_upTo < head.Cursor)
        {
            var end = Math.Min(_upTo + Stretch, head.Cursor);
            _newer.AddRange(Find(read, _upTo, end));
            _upTo = end;
        }

        if (!IsComplete)
        {
            var page = read(Query(_downTo - Stretch, _downTo, Stretch));
            _older.AddRange(Fitting(page).Reverse());
            _downTo -= Stretch;
            IsComplete = _downTo < page.Oldest;
        }

        return head.Services;
    }

    /// <summary>Reads lines by index, newest first.</summary>
    /// <param name="read">The shop's log.</param>
    /// <param name="start">Index of the first one, from 0.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<ShopLogLine> Lines(Func<ShopLogQuery, ShopLogPage> read, int start, int count)
    {
        var end = Math.Min(start + count, Count);
        if (start >= end)
        {
            return [];
        }

        var page = read(Query(At(end - 1) - 1, At(start), end - start));
        if (page.Lines.Count < end - start)
        {
            Forget(page.Lines.Count > 0 ? page.Lines[0].Sequence : At(start) + 1);
        }

        return [.. page.Lines.Reverse()];
    }

    /// <summary>The index of a line, 0 for the newest; −1 when it is missing.</summary>
    public int PlaceOf(long sequence)
    {
        var newer = _newer.BinarySearch(sequence);
        if (newer >= 0)
        {
            return _newer.Count - 1 - newer;
        }

        var older = _older.BinarySearch(sequence, Comparer<long>.Create((a, b) => b.CompareTo(a)));
        return older >= 0 ? _newer.Count + older : -1;
    }

    private long At(int place) => place < _newer.Count ? _newer[^(place + 1)] : _older[place - _newer.Count];

    private IEnumerable<long> Find(Func<ShopLogQuery, ShopLogPage> read, long after, long upTo) =>
        after == upTo ? [] : Fitting(read(Query(after, upTo, Stretch)));

    private IEnumerable<long> Fitting(ShopLogPage page) =>
        page.Lines.Where(line => filter.Range?.Has(line.At) != false).Select(line => line.Sequence);

    private ShopLogQuery Query(long after, long upTo, int limit) =>
        new()
        {
            WithPast = true,
            After = after,
            Before = upTo + 1,
            Limit = limit,
            Search = filter.Search,
            MinimumLevel = filter.Level,
            Service = filter.Service,
        };

    // The shop stores a limited number of lines: the oldest have been dropped.
    private void Forget(long before)
    {
        _older.RemoveAll(sequence => sequence < before);
        _newer.RemoveAll(sequence => sequence < before);
    }

    private void Restart()
    {
        _newer.Clear();
        _older.Clear();
        (_first, _upTo, _downTo, IsComplete) = (null, 0, 0, false);
    }
}
