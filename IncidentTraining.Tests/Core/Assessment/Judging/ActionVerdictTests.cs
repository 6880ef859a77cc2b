using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// The effect of each action according to the scenario's repair and the harm that the engine measured. The cause is removed at 10:40 and
/// resolved at 15:00.
/// </summary>
public sealed class ActionVerdictTests
{
    [Theory]
    [InlineData("resize-pool", ActionEffect.Helped)]
    [InlineData("disable-experiment", ActionEffect.Helped)]
    [InlineData("restart-redis", ActionEffect.Nothing)]
    public void The_repair_and_switching_the_experiment_off_helped_and_other_actions_did_nothing(string action, ActionEffect effect) =>
        Assert.Equal(effect, Assert.Single(Of(Run().Act(600, action))).Effect);

    [Fact]
    public void Of_two_repairs_of_one_kind_the_last_one_up_to_the_removal_of_the_cause_helped() =>
        Assert.Equal(
            [ActionEffect.Nothing, ActionEffect.Helped, ActionEffect.Nothing],
            Of(Run().Act(300, "resize-pool").Act(640, "resize-pool").Act(641, "resize-pool")).Select(one => one.Effect)
        );

    [Fact]
    public void When_the_cause_was_gone_already_the_first_one_until_the_resolution_helped()
    {
        Assert.Equal(
            [ActionEffect.Helped, ActionEffect.Nothing],
            Of(Run().Act(700, "resize-pool").Act(800, "resize-pool")).Select(one => one.Effect)
        );
        Assert.Equal(ActionEffect.Helped, Assert.Single(Of(Run().Act(900, "resize-pool"))).Effect);
        Assert.Equal(ActionEffect.Nothing, Assert.Single(Of(Run().Act(901, "resize-pool"))).Effect);
    }

    [Theory]
    [InlineData("restart-redis", 599, ActionEffect.Nothing)]
    [InlineData("restart-redis", 600, ActionEffect.Harmed)]
    [InlineData("restart-redis", 660, ActionEffect.Harmed)]
    [InlineData("restart-redis", 661, ActionEffect.Nothing)]
    [InlineData("flush-redis", 630, ActionEffect.Nothing)]
    public void Harm_belongs_to_an_action_of_its_name_from_its_start_to_its_end(string harmed, int second, ActionEffect effect)
    {
        var run = Run()
            .Act(600, "restart-redis")
            .Add(660, IncidentEventKind.ActionFinished, "Restarted.", "restart-redis")
            .Harmed(second, harmed, "12 jobs were lost.");
        Assert.Equal(effect, Assert.Single(Of(run)).Effect);
    }

    [Fact]
    public void An_action_that_ends_in_its_own_second_has_harm_of_that_second()
    {
        var run = Run()
            .Act(600, "restart-redis")
            .Add(600, IncidentEventKind.ActionFinished, "Restarted.", "restart-redis")
            .Add(700, IncidentEventKind.ActionFinished, "Restarted.", "restart-redis");
        Assert.Equal(ActionEffect.Nothing, Assert.Single(Of(run.Harmed(650, "restart-redis", "12 jobs were lost."))).Effect);
    }

    [Fact]
    public void Another_actions_end_is_not_this_ones()
    {
        var run = Run()
            .Act(600, "restart-redis")
            .Add(610, IncidentEventKind.ActionFinished, "Rolled back.", "roll-back")
            .Add(660, IncidentEventKind.ActionFinished, "Restarted.", "restart-redis");
        Assert.Equal(ActionEffect.Harmed, Assert.Single(Of(run.Harmed(650, "restart-redis", "12 jobs were lost."))).Effect);
    }

    [Fact]
    public void Letting_the_load_back_after_an_outage_that_kept_itself_up_helped_until_the_resolution()
    {
        var run = Run()
            .Act(640, "shed-traffic")
            .Act(700, "shed-traffic")
            .Act(900, "shed-traffic")
            .Act(901, "shed-traffic")
            .Act(902, "restart-redis")
            .Harmed(700, "shed-traffic", "Customers were turned away.");
        var record = run.Record();
        TimedStep[] steps = [new(TimeSpan.Zero, "shed-traffic", new Dictionary<string, string>())];
        var cause = record.Cause with
        {
            Mitigations = [new("shed-traffic", new Dictionary<string, string>())],
            Metastable = new MetastableOutage(TimeSpan.Zero, [new Recovery("shedding", steps)], 1),
        };

        Assert.Equal(
            [ActionEffect.Helped, ActionEffect.Helped, ActionEffect.Helped, ActionEffect.Nothing, ActionEffect.Nothing],
            ActionVerdict.Of(record.Log, record.Inputs, cause, record.Shop).Select(one => one.Effect)
        );
        // Elsewhere the last one up to the removal is the repair, and shedding more is harm.
        Assert.Equal(
            [ActionEffect.Helped, ActionEffect.Harmed, ActionEffect.Nothing, ActionEffect.Nothing, ActionEffect.Nothing],
            ActionVerdict.Of(record.Log, record.Inputs, cause with { Metastable = null }, record.Shop).Select(one => one.Effect)
        );
    }

    [Theory]
    [InlineData("resize-pool", ActionEffect.Helped)]
    [InlineData("roll-back", ActionEffect.Helped)]
    [InlineData("restart-workers", ActionEffect.Helped)]
    [InlineData("restart-redis", ActionEffect.Nothing)]
    public void What_is_worth_the_repair_and_what_clears_up_behind_it_helped_as_well(string action, ActionEffect effect)
    {
        var record = Run().Act(600, action).Record();
        var cause = record.Cause with
        {
            EquivalentRepairs = [new("roll-back", new Dictionary<string, string>())],
            ExpertRun = [new(TimeSpan.Zero, "restart-workers", new Dictionary<string, string>())],
        };
        Assert.Equal(effect, Assert.Single(ActionVerdict.Of(record.Log, record.Inputs, cause, record.Shop)).Effect);
    }

    [Theory]
    [InlineData("20", ActionEffect.Helped)]
    [InlineData("21", ActionEffect.Nothing)]
    public void While_the_cause_is_there_only_exactly_the_repair_is_a_part_of_it(string connections, ActionEffect effect)
    {
        var run = Run().Act(600, "resize-pool", arguments: ("connections", connections));
        run.Truth = run.Truth with { CauseRemovedAt = null, ResolvedAt = null };
        Assert.Equal(effect, Assert.Single(Of(run)).Effect);
    }

    [Theory]
    [InlineData("20", "api", ActionEffect.Helped)]
    [InlineData("21", "api", ActionEffect.Nothing)]
    [InlineData("20", "worker", ActionEffect.Nothing)]
    public void Exactly_the_repair_is_one_in_each_of_its_arguments(string connections, string target, ActionEffect effect)
    {
        var run = Run().Act(600, "resize-pool", arguments: [("connections", connections), ("target", target)]);
        run.Truth = run.Truth with { CauseRemovedAt = null, ResolvedAt = null };
        var record = run.Record();
        var cause = record.Cause with
        {
            Mitigations = [new("resize-pool", new Dictionary<string, string> { ["connections"] = "20", ["target"] = "api" })],
        };
        Assert.Equal(effect, Assert.Single(ActionVerdict.Of(record.Log, record.Inputs, cause, record.Shop)).Effect);
    }

    [Theory]
    [InlineData(599, 600, ActionEffect.Nothing)]
    [InlineData(600, 600, ActionEffect.Helped)]
    [InlineData(601, 600, ActionEffect.Helped)]
    [InlineData(601, null, ActionEffect.Nothing)]
    public void The_repair_of_a_second_act_helped_from_the_second_in_which_that_began(int second, int? begun, ActionEffect effect)
    {
        var run = Run().Act(300, "resize-pool").Act(second, "restart-redis");
        run.Truth = run.Truth with { SecondActAt = begun is { } at ? TimeSpan.FromSeconds(at) : null };
        var record = run.Record();
        var act = new SecondAct
        {
            After = TimeSpan.FromMinutes(1),
            Faults = [],
            Symptoms = [],
            Mitigations = [new("restart-redis", new Dictionary<string, string>())],
        };
        // It also cleans up after the cause, which the first act does not need.
        var cause = record.Cause with
        {
            SecondAct = act,
            ExpertRun = [new(TimeSpan.Zero, "restart-redis", new Dictionary<string, string>())],
        };
        Assert.Equal(
            [ActionEffect.Helped, effect],
            ActionVerdict.Of(record.Log, record.Inputs, cause, record.Shop).Select(one => one.Effect)
        );
    }

    [Fact]
    public void Verdicts_are_in_the_order_of_the_actions_each_with_its_own_entry() =>
        Assert.Equal(
            [
                (300, "restart-redis", ActionEffect.Nothing),
                (600, "resize-pool", ActionEffect.Helped),
                (620, "roll-back", ActionEffect.Nothing),
            ],
            Of(Run().Act(300, "restart-redis").Act(600, "resize-pool").Act(620, "roll-back"))
                .Select(one => ((int)one.At.TotalSeconds, one.Text, one.Effect))
        );

    [Fact]
    public void A_job_to_set_aside_is_any_job_and_another_argument_beside_it_must_be_the_repairs()
    {
        var (step, run) = (
            new MitigationStep("set-aside", new Dictionary<string, string> { ["job"] = TimedStep.Suspect, ["queue"] = "orders" }),
            Run().Act(600, "set-aside", arguments: [("job", "17"), ("queue", "orders")])
        );
        run.Truth = run.Truth with { CauseRemovedAt = null, ResolvedAt = null };
        Assert.Equal(ActionEffect.Helped, Judge("orders"));
        Assert.Equal(ActionEffect.Nothing, Judge("mail"));

        ActionEffect Judge(string queue) =>
            run.Record() is var record
            && record.Cause with
            {
                Mitigations =
                [
                    step with
                    {
                        Arguments = new Dictionary<string, string> { ["job"] = TimedStep.Suspect, ["queue"] = queue },
                    },
                ],
            }
                is var cause
                ? Assert.Single(ActionVerdict.Of(record.Log, record.Inputs, cause, record.Shop)).Effect
                : default;
    }

    [Fact]
    public void Each_action_has_its_time_its_words_and_refused_ones_have_no_verdict()
    {
        var verdicts = Of(Run().Act(300, "create-index", accepted: false).Act(600, "resize-pool"));
        Assert.Equal((TimeSpan.FromSeconds(600), "resize-pool"), (Assert.Single(verdicts).At, verdicts[0].Text));
        Assert.Equal(ActionEffect.Helped, verdicts[0].Effect);
    }

    private static MadeRun Run()
    {
        var run = new MadeRun(recoveredAtMinute: 14);
        run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromMinutes(15), CauseRemovedAt = TimeSpan.FromSeconds(640) };
        return run;
    }

    private static IReadOnlyList<ActionVerdict> Of(MadeRun run) =>
        run.Record() is var record ? ActionVerdict.Of(record.Log, record.Inputs, record.Cause, record.Shop) : [];
}
