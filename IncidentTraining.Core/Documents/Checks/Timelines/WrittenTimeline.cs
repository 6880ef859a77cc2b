using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Checks.Timelines;

/// <summary>An entry of a written timeline.</summary>
/// <param name="At">Its time, counted from midnight of the timeline's first day.</param>
/// <param name="Time">The time as it was typed.</param>
/// <param name="Text">The text after the time, without the belief.</param>
/// <param name="Belief">What people believed then, from a separate column; empty without one.</param>
public sealed record WrittenEntry(TimeSpan At, string Time, string Text, string Belief = "");

/// <summary>Parses the entries of a written timeline: lines, headings and table rows that begin with a time.</summary>
/// <remarks>
/// Times are read with 24 hours ("08:47", "10h47", "14.10") and with twelve ("1:05 PM"), in brackets or with markup, with a date or a
/// weekday before or after them; a date alone in a heading or on a separate line is the date of the entries below it.
/// </remarks>
internal static partial class WrittenTimeline
{
    /// <summary>
    /// If the time goes back by more than this, the clock has passed midnight; otherwise the writer has mixed two lines up.
    /// </summary>
    private static readonly TimeSpan Midnight = TimeSpan.FromHours(12);

    /// <summary>The entries in the written order.</summary>
    public static IReadOnlyList<WrittenEntry> Read(string markdown)
    {
        // Quoted log lines have times too, but are not entries.
        var beliefs = new BeliefColumn();
        var lines = SectionText
            .WithoutFences(markdown)
            .Split('\n')
            .Select(beliefs.Divide)
            .Select(divided => Line.Of(divided.Line) is { } read ? read with { Belief = divided.Belief } : null)
            .OfType<Line>()
            .ToList();
        var dates = new WrittenDates(lines.Select(line => line.Date).Where(date => date.Length > 0));
        var entries = new List<WrittenEntry>();
        var day = 0;
        DateOnly? first = null,
            current = null;
        string? weekday = null;
        foreach (var line in lines)
        {
            var isDated = false;
            if (dates.Read(line.Date, current) is { } date)
            {
                first ??= date.AddDays(-day);
                current = date;
                day = date.DayNumber - first.Value.DayNumber;
                isDated = true;
            }
            else if (line.Weekday.Length > 0 && weekday is not null)
            {
                day += WrittenDates.DaysBetween(weekday, line.Weekday);
                isDated = true;
            }

            weekday = line.Weekday.Length > 0 ? line.Weekday : weekday;
            if (line.Time is not { } time)
            {
                continue;
            }

            if (!isDated && entries.Count > 0 && entries[^1].At - TimeSpan.FromDays(day) - time > Midnight)
            {
                day++;
                current = current?.AddDays(1);
            }

            entries.Add(
                new WrittenEntry(
                    TimeSpan.FromDays(day) + time,
                    line.Typed,
                    SectionText.WithoutTargets(line.Text).Trim(' ', '|', '-', '–', '—', ':', '*', '_', '`', ']', ')', ','),
                    SectionText.WithoutTargets(line.Belief)
                )
            );
        }

        return entries;
    }

    /// <summary>
    /// Whether the entries can be sorted although none has a time of day: they count from the beginning of the incident, as in "T+0:30", or
    /// each has its date.
    /// </summary>
    public static bool IsInOrderWithoutTimes(string markdown)
    {
        var lines = SectionText.WithoutFences(markdown).Split('\n');
        return lines.Any(line => Relative().IsMatch(line))
            || lines.Select(Line.Of).OfType<Line>().Count(line => line.Date.Length > 0 && line.Text.Length > 0) > 1;
    }

    /// <summary>A line with a time, a date, or both.</summary>
    private sealed record Line(TimeSpan? Time, string Typed, string Date, string Weekday, string Text)
    {
        public string Belief { get; init; } = "";

        public static Line? Of(string line)
        {
            var text = Lead().Replace(line, "");
            var isRow = text.StartsWith('|');
            text = isRow ? text.TrimStart('|', ' ') : text;
            var match = Entry().Match(text);
            // Date and time can have separate columns.
            for (
                var column = 0;
                isRow && !match.Success && column < 3 && text.IndexOf('|', StringComparison.Ordinal) is >= 0 and < 60 and var at;
                column++
            )
            {
                text = $"{text[..at]} {text[(at + 1)..]}";
                match = Entry().Match(text);
            }

            if (match.Success && TimeOf(match) is { } time)
            {
                var date = match.Groups["date"].Value.Length > 0 ? match.Groups["date"].Value : match.Groups["after"].Value;
                return new Line(
                    time,
                    match.Groups["time"].Value + match.Groups["half"].Value,
                    date,
                    match.Groups["weekday"].Value,
                    match.Groups["text"].Value
                );
            }

            return
                DayAlone().Match(text.TrimEnd()) is { Success: true } alone
                && (alone.Groups["date"].Length > 0 || alone.Groups["weekday"].Length > 0)
                ? new Line(null, "", alone.Groups["date"].Value, alone.Groups["weekday"].Value, alone.Groups["more"].Value)
                : null;
        }

        private static TimeSpan? TimeOf(Match match)
        {
            var hours = int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture);
            var minutes = match.Groups["minutes"].Length > 0 ? int.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture) : 0;
            var seconds = match.Groups["seconds"].Length > 0 ? int.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture) : 0;
            var half = match.Groups["half"].Value.Trim().Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
            // People write "13:55 PM"; it means the same without the PM.
            hours = (half, hours) switch
            {
                ("AM", 12) => 0,
                ("PM", < 12) => hours + 12,
                _ => hours,
            };
            return hours < 24 && minutes < 60 && seconds < 60 ? new TimeSpan(hours, minutes, seconds) : null;
        }
    }

    private const string Weekdays = @"(?<weekday>(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,?";

    private const string Months =
        "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    private const string Dates =
        @"(?:\d{4,5}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{4}|\d{2}))?(?![\d:])|\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]"
        + Months
        + @"\b\.?(?:,?[ -]\d{4})?|"
        + Months
        + @"\b\.? \d{1,2}(?:st|nd|rd|th)?\b(?![:.]\d)(?:,? \d{4}\b)?)";

    private const string About = @"(?:(?:at|around|about|approx(?:imately|\.)?|circa|ca\.|from|~|≈)\s*){0,2}";

    private const string Marks = @"[\s*_`\[(]*";

    [GeneratedRegex(@"^\s*(?:#{1,6}(?=\s)|[-*+•—–](?=\s)|\d{1,3}[.)](?=\s|\d\d?:\d\d)|\[[ xX]\](?=\s))?\s*(?:\[[ xX]\]\s)?")]
    private static partial Regex Lead();

    [GeneratedRegex(
        @"^"
            + Marks
            + @"(?:\d{1,3}\s+(?=\d{1,2}:\d\d))?"
            + About
            + @"(?:"
            + Weekdays
            + @"[\s*_]*)?(?:(?<date>"
            + Dates
            + @")(?:[T\s,;:@–—*_`)\]-]|\bat\b)*)?"
            + Marks
            + About
            + Marks
            + @"(?<time>(?<hours>\d{1,2})(?:[:.h](?<minutes>\d\d)(?::(?<seconds>\d\d)(?:[.,]\d{1,6})?)?(?!\d|:\d)|(?=\s?[ap]\.?m(?![a-z]))))(?<half>\s?[ap]\.?m(?![a-z])\.?)?"
            + @"(?:\s?(?:-|–|—|to|until)\s?\d{1,2}(?:[:.h][\d?]{2}){0,2}(?:\s?[ap]\.?m(?![a-z])\.?)?)?(?:ish\b)?"
            + @"[*_`]*\s?\(?(?:Z\b|(?:UTC|GMT|[A-Z]{2,4}T|ET|PT|CT|MT|IST)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d\b)?[\])*_`]*"
            + @"(?:,?\s(?:on )?"
            + "(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
            + "(?<after>"
            + Dates
            + @"))?(?=[\s|,:;.–—)\]*_`-]|$)(?<text>.*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Entry();

    [GeneratedRegex(
        @"^"
            + Marks
            + @"(?:day \d{1,2}[:,]?\s*[(–—-]?\s*)?(?:"
            + Weekdays
            + @"\s*)?(?:the )?(?<date>"
            + Dates
            + @")?[\s*_`\])]*(?:\(?(?:UTC|all times (?:in )?[A-Z]{2,5})\)?)?[\s|*_]*(?:<br ?/?>)?(?<more>[:–—-].*)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DayAlone();

    [GeneratedRegex(
        @"^[\s|*_`\[#-]*(?:T0?|incident|start)\s?[+−-]\s?\d|^[\s|*_`\[#-]*[+]\s?\d{1,3}(?::\d\d|\s?(?:m|min|h|s)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Relative();
}
