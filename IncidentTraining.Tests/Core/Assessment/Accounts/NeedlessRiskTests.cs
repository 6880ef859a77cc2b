using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Which risky actions an incident did not need: a small pool, whose repair leaves workers to restart and after which Redis ends
/// at 600 seconds.</summary>
public sealed class NeedlessRiskTests
{
    private const int SecondAct = 600;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(SecondAct);

    private static readonly RootCause Cause = MadeRun.Scenario.RootCauses[0] with
    {
        Mitigations = [Step("resize-pool", ("connections", "20"))],
        EquivalentRepairs = [Step("roll-back")],
        ExpertRun = [Timed("resize-pool", ("connections", "20")), Timed("restart-worker", ("worker", "all")), Timed("restart-redis")],
        SecondAct = new SecondAct
        {
            After = TimeSpan.FromMinutes(1),
            Faults = [],
            Symptoms = [],
            Mitigations = [Step("restart-redis"), Step("resize-redis", ("megabytes", "512"))],
        },
    };

    [Theory]
    [InlineData("resize-pool", false)]
    [InlineData("roll-back", false)]
    [InlineData("create-index", true)]
    [InlineData("restart-worker", true)]
    [InlineData("shed-traffic", false)]
    public void A_risky_action_of_another_kind_than_every_repair_is_none(string action, bool isNoRepair) =>
        Assert.Equal(isNoRepair, NeedlessRisk.IsNoRepair(Cause, Input(300, action), null));

    [Theory]
    [InlineData("restart-worker", "worker", "all", false)]
    [InlineData("restart-worker", "worker", "worker-1", true)]
    [InlineData("resize-pool", "connections", "7", false)]
    public void What_clears_up_behind_a_cause_is_needed_and_a_figure_may_be_another_one(
        string action,
        string name,
        string value,
        bool isNoRepair
    ) => Assert.Equal(isNoRepair, NeedlessRisk.IsNoRepair(Cause, Input(300, action, (name, value)), null));

    [Theory]
    [InlineData("api-1", false)]
    [InlineData("api-2", true)]
    public void A_step_of_a_recovery_is_needed(string instance, bool isNoRepair)
    {
        var cause = Cause with
        {
            Metastable = new MetastableOutage(
                TimeSpan.Zero,
                [new Recovery("restart-in-order", [Timed("restart-instance", ("instance", "api-1"))])],
                1
            ),
        };
        Assert.Equal(isNoRepair, NeedlessRisk.IsNoRepair(cause, Input(300, "restart-instance", ("instance", instance)), null));
        Assert.True(NeedlessRisk.IsNoRepair(Cause, Input(300, "restart-instance", ("instance", instance)), null));
    }

    [Theory]
    [InlineData(SecondAct - 1, SecondAct, true)]
    [InlineData(SecondAct, SecondAct, false)]
    [InlineData(SecondAct, null, true)]
    public void The_repair_of_a_second_act_is_one_from_the_second_in_which_that_begins(int at, int? begun, bool isNoRepair)
    {
        TimeSpan? second = begun is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        Assert.Equal(isNoRepair, NeedlessRisk.IsNoRepair(Cause, Input(at, "restart-redis"), second));
        Assert.Equal(isNoRepair, NeedlessRisk.IsNoRepair(Cause, Input(at, "resize-redis", ("megabytes", "1024")), second));
    }

    [Fact]
    public void The_repair_of_the_first_act_is_one_in_the_second_too() =>
        Assert.False(NeedlessRisk.IsNoRepair(Cause, Input(SecondAct, "roll-back"), Second));

    [Fact]
    public void A_refused_action_is_a_try_once_when_it_is_risky_and_of_another_kind_than_every_repair_of_both_acts()
    {
        string[] refused =
        [
            "create-index",
            "shed-traffic",
            "resize-pool",
            "roll-back",
            "create-index",
            "restart-redis",
            "restart-worker",
            "flush-redis",
        ];

        Assert.Equal(["create-index", "flush-redis"], NeedlessRisk.Tries(Cause, refused));
        Assert.Equal(
            ["create-index", "restart-redis"],
            NeedlessRisk.Tries(Cause with { SecondAct = null, ExpertRun = [] }, ["create-index", "resize-pool", "restart-redis"])
        );
        Assert.Empty(NeedlessRisk.Tries(Cause, []));
    }

    [Theory]
    [InlineData("create-index", ActionEffect.Helped, 0, true, false)]
    [InlineData("create-index", ActionEffect.Helped, -50, true, true)]
    [InlineData("resize-pool", ActionEffect.Helped, -50, true, false)]
    [InlineData("create-index", ActionEffect.Nothing, 0, true, true)]
    [InlineData("create-index", ActionEffect.Nothing, 0, false, true)]
    [InlineData("resize-pool", ActionEffect.Nothing, 0, true, false)]
    [InlineData("shed-traffic", ActionEffect.Nothing, 0, true, false)]
    [InlineData("create-index", ActionEffect.Harmed, 0, true, true)]
    [InlineData("resize-pool", ActionEffect.Harmed, 0, true, true)]
    [InlineData("shed-traffic", ActionEffect.Harmed, 0, true, false)]
    [InlineData("create-index", ActionEffect.Harmed, 0, false, true)]
    [InlineData("resize-pool", ActionEffect.Harmed, 0, false, false)]
    public void An_action_is_needless_when_it_did_not_help_and_is_no_repair_or_did_harm_alone(
        string action,
        ActionEffect effect,
        long lostOrders,
        bool isAlone,
        bool isNeedless
    )
    {
        var line = new AccountLine(default, [], default, effect, new(0, lostOrders, 0, 0, 0, 0), []);
        Assert.Equal(isNeedless, NeedlessRisk.IsNeedless(Cause, Input(300, action), line, isAlone, null));
    }

    [Theory]
    [InlineData("set-aside", "17", "orders", true)]
    [InlineData("set-aside", "17", "mail", false)]
    [InlineData("set-aside", "17", null, false)]
    [InlineData("run-again", "17", "orders", false)]
    public void An_action_is_a_step_when_it_does_the_same_to_the_same_target_for_whatever_job(
        string action,
        string job,
        string? queue,
        bool isLike
    )
    {
        var input = queue is null ? Input(1, action, ("job", job)) : Input(1, action, ("job", job), ("queue", queue));
        Assert.Equal(isLike, NeedlessRisk.IsLike(Step("set-aside", ("job", TimedStep.Suspect), ("queue", "orders")), input));
    }

    [Fact]
    public void Repairs_are_those_of_the_scenario_what_clears_up_and_from_its_begin_on_those_of_the_second_act()
    {
        string[] first = ["resize-pool", "roll-back", "resize-pool", "restart-worker"];
        Assert.Equal(first, NeedlessRisk.Repairs(Cause, inSecondAct: false).Select(step => step.Action));
        Assert.Equal(
            [.. first, "restart-redis", "resize-redis"],
            NeedlessRisk.Repairs(Cause, inSecondAct: true).Select(step => step.Action)
        );
        Assert.Equal(
            [.. first, "restart-redis"],
            NeedlessRisk.Repairs(Cause with { SecondAct = null }, inSecondAct: true).Select(step => step.Action)
        );
        Assert.Equal("all", NeedlessRisk.Repairs(Cause, inSecondAct: false).Last().Arguments["worker"]);
    }

    [Fact]
    public void One_try_is_tolerated_of_those_who_understood_and_none_of_a_guess() =>
        Assert.Equal((1, 0), (NeedlessRisk.ToleratedWhen(understood: true), NeedlessRisk.ToleratedWhen(understood: false)));

    private static ShopInput Input(int second, string action, params (string Name, string Value)[] arguments) =>
        new(1, TimeSpan.FromSeconds(second), action, arguments.ToDictionary(one => one.Name, one => one.Value));

    private static MitigationStep Step(string action, params (string Name, string Value)[] arguments) =>
        new(action, arguments.ToDictionary(one => one.Name, one => one.Value));

    private static TimedStep Timed(string action, params (string Name, string Value)[] arguments) =>
        new(TimeSpan.Zero, action, arguments.ToDictionary(one => one.Name, one => one.Value));
}
