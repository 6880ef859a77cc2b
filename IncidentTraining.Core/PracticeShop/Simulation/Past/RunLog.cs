using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>
/// The log of a run with the hour before it. Lines of the run keep their usual numbers; those before it end with the number 0, in the order
/// of their times: the past's own lines, and among them the run's changes from before.
/// </summary>
/// <param name="ring">The log of the run, which begins with the changes before it.</param>
/// <param name="past">The lines of the hour before.</param>
sealed class RunLog(LogRing ring, PastLines past)
{
    // The position of each of the run's changes among all lines before the run, from 0 for the oldest.
    readonly int[] _changes = [.. ring.HistoryTimes().Select((at, place) => place + past.CountBefore(at))];

    int Count => past.Count + _changes.Length;

    /// <summary>Reads lines.</summary>
    public ShopLogPage Read(ShopLogQuery query)
    {
        // As in every log, the oldest lines are dropped first.
        if (ring.Book.Lines.Oldest > 1)
            return ring.Read(query) with { Oldest = ring.Book.Lines.Oldest };
        var lines = new List<ShopLogLine>();
        ring.Collect(query, ring.History + 1, lines);
        Collect(query, lines);
        lines.Reverse();
        return new ShopLogPage(lines, ring.Written, ring.Services) { Oldest = 1 - Count };
    }

    void Collect(ShopLogQuery query, List<ShopLogLine> lines)
    {
        var newest = Math.Min(0, (query.Before ?? 1) - 1);
        var oldest = Math.Max(query.After + 1, 1 - Count);
        var (search, own, near, nearOwn) = (past.Search(query), ring.Book.Search(query), int.MaxValue, 0);
        for (var sequence = newest; sequence >= oldest && lines.Count < query.Limit; sequence--)
        {
            var place = (int)(sequence + Count - 1);
            var change = Array.BinarySearch(_changes, place);
            var line =
                change >= 0
                    ? ring.Book.Find(change + 1, own, ref nearOwn) is { } found
                        ? found with
                        {
                            Sequence = sequence,
                        }
                        : null
                    : past.Find(place - ~change, sequence, search, ref near);
            if (line is not null)
                lines.Add(line);
        }
    }
}
