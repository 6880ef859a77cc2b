using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>Paylane's primary endpoint answers much later than usual.</summary>
/// <param name="percent">Duration of its responses, in per cent of the usual one.</param>
sealed class GatewaySlowFault(int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent");
        return new GatewaySlowFault(options.Number("percent", 101, 10000));
    }

    public void Break(ShopSystem shop) => shop.Paylane.SlownessPercent = percent;

    public bool IsPresent(ShopSystem shop) => shop.Paylane is { SlownessPercent: > 100, Route: GatewayRoute.Primary };
}
