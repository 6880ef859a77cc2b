using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Paging;

/// <summary>
/// Determines when an untouched shop pages for the first time. A shop is the same for the same seed, so it is known in advance.
/// </summary>
internal static class FirstPage
{
    /// <summary>A scenario that takes longer to page is not suitable for a shift.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    /// <summary>Ids of the alerts that page.</summary>
    public static HashSet<string> Rules(Scenario scenario) =>
        [.. scenario.Alerts.Where(rule => rule.Severity == "page").Select(rule => rule.Id)];

    /// <summary>The experiment that is on when an on-call incident begins; null when the scenario breaks by itself.</summary>
    public static string? Experiment(Scenario scenario) =>
        scenario.Steps is [{ Actions: [ShopInputs.EnableExperiment, ..] }, ..]
            ? scenario.Experiments.FirstOrDefault(experiment => !experiment.StartsOn)?.Id
            : null;

    /// <summary>The virtual time of the first page; null when there is none within half an hour. It simulates: call it outside a
    /// transaction.</summary>
    public static TimeSpan? Of(Scenario scenario, long seed)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        if (Experiment(scenario) is { } experiment)
        {
            shop.Apply(
                new ShopInput(1, TimeSpan.Zero, ShopInputs.EnableExperiment, new Dictionary<string, string> { ["experiment"] = experiment })
            );
        }

        var rules = Rules(scenario);
        while (shop.Now < Latest)
        {
            shop.AdvanceTo(shop.Now + Step);
            if (shop.EventsAfter(0).FirstOrDefault(e => e.Kind == ShopEventKind.AlertFiring && rules.Contains(e.Subject)) is { } alert)
            {
                return alert.At;
            }
        }

        return null;
    }
}
