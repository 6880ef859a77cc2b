using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>
/// The figures and names that several lessons use are the same in all of them: those of the scenarios and the shop and, for the times of a
/// response, those of the table in the lesson on response phases.
/// </summary>
public sealed partial class CourseConstantsTests
{
    private const int Workers = 4;
    private const int Others = DatabaseOptions.PlatformConnections + (Workers * DatabaseOptions.WorkerConnections);

    private static readonly string Day = Path.Combine(RealContent.Directory, "days", RealContent.DayId);
    private static readonly (string File, string Text)[] Lessons =
    [
        .. Directory
            .EnumerateFiles(Day, "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(Day, path), File.ReadAllText(path))),
    ];

    [Fact]
    public void Every_alert_that_rings_in_a_lesson_is_an_alert_of_a_live_shop()
    {
        var titles = Scenarios().SelectMany(scenario => scenario.Alerts).Select(alert => alert.Title).ToHashSet(StringComparer.Ordinal);
        var ringing = Found(RingingAlert()).ToList();

        Assert.InRange(ringing.Count, 10, int.MaxValue);
        Assert.Equal([], ringing.Where(alert => !titles.Contains(alert.Match.Groups["name"].Value)).Select(Place));
    }

    [Fact]
    public void No_lesson_names_an_alert_by_a_code_that_no_shop_shows() => Assert.Equal([], Found(CodedAlert()).Select(Place));

    [Fact]
    public void Every_rhythm_of_updates_is_the_one_of_the_table_for_its_severity()
    {
        var rhythms = Found(RhythmAfterSeverity()).Concat(Found(RhythmBeforeSeverity())).ToList();

        Assert.InRange(rhythms.Count, 6, int.MaxValue);
        Assert.Contains(
            $"| every {OfTable("status updates", "P0")} minutes | every {OfTable("status updates", "P1")} minutes |",
            TextOf("concepts/severity-levels.md"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [],
            rhythms.Where(found => Minutes(found.Match) != OfTable("status updates", found.Match.Groups["level"].Value)).Select(Place)
        );
    }

    [Fact]
    public void A_page_is_acknowledged_within_the_same_time_everywhere()
    {
        var targets = Found(AcknowledgeWithin()).ToList();

        Assert.InRange(targets.Count, 4, int.MaxValue);
        Assert.Equal([], targets.Where(found => Minutes(found.Match) != OfTable("acknowledge a page", "P1")).Select(Place));
    }

    [Fact]
    public void What_the_reference_responder_is_stated_to_do_is_what_the_lesson_asks_for()
    {
        Assert.All((string[])["P0", "P1", "P2"], level =>
            Assert.Equal(OfTable("acknowledge a page", level), ResponsePart.AcknowledgeWithin.TotalMinutes)
        );
        Assert.All((Severity[])[Severity.P0, Severity.P1], level =>
            Assert.Equal(
                OfTable("first message to customers and support", level.ToString()),
                UpdateWords.FirstUpdate(level)!.Value.TotalMinutes
            )
        );
        Assert.Contains(
            "Set a first [severity](severity-levels.md) within a minute or two.",
            TextOf("concepts/response-phases.md"),
            StringComparison.Ordinal
        );
        Assert.Equal(2, ResponsePart.AssessWithin.TotalMinutes);
    }

    [Fact]
    public void Help_is_asked_for_after_the_same_time_everywhere()
    {
        var limits = Found(WithoutHypothesis()).ToList();

        Assert.InRange(limits.Count, 4, int.MaxValue);
        Assert.Equal([], limits.Where(found => Minutes(found.Match) != OfTable("ask for help", "P1")).Select(Place));
    }

    [Fact]
    public void Every_number_of_database_connections_follows_from_the_shop()
    {
        int[] possible = [Others, Others + DatabaseOptions.PoolSize, DatabaseOptions.MaxConnections];
        var numbers = Found(ConnectionsOfLimit()).ToList();

        Assert.Equal(60, DatabaseOptions.MaxConnections);
        Assert.InRange(numbers.Count, 5, int.MaxValue);
        Assert.Equal(
            [],
            numbers
                .Where(found => !possible.Contains(int.Parse(found.Match.Groups["used"].Value, CultureInfo.InvariantCulture)))
                .Select(Place)
        );
    }

    [Fact]
    public void The_par_times_of_Lab_1_are_those_of_its_scenario()
    {
        var par = Scenarios().Single(scenario => scenario.Id == "lab-1-high-latency").ParTimes;
        var lab = TextOf("labs/lab-1-high-latency.md");
        var time = TimeSpan.Zero;
        foreach (
            var (phases, step) in (IEnumerable<(string[], string)>)
                [
                    (["detect", "acknowledge"], "Acknowledge incident"),
                    (["investigate"], "Investigate root cause"),
                    (["mitigate"], "Implement fix"),
                    (["verify"], "Verify resolution"),
                ]
        )
        {
            time += phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + par[phase]);
            Assert.Matches($@"\| {step} \|[^|]+\| {(int)time.TotalMinutes} minutes", lab);
        }
    }

    [Fact]
    public void The_windows_of_the_fast_budget_alert_are_those_that_the_lecture_says()
    {
        Assert.Contains(
            "the windows are five minutes and one minute",
            TextOf("lectures/incident-response-principles.md"),
            StringComparison.Ordinal
        );

        var fast = Scenarios()
            .SelectMany(scenario => scenario.Alerts)
            .Where(alert => alert.Title == "Availability budget burns fast")
            .ToList();

        Assert.NotEmpty(fast);
        Assert.All(fast, alert =>
            Assert.Equal((14.4, 5d, 1d), (alert.Threshold, alert.Window.TotalMinutes, alert.ShortWindow.TotalMinutes))
        );
    }

    [Fact]
    public void The_time_to_detect_in_the_lecture_counts_the_retries()
    {
        // 60 requests a second fail; an hour at 20 a second holds 72,000. The rule is over its limit when 14.4 × 0.5 % have failed.
        static double Share(double seconds) => 60 * seconds / (72_000 + (40 * seconds));

        Assert.InRange(Share(90), 0.0714, 0.072);
        Assert.InRange(Share(91), 0.072, 0.073);
        Assert.Contains("passes 7.2 % after about **90 s**", TextOf("lectures/incident-response-principles.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_has_as_many_actions_in_every_lesson()
    {
        foreach (
            var file in (string[])
                ["lectures/post-incident-review.md", "labs/lab-6-post-incident-review.md", "templates/post-incident-review-template.md"]
        )
        {
            Assert.Matches("(?i)(three|3) to (six|6)", TextOf(file));
        }

        Assert.Equal([], Found(OtherNumberOfActions()).Select(Place));
    }

    private static string TextOf(string file) => Lessons.Single(lesson => lesson.File.Replace('\\', '/') == file).Text;

    private static IEnumerable<(string File, Match Match)> Found(Regex pattern) =>
        Lessons.SelectMany(lesson => pattern.Matches(lesson.Text).Select(match => (lesson.File, match)));

    private static string Place((string File, Match Match) found) => $"{found.File}: {found.Match.Value}";

    private static int Minutes(Match match) =>
        match.Groups["minutes"].Value.ToUpperInvariant() switch
        {
            "TWO" => 2,
            "FIVE" => 5,
            "TEN" => 10,
            "FIFTEEN" => 15,
            var digits => int.Parse(digits, CultureInfo.InvariantCulture),
        };

    // The first number in the cell of a row and the column of a severity.
    private static int OfTable(string row, string level)
    {
        var table = TextOf("concepts/response-phases.md").Split("## The times of this portal")[1].Split('\n');
        var columns = table.First(line => line.StartsWith("| what |", StringComparison.Ordinal)).Split('|');
        var column = Array.FindIndex(columns, cell => cell.Trim() == level);
        var cells = table.Single(line => line.StartsWith($"| {row}", StringComparison.Ordinal)).Split('|');
        return int.Parse(Number().Match(cells[column]).Value, CultureInfo.InvariantCulture);
    }

    private static List<Scenario> Scenarios()
    {
        return [.. SharedContent.Scenarios.All];
    }

    [GeneratedRegex(@"\*\*\d\d:\d\d(?::\d\d)? (?<name>[^*()]+) \((?:page|ticket)\):\*\*")]
    private static partial Regex RingingAlert();

    [GeneratedRegex(@"\b[A-Z]+(?:-[A-Z]+)*-(?:5XX|OLD|FAST|DOWN|READY|BURN)\b")]
    private static partial Regex CodedAlert();

    [GeneratedRegex(@"\b(?<level>P[01])(?: means|,)? every (?<minutes>\d+)")]
    private static partial Regex RhythmAfterSeverity();

    [GeneratedRegex(@"\bevery (?<minutes>\d+)(?: minutes)?(?:, the rhythm of| for| at)(?: a)? (?<level>P[01])\b")]
    private static partial Regex RhythmBeforeSeverity();

    [GeneratedRegex(@"\b[Aa]cknowledge(?! by)\b[^.;|\n]{0,30}? within (?<minutes>\d+|two|five) minutes")]
    private static partial Regex AcknowledgeWithin();

    [GeneratedRegex(@"(?<!\bfor )(?<minutes>\b\d+|\b[Tt]en|\b[Ff]ifteen) minutes (?:have passed )?without (?:a hypothesis|improvement)")]
    private static partial Regex WithoutHypothesis();

    [GeneratedRegex(@"\b(?<used>\d+) of 60\b")]
    private static partial Regex ConnectionsOfLimit();

    [GeneratedRegex(@"(?i)\b(?:three|3) to (?:seven|7)\b")]
    private static partial Regex OtherNumberOfActions();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
