using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using static IncidentTraining.Tests.Core.Assessment.CourseTests;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Why an account has no outcome, what it contains without one, and what limits the outcome.</summary>
[Trait("Speed", "slow")]
public sealed class AccountReasonsTests
{
    private const string Lab4 = "lab-4-worker-failure";

    private static readonly RootCause Locked = Labs.Cause(Lab4, "locked-table");

    private static readonly TimeSpan Begin = Labs.Begin(Lab4, "locked-table");

    [Fact]
    public void Without_an_evidence_path_the_run_is_compared_with_doing_nothing_only()
    {
        var account = Compute(Run(25, Repair(10), Locked with { EvidencePath = null }));

        Assert.Equal(
            (null, "The scenario has no reference for this cause, so the run is only compared with doing nothing."),
            (account.Outcome, account.WithoutOutcome)
        );
        Assert.Equal((null, null, null), (account.Reference, account.Best, account.Delay));
        Assert.Equal(ActionEffect.Helped, Assert.Single(account.Lines).Effect);
        Assert.True(account.Saved.DelayedOrders > 0);
    }

    [Fact]
    public void With_too_little_harm_until_the_horizon_there_is_no_outcome()
    {
        var account = Compute(Run(2.5, Repair(2)));

        Assert.Equal((null, "The incident did too little harm to compare responses to it."), (account.Outcome, account.WithoutOutcome));
        Assert.NotNull(account.Reference);
    }

    [Fact]
    public void In_a_healthy_shop_there_is_no_outcome_and_no_reference_and_what_actions_cost_is_told()
    {
        var healthy = Labs.Pager.RootCauses.First(cause => cause.IsHealthy);
        var situation = new Situation(Labs.Pager, ScenarioProof.SeedOf(Labs.Pager, healthy), TimeSpan.FromMinutes(15));
        var account = Compute(RecordedRun.Of(situation, [Input(1, 300, "shed-traffic", ("percent", "80"))]));

        Assert.Null(account.Outcome);
        Assert.StartsWith("There was no incident, so there was no harm to prevent", account.WithoutOutcome, StringComparison.Ordinal);
        Assert.Equal((null, null), (account.Reference, account.Best));
        Assert.Equal(ActionEffect.Harmed, Assert.Single(account.Lines).Effect);
    }

    [Theory]
    [InlineData(true, 0, 101, 200)]
    [InlineData(true, 1, 101, 200)]
    [InlineData(true, 2, 50, 50)]
    [InlineData(false, 0, 100, 100)]
    [InlineData(false, 1, 75, 75)]
    public void Refused_tries_and_a_guess_limit_the_outcome(bool understood, int tries, double least, double most)
    {
        string[] refused = [.. new[] { "create-index", "resume-project" }.Take(tries).SelectMany(action => new[] { action, action })];
        var account = Compute(
            Run(25, Repair(2.5)) with
            {
                RefusedActions = [.. refused, "shed-traffic", "end-sessions"],
                IsUnderstood = understood,
            }
        );

        Assert.InRange(account.Outcome!.Value, least, most);
        Assert.Equal(
            (tries, tries, understood, true, ""),
            (account.RefusedTries, account.NeedlessRisks, account.IsUnderstood, account.IsResolved, account.WithoutOutcome)
        );
    }

    [Fact]
    public void A_run_that_is_not_resolved_at_the_horizon_says_so_and_gets_half_at_most()
    {
        // Repaired two minutes before the end: the service levels have not held for long enough.
        var account = Compute(Run(15, Repair(13)));

        Assert.False(account.IsResolved);
        Assert.InRange(account.Outcome!.Value, 0, 50);
        Assert.True(Compute(Run(25, Repair(13))).IsResolved);
    }

    [Fact]
    public void What_delay_cost_moves_all_actions_by_as_much_and_none_before_the_run_began()
    {
        var repair = Repair(20);
        var account = Compute(RecordedRun.Of(Situation(30, Locked), [Input(1, 5, "run-smoke-tests"), repair]));

        Assert.Equal(repair.At - account.Reference!.ConcludedAt, account.Delay!.Later);
        Assert.Equal(ActionEffect.Helped, account.Lines[^1].Effect);
        Assert.Empty(account.Delay.Refused);
        Assert.True(account.Delay.Cost.Cents > account.LeastDifference);
        // If it is exactly the time of the conclusion, nothing was late.
        Assert.Null(Compute(Run(30, repair with { At = account.Reference.ConcludedAt!.Value })).Delay);
        Assert.NotNull(Compute(Run(30, repair with { At = account.Reference.ConcludedAt!.Value + TimeSpan.FromTicks(1) })).Delay);
    }

    [Fact]
    public void Each_line_has_the_shops_answer_and_the_time_of_its_first_action()
    {
        var account = Compute(
            RecordedRun.Of(Situation(10, Locked), [Input(1, 200, "run-smoke-tests"), Input(2, 260, "scale-workers", ("processes", "6"))])
        );

        Assert.Equal([200, 260], account.Lines.Select(line => line.At.TotalSeconds));
        Assert.All(account.Lines, line => Assert.Single(line.Actions));
        Assert.Contains("6", account.Lines[1].Actions[0], StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(10) + Begin, account.Horizon);
    }

    [Fact]
    public void The_last_line_left_out_is_the_course_before_it()
    {
        var account = Compute(RecordedRun.Of(Situation(25, Locked), [Input(1, 200, "scale-workers", ("processes", "6")), Repair(10)]));

        Assert.Equal(account.Lines[1].Saved, account.Lines[1].LeftOut);
        Assert.Equal(account.Saved.Cents, account.Lines.Sum(line => line.Saved.Cents));
    }

    [Fact]
    public void In_a_run_with_a_second_act_progress_ends_with_all_courses_played()
    {
        const string Lab5 = "lab-5-full-incident-response",
            Pair = "erring-gateway-locked-table";
        var begin = Labs.Begin(Lab5, Pair);
        var told = new List<(int Done, int Expected)>();
        var situation = new Situation(
            Labs.Scenario(Lab5),
            ScenarioProof.SeedOf(Labs.Scenario(Lab5), Labs.Cause(Lab5, Pair)),
            begin + TimeSpan.FromMinutes(12)
        );
        ShopInput[] actions =
        [
            Input(1, 0, "run-smoke-tests"),
            Input(2, 0, "end-sessions", ("client", "analytics")),
            Input(3, 0, "run-smoke-tests"),
        ];
        var run = RecordedRun.Of(situation, actions.Select((input, place) => input with { At = begin + TimeSpan.FromMinutes(4 + place) }));
        var account = new Accountant(run, (done, expected) => told.Add((done, expected)), TestContext.Current.CancellationToken).Compute();

        Assert.Equal((account.Courses, account.Courses), told[^1]);
        Assert.All(told, step => Assert.True(step.Done <= step.Expected));
        Assert.Equal([ActionEffect.Nothing, ActionEffect.Helped, ActionEffect.Nothing], account.Lines.Select(line => line.Effect));
    }

    private static RunAccount Compute(RecordedRun run) =>
        new Accountant(run, (_, _) => { }, TestContext.Current.CancellationToken).Compute();

    private static RecordedRun Run(double minutes, ShopInput input, RootCause? cause = null) =>
        RecordedRun.Of(Situation(minutes, cause ?? Locked), [input]);

    private static Situation Situation(double minutes, RootCause cause) =>
        new(
            Labs.Scenario(Lab4) with
            {
                RootCauses = [.. Labs.Scenario(Lab4).RootCauses.Select(one => one.Id == cause.Id ? cause : one)],
            },
            ScenarioProof.SeedOf(Labs.Scenario(Lab4), Locked),
            Begin + TimeSpan.FromMinutes(minutes)
        );

    /// <summary>The repair, so many minutes after the incident began.</summary>
    private static ShopInput Repair(double minute) =>
        Input(2, 0, "end-sessions", ("client", "analytics")) with
        {
            At = Begin + TimeSpan.FromMinutes(minute),
        };
}
