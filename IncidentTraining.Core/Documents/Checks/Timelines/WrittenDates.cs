using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks.Timelines;

/// <summary>Reads the dates of one text, in which "04-12" means the same month and day throughout.</summary>
internal sealed partial class WrittenDates
{
    // A leap year: dates without a year are only compared with each other.
    private const int SomeYear = 2024;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] Weekdays = ["mo", "tu", "we", "th", "fr", "sa", "su"];

    private readonly bool _dayFirst;

    /// <summary>
    /// Determines whether the text writes the day or the month first: the order that makes all its dates valid and closest together.
    /// </summary>
    /// <param name="dates">All dates of the text, as written.</param>
    public WrittenDates(IEnumerable<string> dates)
    {
        var written = dates.Distinct().ToList();
        _dayFirst = Span(written, dayFirst: true) < Span(written, dayFirst: false);
    }

    /// <summary>The written date; null when it is not valid.</summary>
    /// <param name="text">The date as written, with or without a year.</param>
    /// <param name="before">The preceding date in the text, which determines the year; null without one.</param>
    public DateOnly? Read(string text, DateOnly? before) => Read(text, before, _dayFirst);

    /// <summary>The number of days from one weekday to the next occurrence of another: 0 to 6.</summary>
    public static int DaysBetween(string from, string to) => (Index(to) - Index(from) + 7) % 7;

    private static int Index(string weekday) => Array.IndexOf(Weekdays, weekday[..2].ToLowerInvariant());

    private static int Span(List<string> written, bool dayFirst)
    {
        var days = written.Select(text => Read(text, null, dayFirst)).ToList();
        return days.Count == 0 || days.Any(day => day is null)
            ? int.MaxValue
            : days.Max(day => day!.Value.DayNumber) - days.Min(day => day!.Value.DayNumber);
    }

    private static DateOnly? Read(string text, DateOnly? before, bool dayFirst)
    {
        if (YearFirst().Match(text) is { Success: true } iso)
        {
            return Day(Number(iso, "y"), Number(iso, "m"), Number(iso, "d"));
        }

        if (Numbers().Match(text) is { Success: true } numbers)
        {
            var (a, b) = (Number(numbers, "a"), Number(numbers, "b"));
            return Within(numbers, before, dayFirst ? b : a, dayFirst ? a : b);
        }

        return Named().Match(text) is { Success: true } named
            ? Within(named, before, Array.IndexOf(Months, named.Groups["month"].Value[..3].ToLowerInvariant()) + 1, Number(named, "d"))
            : null;
    }

    private static DateOnly? Within(Match match, DateOnly? before, int month, int day)
    {
        if (match.Groups["y"].Length > 0)
        {
            var year = Number(match, "y");
            return Day(year < 100 ? 2000 + year : year, month, day);
        }

        var date = Day(before?.Year ?? SomeYear, month, day);
        // From December into January.
        return date is { } found && before is { } was && was.DayNumber - found.DayNumber > 180 ? Day(was.Year + 1, month, day) : date;
    }

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<a>\d{1,2})[-/.](?<b>\d{1,2})(?:[-/.](?<y>\d{4}|\d{2}))?$")]
    private static partial Regex Numbers();

    [GeneratedRegex(
        @"^(?:(?<d>\d{1,2})\D{0,6}[ -])?(?<month>[a-z]{3})[a-z]*\.?(?(d)|\s(?<d>\d{1,2}))\D{0,4}(?<y>\d{4})?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Named();
}
