using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads which changes a run shows and when its trouble begins.</summary>
static class ChangePlanReader
{
    const int FewestChanges = 10,
        MostChanges = 20;
    static readonly TimeSpan LatestBegin = TimeSpan.FromMinutes(15);

    public static DecoyPlan? ReadDecoys(YamlMap root)
    {
        if (root.Value("decoys") is not { } value)
            return null;
        var map = value.AsMap();
        var plan = new DecoyPlan(
            map.Int("least", FewestChanges, MostChanges),
            map.Int("most", FewestChanges, MostChanges),
            [.. map.RequiredMaps("pool").Select(change => RootCauseReader.ReadChange(change, dated: true))],
            [.. map.RequiredMaps("just-before").Select(change => RootCauseReader.ReadChange(change, dated: false))]
        );
        if (plan.Most < plan.Least)
            map.Report("most", "'most' is below 'least'", "Set 'most' to a number that is not below 'least'");
        return plan;
    }

    public static BeginWindow ReadBegins(YamlMap root)
    {
        if (root.Value("begins") is not { } value)
            return new BeginWindow(TimeSpan.Zero, TimeSpan.Zero);
        var map = value.AsMap();
        var window = new BeginWindow(map.Duration("from"), map.Duration("to"));
        if (window.To < window.From || window.To > LatestBegin)
            map.Report(
                "to",
                "The latest start is before the earliest, or too late for a lab",
                $"Choose a time from 'from' to {LatestBegin.TotalMinutes:0}m"
            );
        return window;
    }

    /// <summary>Reports duplicate ids, and a plan that its pool cannot fill.</summary>
    public static void Check(YamlMap root, Scenario scenario)
    {
        var decoys = scenario.Decoys;
        ScenarioReader.Unique(
            root,
            "changes",
            scenario.Changes.Concat(decoys?.Pool ?? []).Concat(decoys?.JustBefore ?? []).Select(change => change.Id)
        );
        if (decoys is not null && scenario.Changes.Count + decoys.Pool.Count + 1 < decoys.Most)
            root.Report(
                "decoys",
                $"There are {scenario.Changes.Count + decoys.Pool.Count + 1} changes to draw from and up to {decoys.Most} to show",
                "Add changes to the pool, or lower 'most'"
            );
    }
}
