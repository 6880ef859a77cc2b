using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Progress;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>
/// The plans of the day are feasible: their hours, the minute plans of the labs, and what a trainee must do to complete them.
/// </summary>
public sealed partial class PlanFitTests
{
    private static readonly TrainingDay Day = RealContent.Library().FindDay(RealContent.DayId)!;
    private static readonly TrainingPlan TwoDays = Day.FindPlan("two-days")!;

    [Fact]
    public void The_plan_of_the_specification_stays_one_day_with_an_hour_for_each_lecture_and_lab_but_the_last()
    {
        Assert.Equal((new TimeOnly(9, 0), new TimeOnly(19, 25)), (Day.Starts, Day.Ends));
        Assert.Equal([60, 60, 60, 60, 60, 60, 60, 60, 30], Day.Activities.Select(item => item.Minutes));
        Assert.Equal(["morning-session", "afternoon-session", "advanced-session"], Day.Sessions.Select(session => session.Page.Id));
    }

    [Fact]
    public void Each_of_the_two_days_runs_from_nine_to_half_past_four_without_gap_or_overlap()
    {
        foreach (var day in TwoDays.Sessions.GroupBy(session => session.Day))
        {
            var items = day.SelectMany(session => session.Items).ToList();
            Assert.Equal((new TimeOnly(9, 0), new TimeOnly(16, 30)), (items[0].Starts, items[^1].Ends));
            Assert.All(items.Zip(items.Skip(1)), pair => Assert.Equal(pair.First.Ends, pair.Second.Starts));
        }

        Assert.Equal([1, 1, 2, 2], TwoDays.Sessions.Select(session => session.Day ?? 0));
    }

    [Fact]
    public void The_two_days_hold_every_lecture_and_lab_in_their_order_and_none_is_shorter()
    {
        var planned = ItemsOf(TwoDays).Where(item => item.Page?.IsTimed == true).ToList();

        Assert.Equal(Day.Activities.Select(item => item.Page!.Id), planned.Select(item => item.Page!.Id));
        Assert.All(planned.Zip(Day.Activities), pair => Assert.InRange(pair.First.Minutes, pair.Second.Minutes, 90));
        Assert.Superset(
            new HashSet<string>
            {
                "welcome-and-crews",
                "retrieval-afternoon",
                "retrieval-next-morning",
                "retrieval-before-the-review",
                "exercise-2-runbooks",
                "exercise-3-on-call",
                "assessment",
            },
            ItemsOf(TwoDays).Select(item => item.Page?.Id ?? "").ToHashSet()
        );
    }

    [Fact]
    public void No_plan_keeps_a_class_at_work_for_more_than_a_hundred_minutes_or_without_lunch()
    {
        foreach (
            var day in TwoDays
                .Sessions.GroupBy(session => session.Day)
                .Select(day => day.SelectMany(session => session.Items))
                .Append(Day.Sessions.SelectMany(session => session.Items))
        )
        {
            var (stretch, longest, lunch) = (0, 0, 0);
            foreach (var item in day)
            {
                stretch = item.Page is null ? 0 : stretch + item.Minutes;
                longest = Math.Max(longest, stretch);
                lunch = item.Title == "Lunch" ? item.Minutes : lunch;
            }

            Assert.InRange(longest, 60, 100);
            Assert.InRange(lunch, 45, 60);
        }
    }

    [Fact]
    public void Each_lab_has_a_minute_plan_for_the_time_that_either_plan_gives_it_and_the_minutes_add_up()
    {
        foreach (var item in Day.Activities.Concat(ItemsOf(TwoDays)).Where(item => item.Page?.Kind is PageKind.Lab))
        {
            var plans = MinutePlans(item.Page!);
            Assert.Contains(item.Minutes, plans.Select(plan => plan.Promised));
            Assert.All(plans, plan =>
                Assert.True(
                    plan.Promised == plan.Rows.Sum(row => row.Minutes),
                    $"{item.Page!.File}: {plan.Promised} minutes, but the rows have {plan.Rows.Sum(row => row.Minutes)}"
                )
            );
        }
    }

    [Fact]
    public void Every_hour_with_a_record_says_that_it_is_live_or_record()
    {
        var withBoth = Day
            .Pages.Where(page => page.Kind is PageKind.Lab && TextOf(page).Contains("**The record** is", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(4, withBoth.Count);
        Assert.All(withBoth, page =>
            Assert.Contains("**The hour is long enough for one of the two.**", TextOf(page), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_criterion_of_completion_can_be_met_within_the_two_days()
    {
        using var folder = new ContentFolder(RealContent.Directory, TimeProvider.System);
        var criteria = new CompletionRules(folder).For(RealContent.DayId);
        var rows = TextOf(Day.FindPage("running-the-day")!)
            .Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && criteria.Any(rule => rule.Title == cells[1]))
            .ToDictionary(cells => cells[1], cells => int.Parse(cells[3], CultureInfo.InvariantCulture));

        Assert.Equal(criteria.Select(rule => rule.Title), rows.Keys);
        var labs = ItemsOf(TwoDays).Where(item => item.Page?.Kind is PageKind.Lab).ToList();
        int Planned(string what) =>
            labs.Sum(lab =>
                MinutePlans(lab.Page!)
                    .Single(plan => plan.Promised == lab.Minutes)
                    .Rows.Where(row => row.What.StartsWith(what, StringComparison.Ordinal))
                    .Sum(row => row.Minutes)
            );
        Assert.Equal(Planned("the live run"), rows["Multiple incidents simulated"]);
        Assert.Equal(
            Planned("the runbook") + ItemsOf(TwoDays).Single(item => item.Page?.Id == "exercise-2-runbooks").Minutes,
            rows["Runbooks created"]
        );
        Assert.Equal(Planned("writing"), rows["Post-incident review conducted"]);
        Assert.Equal(Planned("the five messages"), rows["Communication practiced"]);

        // Four runbooks at a quarter of an hour each leave the least time.
        Assert.InRange(rows["Runbooks created"], criteria.Single(rule => rule.Title == "Runbooks created").Needed * 15, 120);
    }

    [Fact]
    public void The_grading_load_adds_up()
    {
        var rows = TextOf(Day.FindPage("running-the-day")!)
            .Split('\n')
            .SelectMany(line => GradingRow().Matches(line))
            .Select(match => match.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray())
            .ToList();

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(row[0] * row[1], row[2]));
        Assert.Contains(
            $"| **all** | | | **{rows.Sum(row => row[2])}** |",
            TextOf(Day.FindPage("running-the-day")!),
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<PlanItem> ItemsOf(TrainingPlan plan) => plan.Sessions.SelectMany(session => session.Items);

    private static string TextOf(CurriculumPage page) => File.ReadAllText(Path.Combine(RealContent.Directory, page.File));

    /// <summary>Tables under "Minute plan … (N minutes)", and columns headed "minutes (N minutes)".</summary>
    private static List<(int Promised, List<(string What, int Minutes)> Rows)> MinutePlans(CurriculumPage page)
    {
        var plans = new List<(int, List<(string, int)>)>();
        var lines = TextOf(page).Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (
                MinutePlanTitle().Match(lines[at]) is { Success: true } title
                && lines.Length > at + 4
                && lines[at + 2].StartsWith("| minutes |", StringComparison.Ordinal)
            )
            {
                plans.Add((Number(title.Groups[1].Value), [.. Rows(lines, at + 4).Select(cells => (cells[2], Number(cells[1])))]));
            }

            var header = lines[at].Split('|', StringSplitOptions.TrimEntries);
            foreach (
                var (column, match) in header
                    .Select((cell, index) => (index, MinuteColumn().Match(cell)))
                    .Where(found => found.Item2.Success)
            )
            {
                plans.Add((Number(match.Groups[1].Value), [.. Rows(lines, at + 2).Select(cells => (cells[1], Number(cells[column])))]));
            }
        }

        return plans;
    }

    private static IEnumerable<string[]> Rows(string[] lines, int from) =>
        lines.Skip(from).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\*\*Minute plan[^*(]*\((\d+) minutes\)")]
    private static partial Regex MinutePlanTitle();

    [GeneratedRegex(@"^minutes \((\d+) minutes\)$")]
    private static partial Regex MinuteColumn();

    [GeneratedRegex(@"^\| [^|]+ \| (\d+) \| (\d+) \| (\d+) \|$")]
    private static partial Regex GradingRow();
}
