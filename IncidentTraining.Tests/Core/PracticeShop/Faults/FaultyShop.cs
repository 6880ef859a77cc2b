using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Shops on an ordinary day of twenty requests a second, in which faults begin after 35 seconds.</summary>
static class FaultyShop
{
    /// <summary>Lab 1 with the default sizes, limits and experiments of a shop.</summary>
    public static Scenario Day { get; } =
        Lab1.Scenario with
        {
            Limits = new ShopLimits(),
            Experiments =
            [
                .. Lab1.Scenario.Experiments.Select(experiment => experiment with { SharePercent = Math.Max(60, experiment.SharePercent) }),
            ],
        };

    /// <summary>A shop with faults, each written as its kind and its options.</summary>
    public static ShopSimulation With(params string[] faults) => With(new ShopLimits(), faults);

    /// <summary>The same with other sizes and limits.</summary>
    public static ShopSimulation With(ShopLimits limits, string[] faults) =>
        ShopSimulation.Create(
            Day with
            {
                Limits = limits,
                Injects = [],
                RootCauses =
                [
                    new RootCause
                    {
                        Id = "faulty",
                        Title = "Faulty",
                        Explanation = "For a test.",
                        Mitigations = [],
                        Faults = [.. faults.Select(Spec)],
                    },
                ],
            },
            seed: 7
        );

    /// <summary>The same after the faults have been present for three minutes.</summary>
    public static ShopSimulation InTrouble(params string[] faults)
    {
        var shop = With(faults);
        shop.Run(215);
        return shop;
    }

    /// <summary>Mean of a chart line over the last minute, without seconds that have no data.</summary>
    public static double Mean(this ShopSimulation shop, string line) =>
        shop.Line(line, 60).Where(value => !double.IsNaN(value)).DefaultIfEmpty().Average();

    /// <summary>Whether a line of the log has words.</summary>
    public static bool HasLine(this ShopSimulation shop, string words) =>
        shop.Logs(new ShopLogQuery { Search = words, Limit = 1 }).Lines.Count > 0;

    static FaultSpec Spec(string fault)
    {
        var words = fault.Split(' ');
        return new FaultSpec(
            words[0],
            words[1..].Select(option => option.Split('=')).ToDictionary(option => option[0], option => option[1]),
            TimeSpan.FromSeconds(35)
        );
    }
}
