using IncidentTraining.Core.Documents.Checks.Timelines;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Parses a written timeline, and checks its order and its gaps.</summary>
public static class TimelineChecks
{
    /// <summary>A longer gap should have a line about what was happening.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(10);

    // A timeline with more of them is a log; no one would read as many hints.
    private const int MostEntries = 500;

    /// <summary>The entries: lines, headings and rows of a table that begin with a time.</summary>
    public static IReadOnlyList<WrittenEntry> Read(string markdown) => WrittenTimeline.Read(markdown);

    internal static IEnumerable<Finding> Order(CheckContext context)
    {
        var entries = Read(context.Section.Text).Take(MostEntries).ToList();
        for (var index = 1; index < entries.Count; index++)
        {
            if (entries[index].At < entries[index - 1].At)
            {
                yield return context.Find(
                    "timeline-order",
                    $"{entries[index].Time} {entries[index].Text}",
                    $"{entries[index].Time} comes after {entries[index - 1].Time}.",
                    "Put the entries in the order in which they happened, oldest first; otherwise readers cannot see cause and effect."
                );
            }
        }
    }

    internal static IEnumerable<Finding> Gaps(CheckContext context)
    {
        var entries = Read(context.Section.Text).Take(MostEntries).ToList();
        for (var index = 1; index < entries.Count; index++)
        {
            var gap = entries[index].At - entries[index - 1].At;
            if (gap > LongestGap)
            {
                yield return context.Find(
                    "timeline-gap",
                    $"{entries[index - 1].Time} to {entries[index].Time}",
                    $"There is no entry between {entries[index - 1].Time} and {entries[index].Time}, {Length(gap)}.",
                    "What was tried, awaited or believed during that time? Wrong turns are what others learn most from. If nothing happened, say what you were waiting for."
                );
            }
        }
    }

    internal static IEnumerable<Finding> Times(CheckContext context)
    {
        if (
            context.Shape.IsFilledBy(context.Section)
            && Read(context.Section.Text).Count == 0
            && !WrittenTimeline.IsInOrderWithoutTimes(context.Section.Text)
        )
        {
            yield return context.Find(
                "timeline-times",
                "",
                "No entry starts with a time.",
                "Start each line with its time in UTC, e.g. 10:04, so that different people's memories can be put in order."
            );
        }
    }

    private static string Length(TimeSpan gap) =>
        gap.TotalHours switch
        {
            < 2 => $"{gap.TotalMinutes:0} minutes",
            < 48 => $"{gap.TotalHours:0.#} hours",
            _ => $"{gap.TotalDays:0} days",
        };
}
