using System.Text.RegularExpressions;
using IncidentTraining.Core.Content.Wording;
using IncidentTraining.Core.Documents.Checks.Timelines;

namespace IncidentTraining.Core.Reviews.Truth;

/// <summary>An event of a run.</summary>
/// <param name="At">The time, UTC.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Words">Additional words by which a writer may refer to it.</param>
/// <param name="IsKey">Whether a timeline is incomplete without it. The others only prevent an entry about them from being matched to a key
/// event.</param>
public sealed record TrueEvent(DateTime At, string Text, string Words = "", bool IsKey = true);

/// <summary>
/// Compares a written timeline with the recorded events. An entry is matched to the event with the most words in common; ties go to the
/// nearest in time. Without common words an entry is matched to a key event in the same minute.
/// </summary>
public static partial class TimelineTruth
{
    /// <summary>The largest deviation at which a written time counts as correct: people write and round to minutes.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan SameMinute = TimeSpan.FromSeconds(60);

    // The share of an event's words that must occur in an entry for a match.
    private const double EnoughWords = 0.5;

    private static readonly HashSet<string> Common = WordSet.Of(
        """
        the and for was were with that this has had have from into are not all its than then over until now took set
        """
    );

    /// <summary>Compares both. Returns key events and entries with a wrong time, in order, then entries that match no event.</summary>
    public static IReadOnlyList<TruthMoment> Compare(IReadOnlyList<TrueEvent> events, IReadOnlyList<WrittenEntry> written)
    {
        var meant = Match(events, written);
        var moments = events
            .Select(
                (happened, index) =>
                    (
                        happened.IsKey,
                        Moment: meant.TryGetValue(index, out var entry)
                            ? Found(happened, written[entry])
                            : new TruthMoment(TruthVerdict.Omitted, happened.Text, happened.At, null, null)
                    )
            )
            .Where(one => one.IsKey || one.Moment.Verdict is TruthVerdict.Different)
            .Select(one => one.Moment)
            .ToList();
        moments.AddRange(
            written
                .Where((_, index) => !meant.ContainsValue(index))
                .Where(entry => !events.Any(happened => Off(happened, entry).Duration() <= SameMinute))
                .Select(entry => new TruthMoment(TruthVerdict.NotRecorded, entry.Text, null, entry, null))
        );
        return moments;
    }

    private static TruthMoment Found(TrueEvent happened, WrittenEntry entry)
    {
        var off = Off(happened, entry);
        return new TruthMoment(
            off.Duration() <= Tolerance ? TruthVerdict.Right : TruthVerdict.Different,
            happened.Text,
            happened.At,
            entry,
            off
        );
    }

    /// <summary>Best pairs first; each event and each entry is used once.</summary>
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

    /// <summary>Written minus recorded time, on the day that gives the smallest difference.</summary>
    private static TimeSpan Off(TrueEvent happened, WrittenEntry entry)
    {
        var off = new TimeSpan(entry.At.Ticks % TimeSpan.TicksPerDay) - happened.At.TimeOfDay;
        return off > TimeSpan.FromHours(12) ? off - TimeSpan.FromDays(1)
            : off < TimeSpan.FromHours(-12) ? off + TimeSpan.FromDays(1)
            : off;
    }

    /// <summary>The significant words, reduced to their first five letters, so that "pooled" and "pools" match.</summary>
    internal static HashSet<string> Words(string text) =>
        [
            .. Word()
                .Matches(text.ToLowerInvariant())
                .Select(match => match.Value)
                .Where(word => word.Length > 2 && !Common.Contains(word))
                .Select(word => word.Length > 5 ? word[..5] : word),
        ];

    [GeneratedRegex(@"[\p{L}\d]+")]
    private static partial Regex Word();
}
