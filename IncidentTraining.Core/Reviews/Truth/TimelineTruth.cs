using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Checks.Timelines;

namespace IncidentTraining.Core.Reviews.Truth;

/// <summary>Something that happened in a run.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Words">More words by which a writer may mean it.</param>
/// <param name="IsKey">Whether a timeline without it has left something out. The others keep an entry that means them from counting for one that matters.</param>
public sealed record TrueEvent(DateTime At, string Text, string Words = "", bool IsKey = true);

/// <summary>
/// Holds a written timeline against what happened. An entry means the event whose words it shares most; among equals, the one
/// nearest in time. People write in words of their own: without common words an entry counts for a key event of the same minute.
/// </summary>
public static partial class TimelineTruth
{
    /// <summary>Up to this much a written time counts as right: people write minutes, and round them.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan SameMinute = TimeSpan.FromSeconds(60);

    // Of an event's words, this share has to be found in an entry for the entry to mean it.
    private const double EnoughWords = 0.5;

    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "and", "for", "was", "were", "with", "that", "this", "has", "had", "have", "from", "into", "are", "not", "all", "its", "than", "then", "over", "until", "now", "took", "set",
    };

    /// <summary>Compares both: the key events and what has a wrong time, in order, then the entries that mean nothing that happened.</summary>
    public static IReadOnlyList<TruthMoment> Compare(IReadOnlyList<TrueEvent> events, IReadOnlyList<WrittenEntry> written)
    {
        var meant = Match(events, written);
        var moments = events.Select((happened, index) => (happened.IsKey, Moment: meant.TryGetValue(index, out var entry)
                ? Found(happened, written[entry])
                : new TruthMoment(TruthVerdict.Omitted, happened.Text, happened.At, null, null)))
            .Where(one => one.IsKey || one.Moment.Verdict is TruthVerdict.Different)
            .Select(one => one.Moment).ToList();
        moments.AddRange(written.Where((_, index) => !meant.ContainsValue(index))
            .Where(entry => !events.Any(happened => Off(happened, entry).Duration() <= SameMinute))
            .Select(entry => new TruthMoment(TruthVerdict.NotRecorded, entry.Text, null, entry, null)));
        return moments;
    }

    private static TruthMoment Found(TrueEvent happened, WrittenEntry entry)
    {
        var off = Off(happened, entry);
        return new TruthMoment(off.Duration() <= Tolerance ? TruthVerdict.Right : TruthVerdict.Different, happened.Text, happened.At, entry, off);
    }

    /// <summary>The best pairs first; each event and each entry is used once.</summary>
    private static Dictionary<int, int> Match(IReadOnlyList<TrueEvent> events, IReadOnlyList<WrittenEntry> written)
    {
        var eventWords = events.Select(happened => Words($"{happened.Text} {happened.Words}")).ToList();
        var entryWords = written.Select(entry => Words(entry.Text)).ToList();
        var pairs =
            from happened in Enumerable.Range(0, events.Count)
            from entry in Enumerable.Range(0, written.Count)
            let off = Off(events[happened], written[entry]).Duration()
            let shared = Shared(eventWords[happened], entryWords[entry])
            where shared >= EnoughWords || (off <= SameMinute && events[happened].IsKey)
            orderby shared >= EnoughWords descending, Math.Round(shared, 1) descending, off
            select (happened, entry);
        var (meant, used) = (new Dictionary<int, int>(), new HashSet<int>());
        foreach (var (happened, entry) in pairs)
        {
            if (!meant.ContainsKey(happened) && used.Add(entry))
            {
                meant[happened] = entry;
            }
        }

        return meant;
    }

    private static double Shared(HashSet<string> words, HashSet<string> others) =>
        words.Count == 0 || others.Count == 0 ? 0 : (double)words.Count(others.Contains) / Math.Min(words.Count, others.Count);

    /// <summary>Written minus true, on the day that makes it least.</summary>
    private static TimeSpan Off(TrueEvent happened, WrittenEntry entry)
    {
        var off = new TimeSpan(entry.At.Ticks % TimeSpan.TicksPerDay) - happened.At.TimeOfDay;
        return off > TimeSpan.FromHours(12) ? off - TimeSpan.FromDays(1) : off < TimeSpan.FromHours(-12) ? off + TimeSpan.FromDays(1) : off;
    }

    /// <summary>The words that say something, by their first five letters, so that "pooled" and "pools" count as one.</summary>
    internal static HashSet<string> Words(string text) =>
        [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).Where(word => word.Length > 2 && !Common.Contains(word)).Select(word => word.Length > 5 ? word[..5] : word)];

    [GeneratedRegex(@"[\p{L}\d]+")]
    private static partial Regex Word();
}
