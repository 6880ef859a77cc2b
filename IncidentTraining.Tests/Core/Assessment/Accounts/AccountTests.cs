using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;
using static IncidentTraining.Tests.Core.Assessment.CourseTests;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The account of a run and the verdicts on its actions.</summary>
[Trait("Speed", "slow")]
public class AccountTests
{
    const string Lab1 = "lab-1-high-latency",
        Lab4 = "lab-4-worker-failure",
        Lab5 = "lab-5-full-incident-response";

    static readonly ShopInput Asked = Input(1, 60, "enable-experiment", ("experiment", "http-latency-500ms"));
    static readonly ShopInput Off = Input(40, 400, "disable-experiment", ("experiment", "http-latency-500ms"));

    [Fact]
    public void The_lines_sum_to_the_total()
    {
        var account = Account(
            Lab1,
            "slow-release",
            Asked,
            Input(2, 300, "scale-api", ("instances", "4")),
            Input(3, 350, "restart-pool"),
            Input(4, 420, "roll-back"),
            Off
        );

        Assert.Equal(4, account.Lines.Count);
        Assert.Equal(HarmPrices.Cents(account.DoNothing) - HarmPrices.Cents(account.Recorded), account.Lines.Sum(line => line.Saved.Cents));
        Assert.Equal(account.Saved.LostOrders, account.Lines.Sum(line => line.Saved.LostOrders));
        Assert.Equal(account.Saved.Customers, account.Lines.Sum(line => line.Saved.Customers));
        Assert.Equal(account.Saved.ImpactSeconds, account.Lines.Sum(line => line.Saved.ImpactSeconds));
        Assert.True(account.Saved.LostOrders > 1000);
    }

    [Fact]
    public void A_kill_switch_that_no_scenario_lists_as_the_repair_helped()
    {
        var account = Account(
            Lab1,
            "slow-release",
            Asked,
            Input(2, 300, "switch-flag", ("flag", "live-recommendations"), ("state", "off")),
            Off
        );

        Assert.Equal(ActionEffect.Helped, account.Lines[0].Effect);
        Assert.True(account.Lines[0].LeftOut.Cents > account.LeastDifference);
    }

    [Fact]
    public void An_idle_action_in_a_shop_that_gets_worse_anyway_did_no_harm()
    {
        var account = Account(
            Lab4,
            "locked-table",
            Input(1, 180, "scale-workers", ("processes", "8")),
            Input(2, 700, "end-sessions", ("client", "analytics"))
        );

        Assert.Equal([ActionEffect.Nothing, ActionEffect.Helped], account.Lines.Select(line => line.Effect));
    }

    [Fact]
    public void Turning_customers_away_for_minutes_did_harm()
    {
        var account = Account(
            Lab4,
            "locked-table",
            Input(1, 240, "end-sessions", ("client", "analytics")),
            Input(2, 300, "shed-traffic", ("percent", "80")),
            Input(3, 1020, "shed-traffic", ("percent", "0"))
        );

        Assert.Equal([ActionEffect.Helped, ActionEffect.Harmed, ActionEffect.Helped], account.Lines.Select(line => line.Effect));
        Assert.True(account.Lines[1].LeftOut.LostOrders < -100);
    }

    [Fact]
    public void Of_two_causes_each_repair_helped()
    {
        // Customers whose card network is rejected never get through. Most of those who encounter a failing gateway do on a retry.
        var account = Account(
            Lab5,
            "rejected-network-closed-mail",
            Input(1, 300, "roll-back"),
            Input(2, 370, "restore-route", ("route", "workers-mail"))
        );

        Assert.Equal([ActionEffect.Helped, ActionEffect.Helped], account.Lines.Select(line => line.Effect));
    }

    [Fact]
    public void The_repair_that_sets_a_second_act_off_is_not_blamed_for_it()
    {
        var account = Account(Lab5, "erring-gateway-locked-table", Input(1, 300, "end-sessions", ("client", "analytics")));
        var line = Assert.Single(account.Lines);

        Assert.Equal((ActionEffect.Helped, false, 0), (line.Effect, line.IsTradeOff, line.NeedlessRisks));
        // Redis was never started, which reduces the savings of the run, but not the value of the repair.
        Assert.True(line.LeftOut.Cents > line.Saved.Cents + account.LeastDifference, $"{line.LeftOut.Cents} {line.Saved.Cents}");
    }

    [Fact]
    public void A_line_says_which_later_action_is_refused_without_it()
    {
        var account = Account(
            Lab4,
            "locked-table",
            Input(1, 200, "enable-experiment", ("experiment", "http-latency-500ms")),
            Input(2, 230, "disable-experiment", ("experiment", "http-latency-500ms"))
        );

        Assert.Single(account.Lines[0].RefusedWithout);
        Assert.Empty(account.Lines[1].RefusedWithout);
    }

    [Fact]
    public void What_delay_cost_is_told_beside_the_sum_and_only_to_those_who_were_later_than_the_reference()
    {
        var late = AccountUntil(45, Lab4, "locked-table", Input(1, 1500, "end-sessions", ("client", "analytics")));
        var early = AccountUntil(45, Lab4, "locked-table", Input(1, 120, "end-sessions", ("client", "analytics")));

        Assert.InRange(late.Delay!.Later, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));
        Assert.True(late.Delay.Cost.DelayedOrders > 1000);
        Assert.InRange(late.Outcome!.Value, 50, 97);
        Assert.Null(early.Delay);
        Assert.True(early.Outcome > 100);
    }

    [Fact]
    public void Without_an_action_there_is_no_account_and_no_outcome()
    {
        var account = Account(Lab1, "slow-release", Asked, Input(2, 200, "probe", ("route", "products")));

        Assert.Empty(account.Lines);
        Assert.Null(account.Outcome);
        Assert.Contains("No action", account.WithoutOutcome, StringComparison.Ordinal);
        Assert.Equal(account.DoNothing, account.Recorded);
    }

    [Fact]
    public void Where_nothing_went_wrong_there_is_no_outcome_and_what_was_done_is_still_judged()
    {
        // No one has switched the experiment on, so that the weakness never shows.
        var account = Account(Lab1, "missing-index", Input(1, 120, "shed-traffic", ("percent", "80")));

        Assert.Null(account.Outcome);
        Assert.Contains("no harm to prevent", account.WithoutOutcome, StringComparison.Ordinal);
        Assert.Equal(ActionEffect.Harmed, Assert.Single(account.Lines).Effect);
        Assert.Null(account.Best);
    }

    [Fact]
    public void Many_actions_are_put_together_in_groups_that_still_sum_to_the_total()
    {
        var actions = Enumerable.Range(0, 30).Select(number => Input(number + 1, 200 + (number * 10), "run-smoke-tests")).ToArray();
        var account = Account(Lab4, "locked-table", actions);

        Assert.Equal(15, account.Lines.Count);
        Assert.All(account.Lines, line => Assert.Equal(2, line.Actions.Count));
        Assert.Equal(account.Saved.Cents, account.Lines.Sum(line => line.Saved.Cents));
    }

    [Theory]
    // 24 lines take 46 courses, and one more is for the delay.
    [InlineData(47_000, 1_000, 24)]
    [InlineData(46_999, 1_000, 23)]
    [InlineData(9_000, 1_000, 5)]
    [InlineData(8_999, 1_000, 4)]
    [InlineData(0, 1_000, 4)]
    [InlineData(long.MaxValue, 0, 24)]
    public void An_account_has_as_many_lines_as_its_effort_has_room_for(long left, long events, int lines) =>
        Assert.Equal(lines, Accountant.Room(left, events));

    [Theory]
    [InlineData(70_000, 24)]
    [InlineData(69_999, 23)]
    public void Where_there_is_a_second_act_a_line_takes_three_courses(long left, int lines) =>
        Assert.Equal(lines, Accountant.Room(left, 1_000, perLine: 3));

    [Fact]
    public void Progress_ends_with_all_courses_played()
    {
        var told = new List<(int Done, int Expected)>();
        var situation = Situation(Lab4, "locked-table");
        var account = new Accountant(
            RecordedRun.Of(situation, [Input(1, 900, "end-sessions", ("client", "analytics"))]),
            (done, expected) => told.Add((done, expected)),
            TestContext.Current.CancellationToken
        ).Compute();

        Assert.Equal(Enumerable.Range(1, account.Courses), told.Select(step => step.Done).Distinct());
        Assert.All(told, step => Assert.True(step.Done <= step.Expected));
        Assert.Equal((account.Courses, account.Courses), told[^1]);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(1500)]
    public void Progress_ends_with_all_courses_whether_or_not_delay_has_one(int second)
    {
        var told = new List<(int Done, int Expected)>();
        ShopInput[] actions = [Input(1, second, "end-sessions", ("client", "analytics")), Input(2, second + 100, "run-smoke-tests")];
        var account = new Accountant(
            RecordedRun.Of(
                Situation(Lab4, "locked-table", 45),
                actions.Select(input => input with { At = input.At + Later(Lab4, "locked-table") })
            ),
            (done, expected) => told.Add((done, expected)),
            TestContext.Current.CancellationToken
        ).Compute();

        Assert.Equal(second == 1500, account.Delay is not null);
        Assert.Equal((account.Courses, account.Courses), told[^1]);
    }

    /// <summary>The times of the inputs are those of a run in which the trouble begins after 75 seconds.</summary>
    static RunAccount Account(string scenario, string cause, params ShopInput[] inputs) => AccountUntil(25, scenario, cause, inputs);

    static RunAccount AccountUntil(int minutes, string scenario, string cause, params ShopInput[] inputs) =>
        new Accountant(
            RecordedRun.Of(
                Situation(scenario, cause, minutes),
                inputs.Select(input => input with { At = input.At + Later(scenario, cause) })
            ),
            (_, _) => { },
            TestContext.Current.CancellationToken,
            SharedCourses.Known
        ).Compute();

    static TimeSpan Later(string scenario, string cause) =>
        Labs.Scenario(scenario).Begins.To == TimeSpan.Zero ? TimeSpan.Zero : Labs.Begin(scenario, cause) - TimeSpan.FromSeconds(75);

    static Situation Situation(string scenario, string cause, int minutes = 25) =>
        new(
            Labs.Scenario(scenario),
            ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause)),
            TimeSpan.FromMinutes(minutes) + Later(scenario, cause)
        );
}
