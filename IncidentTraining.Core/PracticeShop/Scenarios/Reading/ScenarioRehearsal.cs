using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Injects each root cause into a shop and checks that its actions accept the scenario's mitigations.</summary>
static class ScenarioRehearsal
{
    public static void Check(YamlMap root, Scenario scenario)
    {
        foreach (var cause in scenario.RootCauses)
        {
            Rehearse(root, scenario, cause, cause.Faults, cause.Mitigations, "The mitigation");
            if (cause.SecondAct is { } act)
                Rehearse(root, scenario, cause, act.Faults, act.Mitigations, "A mitigation in the second act");
        }

        var known = new ActionRunner(new ShopSystem(scenario.Plan, seed: 0)).Catalogue.Select(action => action.Name).ToHashSet();
        var named = scenario
            .Steps.SelectMany(step => step.Actions)
            .Concat(scenario.Opening.Select(step => step.Action))
            .Concat(scenario.RootCauses.SelectMany(cause => cause.ExpertRun).Select(step => step.Action))
            .Concat(
                scenario
                    .RootCauses.SelectMany(cause => cause.EvidencePath is { } path ? path.First.Concat(path.Repair) : [])
                    .Select(step => step.Action)
            )
            .Concat(scenario.RootCauses.SelectMany(cause => cause.SecondAct?.EvidencePath?.Repair ?? []).Select(step => step.Action))
            .Concat(scenario.RootCauses.SelectMany(cause => cause.EquivalentRepairs).Select(step => step.Action))
            .Concat(
                scenario
                    .RootCauses.SelectMany(cause => cause.Metastable?.Recoveries ?? [])
                    .SelectMany(recovery => recovery.Steps)
                    .Select(step => step.Action)
            );
        foreach (var unknown in named.Where(action => !known.Contains(action)).Distinct())
            root.File.Report(LineOf(root, unknown), $"There is no action '{unknown}'", $"Choose from {string.Join(", ", known)}");
    }

    /// <summary>The line on which an action is named.</summary>
    static int LineOf(YamlMap root, string action)
    {
        var timed = root.Maps("opening")
            .Concat(
                root.Maps("root-causes")
                    .SelectMany(cause => cause.Maps("expert-run").Concat(cause.Maps("equivalent-repairs")).Concat(PathSteps(cause)))
            );
        return timed.FirstOrDefault(step => step.Text("action") == action)?.Line
            ?? root.Maps("steps").FirstOrDefault(step => step.Texts("actions").Contains(action))?.LineOf("actions")
            ?? root.LineOf("steps");
    }

    static IEnumerable<YamlMap> PathSteps(YamlMap cause) =>
        (cause.Map("evidence-path") is { } path ? path.Maps("first").Concat(path.Maps("repair")) : [])
            .Concat(cause.Map("metastable")?.Maps("recoveries").SelectMany(recovery => recovery.Maps("steps")) ?? [])
            .Concat(cause.Map("second-act")?.Map("evidence-path")?.Maps("repair") ?? []);

    static void Rehearse(
        YamlMap root,
        Scenario scenario,
        RootCause cause,
        IReadOnlyList<FaultSpec> faults,
        IReadOnlyList<MitigationStep> mitigations,
        string what
    )
    {
        var shop = new ShopSystem(scenario.Plan, seed: 0);
        foreach (var fault in faults)
            Break(root, cause, fault, shop);
        var runner = new ActionRunner(shop);
        foreach (var step in mitigations)
        {
            // A job that the run will create later cannot be named yet.
            if (step.Arguments.Values.Any(value => value.StartsWith('{')))
                continue;
            var answer = runner.Take(new ShopInput(1, TimeSpan.Zero, step.Action, step.Arguments));
            if (!answer.Accepted)
                Report(root, cause, $"{what} of '{cause.Id}' is refused: {answer.Text.TrimEnd('.')}");
        }
    }

    static void Break(YamlMap root, RootCause cause, FaultSpec fault, ShopSystem shop)
    {
        try
        {
            FaultCatalogue.Read(fault).Break(shop);
        }
        catch (BadOptionException bad)
        {
            root.File.Report(cause.Line, bad.Message.TrimEnd('.'), "Correct the fault's options");
        }
    }

    static void Report(YamlMap root, RootCause cause, string reason) =>
        root.File.Report(cause.Line, reason, "Use a shop action with arguments that it accepts in that state");
}
