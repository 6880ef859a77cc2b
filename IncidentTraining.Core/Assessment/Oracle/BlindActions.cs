using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Assessment;

/// <summary>Ways to act without understanding, as lists of actions.</summary>
internal static class BlindActions
{
    private static readonly string[] Restarts = ["restart-instance", "restart-pool", "restart-worker", "restart-redis"];

    private static readonly string[] Undoes =
    [
        "roll-back",
        "resize-pool",
        "resize-cache",
        "create-index",
        "update-secret",
        "restore-route",
        "refresh-dns",
        "sync-clock",
        "switch-flag",
        "scale-workers",
        "request-gateway-limit",
        "buy-gateway-calls",
        "request-mail-quota",
        "restore-configuration",
        "set-readiness-timeout",
        "set-connection-uses",
        "resume-replay",
        "start-instance",
    ];

    /// <summary>The ways to act on everything at once, by name.</summary>
    public static IReadOnlyDictionary<string, Func<Situation, ShopSimulation, IReadOnlyList<MitigationStep>>> Ways { get; } =
        new Dictionary<string, Func<Situation, ShopSimulation, IReadOnlyList<MitigationStep>>>
        {
            ["undo every change"] = (_, shop) => UndoEveryChange(shop),
            ["press every button"] = (_, shop) => Everything(shop),
            ["shed everything"] = (_, shop) => ShedEverything(shop),
            ["restart everything"] = (_, shop) => RestartEverything(shop),
            ["the repairs of the siblings"] = (situation, _) =>
                Siblings(situation.Scenario, situation.Scenario.RootCauseFor(situation.Seed)),
        };

    /// <summary>Every action with every choice of its arguments; numbers are the suggested ones, jobs the suspicious one.</summary>
    public static IReadOnlyList<MitigationStep> Everything(ShopSimulation shop) =>
        [
            .. shop
                .Actions.Where(action => action.Name != "enable-experiment")
                .SelectMany(action => Arguments(action.Arguments).Select(arguments => new MitigationStep(action.Name, arguments))),
        ];

    /// <summary>All restarts.</summary>
    public static IReadOnlyList<MitigationStep> RestartEverything(ShopSimulation shop) =>
        [.. Everything(shop).Where(step => Restarts.Contains(step.Action))];

    /// <summary>Turns away as many customers as the shop allows, and makes the pool so small that the rest fail.</summary>
    public static IReadOnlyList<MitigationStep> ShedEverything(ShopSimulation shop) =>
        [
            .. shop
                .Actions.Where(action => action.Name is "shed-traffic" or "limit-clients")
                .Select(action => new MitigationStep(
                    action.Name,
                    action.Arguments.ToDictionary(
                        argument => argument.Name,
                        argument => action.Name == "shed-traffic" ? $"{argument.Maximum}" : "1"
                    )
                )),
            new("resize-pool", new Dictionary<string, string> { ["connections"] = "1" }),
        ];

    /// <summary>Three to eight random actions with random arguments.</summary>
    public static IReadOnlyList<MitigationStep> Random(ShopSimulation shop, Random random)
    {
        var actions = shop.Actions.Where(action => action.Name != "enable-experiment").ToList();
        return
        [
            .. Enumerable
                .Range(0, random.Next(3, 9))
                .Select(_ => actions[random.Next(actions.Count)])
                .Select(action => new MitigationStep(
                    action.Name,
                    action.Arguments.ToDictionary(
                        argument => argument.Name,
                        argument =>
                            argument.Choices.Count > 0 ? argument.Choices[random.Next(argument.Choices.Count)]
                            : argument.Name == "job" ? TimedStep.Suspect
                            : $"{random.Next(argument.Minimum ?? 1, (argument.Maximum ?? 100) + 1)}"
                    )
                )),
        ];
    }

    /// <summary>Undoes everything that a change can have done: earlier release, usual sizes, new secrets, open routes, flags off.</summary>
    public static IReadOnlyList<MitigationStep> UndoEveryChange(ShopSimulation shop) =>
        [.. Everything(shop).Where(step => Undoes.Contains(step.Action) && step.Arguments.GetValueOrDefault("state") != "on")];

    /// <summary>The repairs of all other causes of the scenario, except those that also repair this one.</summary>
    public static IReadOnlyList<MitigationStep> Siblings(Scenario scenario, RootCause cause) =>
        [
            .. scenario
                .RootCauses.Where(other => other.Id != cause.Id)
                .SelectMany(other => other.Mitigations)
                .Where(step => !cause.Mitigations.Concat(cause.EquivalentRepairs).Any(own => Same(own, step))),
        ];

    /// <summary>Whether the steps contain the repair of the cause, or an equivalent one, and that of its second act.</summary>
    public static bool Accepted(RootCause cause, IReadOnlyList<MitigationStep> steps) =>
        (cause.Mitigations.All(own => Contains(steps, own)) || cause.EquivalentRepairs.Any(own => Contains(steps, own)))
        && (cause.SecondAct?.Mitigations ?? []).All(own => Contains(steps, own));

    /// <summary>Takes the steps one after the other, five seconds apart.</summary>
    public static void Take(this CourseShop course, IEnumerable<MitigationStep> steps)
    {
        foreach (var step in steps)
        {
            course.Take(
                step.Action,
                step.Arguments.ToDictionary(
                    pair => pair.Key,
                    pair => pair.Value == TimedStep.Suspect ? ExpertPlayer.Suspect(course.Shop) : pair.Value
                )
            );
            course.LiveTo(course.Shop.Now + TimeSpan.FromSeconds(5));
        }
    }

    private static bool Contains(IReadOnlyList<MitigationStep> steps, MitigationStep own) => steps.Any(step => Same(own, step));

    // A number may differ from the scenario's, and a release can be named instead of rolled back.
    private static bool Same(MitigationStep own, MitigationStep step) =>
        (own.Action == "roll-back" && step.Action == "deploy-release" && step.Arguments["component"] == "api")
        || (
            own.Action == step.Action
            && own.Arguments.All(argument =>
                argument.Value == TimedStep.Suspect
                || int.TryParse(argument.Value, CultureInfo.InvariantCulture, out _)
                || step.Arguments.GetValueOrDefault(argument.Key) == argument.Value
            )
        );

    private static IEnumerable<Dictionary<string, string>> Arguments(IReadOnlyList<ArgumentDescription> arguments)
    {
        IEnumerable<Dictionary<string, string>> all =
        [
            [],
        ];
        foreach (var argument in arguments)
        {
            string[] values =
                argument.Choices.Count > 0
                    ? [.. argument.Choices]
                    : [argument.Suggested.Length > 0 ? argument.Suggested : TimedStep.Suspect];
            all = [.. all.SelectMany(before => values.Select(value => new Dictionary<string, string>(before) { [argument.Name] = value }))];
        }

        return all;
    }
}
