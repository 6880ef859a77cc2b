using System.Globalization;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Ways to act without understanding, on the shop of Lab 4, and which of them contain an accepted repair.</summary>
public sealed class BlindActionsTests
{
    private const string Lab4 = "lab-4-worker-failure";

    private static readonly ShopSimulation Shop = ShopSimulation.Create(Labs.Scenario(Lab4), 1);

    private static IReadOnlyList<MitigationStep> All => BlindActions.Everything(Shop);

    private static readonly RootCause Cause = MadeRun.Scenario.RootCauses[0] with
    {
        Mitigations = [Step("roll-back"), Step("resize-pool", ("connections", "20"))],
        EquivalentRepairs = [Step("switch-flag", ("flag", "live"), ("state", "off")), Step("quarantine-job", ("job", TimedStep.Suspect))],
    };

    [Fact]
    public void Everything_is_each_action_with_each_choice_the_suggested_number_and_the_suspicious_job()
    {
        Assert.Equal(
            Shop.Actions.Select(action => action.Name).Where(name => name != "enable-experiment"),
            All.Select(step => step.Action).Distinct()
        );
        foreach (var action in Shop.Actions.Where(action => action.Name != "enable-experiment"))
        {
            var steps = All.Where(step => step.Action == action.Name).ToList();
            Assert.Equal(action.Arguments.Aggregate(1, (product, argument) => product * Math.Max(1, argument.Choices.Count)), steps.Count);
            Assert.Equal(steps.Count, steps.Select(step => string.Join(' ', step.Arguments.Values)).Distinct().Count());
            foreach (var argument in action.Arguments)
            {
                IEnumerable<string> expected =
                    argument.Choices.Count > 0
                        ? argument.Choices
                        : [argument.Suggested.Length > 0 ? argument.Suggested : TimedStep.Suspect];
                Assert.Equal(expected.Order(), steps.Select(step => step.Arguments[argument.Name]).Distinct().Order());
            }
        }
    }

    [Fact]
    public void There_are_five_ways_to_act_on_everything_at_once()
    {
        var situation = new Situation(Labs.Scenario(Lab4), 1, TimeSpan.FromMinutes(2));
        Assert.Equal(
            ["press every button", "restart everything", "shed everything", "the repairs of the siblings", "undo every change"],
            BlindActions.Ways.Keys.Order()
        );
        Assert.All(BlindActions.Ways.Values, way => Assert.NotEmpty(way(situation, Shop)));
        Assert.Equal(All.Count, BlindActions.Ways["press every button"](situation, Shop).Count);
    }

    [Fact]
    public void Restarts_are_restarts_and_undoing_takes_back_and_switches_nothing_on()
    {
        Assert.Equal(
            ["restart-instance", "restart-pool", "restart-redis", "restart-worker"],
            BlindActions.RestartEverything(Shop).Select(step => step.Action).Distinct().Order()
        );
        Assert.Equal(
            All.Count(step => step.Action.StartsWith("restart-", StringComparison.Ordinal)),
            BlindActions.RestartEverything(Shop).Count
        );

        var undone = BlindActions.UndoEveryChange(Shop);
        Assert.Equal(
            [
                "buy-gateway-calls",
                "create-index",
                "refresh-dns",
                "request-gateway-limit",
                "request-mail-quota",
                "resize-cache",
                "resize-pool",
                "restore-configuration",
                "restore-route",
                "resume-replay",
                "roll-back",
                "scale-workers",
                "set-connection-uses",
                "set-readiness-timeout",
                "start-instance",
                "switch-flag",
                "sync-clock",
                "update-secret",
            ],
            undone.Select(step => step.Action).Distinct().Order()
        );
        Assert.All(undone.Where(step => step.Action == "switch-flag"), step => Assert.Equal("off", step.Arguments["state"]));
        Assert.Contains(All, step => step.Action == "switch-flag" && step.Arguments["state"] == "on");
    }

    [Fact]
    public void Shedding_turns_away_as_many_as_the_shop_lets_one_and_fails_the_rest()
    {
        var shed = BlindActions.ShedEverything(Shop).ToDictionary(step => step.Action);

        Assert.Equal(["limit-clients", "resize-pool", "shed-traffic"], shed.Keys.Order());
        Assert.Equal("1", shed["resize-pool"].Arguments["connections"]);
        Assert.Equal(
            $"{Shop.Actions.Single(action => action.Name == "shed-traffic").Arguments[0].Maximum}",
            Assert.Single(shed["shed-traffic"].Arguments).Value
        );
        Assert.Equal("1", Assert.Single(shed["limit-clients"].Arguments).Value);
    }

    [Fact]
    public void A_random_sequence_has_three_to_eight_actions_that_the_shop_knows_and_is_the_same_for_the_same_seed()
    {
        var sequences = Enumerable.Range(0, 300).Select(seed => BlindActions.Random(Shop, new Random(seed))).ToList();

        Assert.Equal([3, 4, 5, 6, 7, 8], sequences.Select(steps => steps.Count).Distinct().Order());
        Assert.Equal(
            All.Select(step => step.Action).Distinct().Order(),
            sequences.SelectMany(steps => steps).Select(step => step.Action).Distinct().Order()
        );
        Assert.Equal(Words(sequences[7]), Words(BlindActions.Random(Shop, new Random(7))));
        Assert.True(sequences.Select(Words).Distinct().Count() > 290);
        foreach (var step in sequences.SelectMany(steps => steps))
        {
            foreach (var argument in Shop.Actions.Single(action => action.Name == step.Action).Arguments)
            {
                var value = step.Arguments[argument.Name];
                Assert.True(
                    argument.Choices.Count > 0 ? argument.Choices.Contains(value)
                        : argument.Name == "job" ? value == TimedStep.Suspect
                        : int.Parse(value, CultureInfo.InvariantCulture) >= (argument.Minimum ?? 1)
                            && int.Parse(value, CultureInfo.InvariantCulture) <= (argument.Maximum ?? 100),
                    $"{step.Action} {argument.Name}={value}"
                );
            }
        }

        var shed = Shop.Actions.Single(action => action.Name == "shed-traffic").Arguments[0];
        var shares = Enumerable
            .Range(0, 20_000)
            .SelectMany(seed => BlindActions.Random(Shop, new Random(seed)))
            .Where(step => step.Action == "shed-traffic")
            .Select(step => int.Parse(step.Arguments[shed.Name], CultureInfo.InvariantCulture))
            .ToHashSet();
        Assert.Equal((shed.Minimum ?? 1, shed.Maximum), (shares.Min(), (int?)shares.Max()));

        static string Words(IReadOnlyList<MitigationStep> steps) =>
            string.Join(", ", steps.Select(step => $"{step.Action} {string.Join(' ', step.Arguments.Values)}"));
    }

    [Fact]
    public void The_siblings_repairs_leave_out_what_repairs_this_cause()
    {
        var sibling = Cause with
        {
            Id = "other",
            Mitigations =
            [
                Step("roll-back"),
                Step("resize-pool", ("connections", "5")),
                Step("switch-flag", ("flag", "live"), ("state", "on")),
                Step("quarantine-job", ("job", "17")),
                Step("restart-redis"),
                Step("deploy-release", ("component", "api"), ("release", "1")),
            ],
            EquivalentRepairs = [Step("create-index")],
        };

        var steps = BlindActions.Siblings(MadeRun.Scenario with { RootCauses = [Cause, sibling] }, Cause);

        Assert.Equal(["switch-flag", "restart-redis"], steps.Select(step => step.Action));
    }

    public static TheoryData<string, bool> Sequences =>
        new()
        {
            { "roll-back; resize-pool connections=5; restart-redis", true },
            { "resize-pool connections=20; roll-back", true },
            { "deploy-release component=api release=1; resize-pool connections=20", true },
            { "deploy-release component=workers release=1; resize-pool connections=20", false },
            { "roll-back", false },
            { "roll-back; deploy-release component=api release=1", false },
            { "resize-pool connections=20", false },
            { "switch-flag flag=live state=off", true },
            { "switch-flag flag=live state=on", false },
            { "switch-flag flag=other state=off", false },
            { "quarantine-job job=17", true },
            { "restart-redis", false },
            { "", false },
        };

    [Theory, MemberData(nameof(Sequences))]
    public void A_sequence_is_accepted_with_all_steps_of_the_repair_or_with_one_that_does_as_well(string steps, bool accepted) =>
        Assert.Equal(accepted, BlindActions.Accepted(Cause, Parse(steps)));

    [Theory]
    [InlineData("switch-flag flag=live state=off", false)]
    [InlineData("restart-redis; resize-redis megabytes=1", false)]
    [InlineData("switch-flag flag=live state=off; restart-redis", false)]
    [InlineData("switch-flag flag=live state=off; restart-redis; resize-redis megabytes=1", true)]
    public void With_a_second_act_its_repair_is_asked_for_as_well(string steps, bool accepted) =>
        Assert.Equal(
            accepted,
            BlindActions.Accepted(
                Cause with
                {
                    SecondAct = new SecondAct
                    {
                        After = TimeSpan.FromMinutes(1),
                        Faults = [],
                        Symptoms = [],
                        Mitigations = [Step("restart-redis"), Step("resize-redis", ("megabytes", "512"))],
                    },
                },
                Parse(steps)
            )
        );

    [Fact]
    public void Steps_are_taken_five_seconds_apart_with_the_suspicious_job_for_one_that_no_one_can_name()
    {
        var course = new CourseShop(
            new Situation(Labs.Scenario(Lab4), 1, TimeSpan.FromMinutes(2)),
            [],
            TestContext.Current.CancellationToken
        );
        course.Take([
            Step("run-smoke-tests"),
            Step("quarantine-job", ("job", TimedStep.Suspect)),
            Step("scale-workers", ("processes", "6")),
        ]);

        var taken = course.End().Taken;
        Assert.Equal([0, 5, 10], taken.Select(one => one.Input.At.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(15), course.Shop.Now);
        Assert.True(long.TryParse(taken[1].Input.Arguments["job"], CultureInfo.InvariantCulture, out _));
        Assert.Equal("6", taken[2].Input.Arguments["processes"]);
    }

    private static List<MitigationStep> Parse(string steps) =>
        [
            .. steps
                .Split("; ", StringSplitOptions.RemoveEmptyEntries)
                .Select(step => step.Split(' '))
                .Select(words => Step(words[0], [.. words.Skip(1).Select(word => word.Split('=')).Select(pair => (pair[0], pair[1]))])),
        ];

    private static MitigationStep Step(string action, params (string Name, string Value)[] arguments) =>
        new(action, arguments.ToDictionary(one => one.Name, one => one.Value));
}
