using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>Paylane's primary endpoint fails: at once with an error, or by never answering.</summary>
/// <param name="trouble">How it fails.</param>
/// <param name="percent">Share of affected calls, in per cent.</param>
sealed class GatewayOutageFault(PaylaneTrouble trouble, int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("answers", "percent");
        return new GatewayOutageFault(
            options.Choice("answers", ["errors", "nothing"]) == "errors" ? PaylaneTrouble.Erring : PaylaneTrouble.Silent,
            options.Number("percent", 1, 100)
        );
    }

    public void Break(ShopSystem shop) => (shop.Paylane.Trouble, shop.Paylane.TroublePercent) = (trouble, percent);

    public bool IsPresent(ShopSystem shop) => shop.Paylane is { Trouble: not PaylaneTrouble.None, Route: GatewayRoute.Primary };
}
