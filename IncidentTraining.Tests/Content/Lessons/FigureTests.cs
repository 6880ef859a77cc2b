using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content.Lessons;

/// <summary>The figures of the lessons are those that the portal measures by, those of the shop, or derived from each other.</summary>
public sealed partial class FigureTests
{
    private const string FirstLecture = "lectures/incident-response-principles.md";
    private const double MonthHours = 30 * 24;

    [Fact]
    public void The_table_of_times_is_the_one_that_the_portal_measures_by()
    {
        var rows = Lesson
            .Table(Lesson.TextOf("concepts/response-phases.md"), "| what | P0 |")
            .ToDictionary(cells => cells[0], cells => cells[1..]);
        foreach (var (column, severity) in ((int, Severity)[])[(0, Severity.P0), (1, Severity.P1)])
        {
            Assert.Equal($"every {UpdateWords.Cadence(severity)!.Value.TotalMinutes} minutes", rows["status updates"][column]);
            Assert.Equal(
                $"within {UpdateWords.FirstUpdate(severity)!.Value.TotalMinutes} minutes of the acknowledgment",
                rows["first message to customers and support"][column]
            );
        }

        Assert.Null(UpdateWords.Cadence(Severity.P2));
        Assert.Equal("on change, and at the end", rows["status updates"][2]);
    }

    [Fact]
    public void The_first_message_is_due_after_the_same_time_everywhere()
    {
        var times = Lesson.All.SelectMany(lesson => FirstMessage().Matches(lesson.Text).Select(match => (lesson.File, match))).ToList();

        Assert.InRange(times.Count, 4, int.MaxValue);
        Assert.Equal(
            [],
            times
                .Where(found => found.match.Groups["minutes"].Value != $"{UpdateWords.FirstUpdate(Severity.P1)!.Value.TotalMinutes}")
                .Select(found => $"{found.File}: {found.match.Value}")
        );
    }

    [Fact]
    public void The_rule_of_severity_in_the_lesson_is_the_one_that_runs_are_judged_by()
    {
        var rule = Lesson
            .Table(Lesson.TextOf("concepts/severity-levels.md"), "| level | when |")
            .ToDictionary(cells => cells[0], cells => cells[1]);

        Assert.Equal((0.5, "half of all requests fail, or a stranger reads customers' orders"), (NoticedImpact.DownShare, rule["P0"]));
        Assert.Equal((80d, 6d, 5d), (SeverityRule.PaymentsDown, SeverityRule.SpreadingBurnRate, SeverityRule.OrdersLate.TotalMinutes));
        Assert.Equal(
            "3 % of all requests fail (a burn rate of 6), or a fifth of all payments fail, or paid orders have waited for their confirmation for 5 minutes without a gap",
            rule["P1"]
        );
    }

    [Fact]
    public void Each_burn_rate_spends_what_the_lecture_says_before_it_fires()
    {
        var rows = Lesson.Table(Lesson.TextOf(FirstLecture), "| burn rate | long window |");

        Assert.Equal(["14.4", "6", "1"], rows.Select(cells => cells[0]));
        Assert.All(rows, cells =>
        {
            var hours = Number(cells[1]) * (cells[1].Contains("day", StringComparison.Ordinal) ? 24 : 1);
            Assert.Equal(Number(cells[3]), 100 * Number(cells[0]) * hours / MonthHours, 6);
        });
    }

    [Fact]
    public void The_error_budget_of_the_worked_outage_adds_up_in_both_lectures()
    {
        const double Budget = 20 * 86_400 * 30 * 0.005;
        const double Failed = (28 * 60 * 20) + (20 * 60 * 2);
        var share = $"{100 * Failed / Budget:0.0} %";

        Assert.Contains($"**{Budget:N0} failed requests**", Lesson.TextOf(FirstLecture), StringComparison.Ordinal);
        Assert.Contains(
            $"These {Failed:N0} are **{share}** of the month's error budget",
            Lesson.TextOf(FirstLecture),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"| error budget | {share} of 30 days | {Failed:N0} of {Budget:N0} requests |",
            Lesson.TextOf("lectures/post-incident-review.md"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_incident_stays_in_mitigation_until_its_last_impact_has_stopped()
    {
        var rows = Lesson.Table(Lesson.TextOf(FirstLecture), "| time (UTC) | phase |");
        var phases = rows.SkipWhile(cells => cells[0] != "18:08")
            .TakeWhile(cells => cells[0] != "18:42")
            .Select(cells => cells[1])
            .ToList();

        Assert.Equal(6, phases.Count);
        Assert.All(phases, phase => Assert.StartsWith("Mitigation", phase, StringComparison.Ordinal));
        Assert.Contains("checkout 17:42 to 18:30: 48 min", Lesson.TextOf(FirstLecture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size", DatabaseOptions.PoolSize)]
    [InlineData("max_connections", DatabaseOptions.MaxConnections)]
    [InlineData("worker_pool_size", DatabaseOptions.WorkerConnections)]
    public void The_settings_of_the_shop_that_people_read_are_those_that_it_runs_with(string setting, int value) =>
        Assert.Matches($@"(?m)^ +{setting}: {value}\b", Lesson.ContentFile("practice-shop/config/production.yaml"));

    [Fact]
    public void The_quiz_fits_into_the_time_that_the_plan_gives_it_and_is_announced_as_it_is()
    {
        using var folder = new ContentFolder(RealContent.Directory, TimeProvider.System);
        var quiz = new QuizCatalogue(folder).OfDay(RealContent.DayId)!;
        var planned = RealContent
            .Library()
            .FindDay(RealContent.DayId)!
            .FindPlan("two-days")!
            .Sessions.SelectMany(session => session.Items)
            .Single(item => item.Page?.Id == "assessment");

        Assert.Equal(quiz.Minutes, planned.Minutes);
        Assert.Contains(
            $"It has {quiz.Questions.Count} questions, and you have {quiz.Minutes} minutes.",
            Lesson.TextOf("assessment.md"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_weights_of_the_on_call_exercise_are_those_of_its_rubric()
    {
        var rubric = RubricRow()
            .Matches(Lesson.ContentFile("rubrics/on-call-shift.yaml"))
            .Select(match => $"{match.Groups["title"].Value}: {match.Groups["weight"].Value} %");

        Assert.Equal(
            rubric,
            Lesson
                .Table(Lesson.TextOf("exercises/exercise-3-on-call.md"), "| criterion | looked for | weight |")
                .Select(cells => $"{cells[0]}: {cells[2]}")
        );
    }

    [Fact]
    public void The_runbook_exercise_counts_the_sections_of_the_editor_and_tests_each()
    {
        var sections = SectionTitle()
            .Matches(Lesson.ContentFile("document-kinds/runbook.yaml"))
            .Select(match => match.Groups[1].Value)
            .ToList();
        var exercise = Lesson.TextOf("exercises/exercise-2-runbooks.md");

        Assert.Equal(7, sections.Count);
        Assert.Contains("the editor has the same seven sections", exercise, StringComparison.Ordinal);
        Assert.Equal(
            sections.Order(StringComparer.Ordinal),
            Lesson.Table(exercise, "| section | test it with |").Select(cells => cells[0]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_weekday_fits_its_date()
    {
        var dates = Lesson.All.SelectMany(lesson => Weekday().Matches(lesson.Text).Select(match => (lesson.File, match))).ToList();

        Assert.InRange(dates.Count, 20, int.MaxValue);
        Assert.Equal(
            [],
            dates
                .Where(found =>
                {
                    var month = DateTime.ParseExact(found.match.Groups["month"].Value[..3], "MMM", CultureInfo.InvariantCulture).Month;
                    var day = new DateOnly(2026, month, int.Parse(found.match.Groups["day"].Value, CultureInfo.InvariantCulture));
                    return !$"{day.DayOfWeek}".StartsWith(found.match.Groups["weekday"].Value, StringComparison.Ordinal);
                })
                .Select(found => $"{found.File}: {found.match.Value}")
        );
    }

    [Fact]
    public void Every_book_and_paper_has_its_year()
    {
        var sources = Lesson
            .TextOf("resources.md")
            .Split("## Books and papers")[1]
            .Split("## What is our advice")[0]
            .Split('\n')
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .ToList();

        Assert.InRange(sources.Count, 15, int.MaxValue);
        Assert.Equal([], sources.Where(line => !Year().IsMatch(line)));
    }

    [Fact]
    public void No_message_in_a_lesson_promises_to_know_something_by_a_time() =>
        Assert.Equal(
            [],
            Lesson.All.SelectMany(lesson => PromisedKnowledge().Matches(lesson.Text).Select(match => $"{lesson.File}: {match.Value}"))
        );

    private static double Number(string text) => double.Parse(Digits().Match(text).Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?i)(?:first message within (?<minutes>\d+) minutes|within (?<minutes>\d+) minutes of the acknowledgment)")]
    private static partial Regex FirstMessage();

    [GeneratedRegex(@"title: (?<title>[A-Z][^\n]+)\n    weight: (?<weight>\d+)")]
    private static partial Regex RubricRow();

    [GeneratedRegex(@"^  - id: [a-z-]+\n    title: ([^\n]+)", RegexOptions.Multiline)]
    private static partial Regex SectionTitle();

    [GeneratedRegex(
        @"\b(?<weekday>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*),? (?<day>\d{1,2}) (?<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b"
    )]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\b(?:19|20)\d\d\b|Regulation \(EU\)")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?i)\b(?:we|you)(?: shall| will|'ll) know (?:more |it |that )?by\b|\bnext update we (?:shall|will) know\b")]
    private static partial Regex PromisedKnowledge();

    [GeneratedRegex(@"\d+(?:\.\d+)?")]
    private static partial Regex Digits();
}
