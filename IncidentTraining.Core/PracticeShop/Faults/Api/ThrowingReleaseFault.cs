using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>The newest release throws an exception for a share of the requests of one route.</summary>
/// <param name="route">The route.</param>
/// <param name="percent">Share of its requests, in per cent.</param>
sealed class ThrowingReleaseFault(Route route, int percent) : IFault
{
    static readonly string[] RouteNames = ["products", "orders", "payments"];

    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("route", "percent");
        return new ThrowingReleaseFault(
            (Route)Array.IndexOf(RouteNames, options.Choice("route", RouteNames)),
            options.Number("percent", 1, 100)
        );
    }

    public void Break(ShopSystem shop)
    {
        shop.Releases.Defects |= ReleaseDefects.Throws;
        (shop.Releases.ThrowingRoute, shop.Releases.ThrowingPercent) = (route, percent);
    }

    public bool IsPresent(ShopSystem shop) => ReleasePresence.Of(shop, ReleaseDefects.Throws);
}
