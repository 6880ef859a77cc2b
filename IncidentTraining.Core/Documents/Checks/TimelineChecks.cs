using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>An entry of a written timeline.</summary>
/// <param name="At">Its time of day, counted on over midnight.</param>
/// <param name="Time">The time as it was typed.</param>
/// <param name="Text">What stands behind it.</param>
public sealed record WrittenEntry(TimeSpan At, string Time, string Text);

/// <summary>Reads a written timeline, and looks at its order and its gaps.</summary>
public static partial class TimelineChecks
{
    /// <summary>A gap that is longer deserves a line that says what was going on.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(10);

    // A timeline with more of them is a log; nobody would read as many hints.
    private const int MostEntries = 500;

    // Behind this much going back, the clock has passed midnight rather than the writer having mixed two lines up.
    private static readonly TimeSpan Midnight = TimeSpan.FromHours(20);

    /// <summary>The entries: lines, headings and rows of a table that begin with a time of day.</summary>
    public static IReadOnlyList<WrittenEntry> Read(string markdown)
    {
        var entries = new List<WrittenEntry>();
        var days = TimeSpan.Zero;
        DateOnly? first = null;
        // Log lines that are quoted have times too, but are no entries.
        foreach (var line in SectionText.WithoutFences(markdown).Split('\n'))
        {
            if (Entry().Match(line) is not { Success: true } match
                || !TimeSpan.TryParseExact(match.Groups["time"].Value.Replace('.', ':'), [@"h\:mm", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out var time))
            {
                continue;
            }

            if (DateOnly.TryParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                first ??= date;
                days = TimeSpan.FromDays(date.DayNumber - first.Value.DayNumber);
            }
            else if (entries.Count > 0 && entries[^1].At - days - time > Midnight)
            {
                days += TimeSpan.FromDays(1);
            }

            entries.Add(new WrittenEntry(days + time, match.Groups["time"].Value, SectionText.WithoutTargets(match.Groups["text"].Value).Trim(' ', '|', '-', '–', ':')));
        }

        return entries;
    }

    internal static IEnumerable<Finding> Order(CheckContext context)
    {
        var entries = Read(context.Section.Text).Take(MostEntries).ToList();
        for (var index = 1; index < entries.Count; index++)
        {
            if (entries[index].At < entries[index - 1].At)
            {
                yield return context.Find("timeline-order", $"{entries[index].Time} {entries[index].Text}",
                    $"{entries[index].Time} stands after {entries[index - 1].Time}.", "Put the entries in the order in which they happened, oldest first; a reader cannot see cause and effect otherwise.");
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
                yield return context.Find("timeline-gap", $"{entries[index - 1].Time} to {entries[index].Time}",
                    $"Nothing stands between {entries[index - 1].Time} and {entries[index].Time}, {gap.TotalMinutes:0} minutes.",
                    "What was tried, awaited or believed in that time? Wrong turns are what others learn most from. If nothing happened, say what you were waiting for.");
            }
        }
    }

    internal static IEnumerable<Finding> Times(CheckContext context)
    {
        if (context.Shape.IsFilledBy(context.Section) && Read(context.Section.Text).Count == 0)
        {
            yield return context.Find("timeline-times", "", "No entry begins with a time.", "Begin each line with its time in UTC, e.g. 10:04, so that two people's memories can be put in order.");
        }
    }

    [GeneratedRegex(@"^\s*(?:\||[-*+]|\d+[.)]|#{1,6}(?= ))?\s*\**(?:(?<date>\d{4}-\d\d-\d\d)[T ]\s*)?(?<time>\d{1,2}[:.]\d\d(?::\d\d)?)(?:Z|\s*UTC)?\**(?=[\s|,:–-]|$)(?<text>.*)$")]
    private static partial Regex Entry();
}
