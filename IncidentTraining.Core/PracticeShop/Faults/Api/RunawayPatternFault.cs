using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The filter that each API process applies to a request's query has a new pattern with nested repetitions: on some product-list queries it
/// tries so many ways to match that the process's only thread does nothing else meanwhile, on every instance.
/// </summary>
/// <param name="percent">Share of product lists with such a query, in per cent.</param>
/// <param name="milliseconds">How long the pattern takes on such a query.</param>
sealed class RunawayPatternFault(int percent, int milliseconds) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent", "milliseconds");
        return new RunawayPatternFault(options.Number("percent", 1, 100), options.Number("milliseconds", 1, 60_000));
    }

    public void Break(ShopSystem shop) => shop.Configuration.AddRunawayPattern(percent, milliseconds * (Kernel.Second / 1000));

    public bool IsPresent(ShopSystem shop) => shop.Configuration.RunawayPercent > 0;
}
