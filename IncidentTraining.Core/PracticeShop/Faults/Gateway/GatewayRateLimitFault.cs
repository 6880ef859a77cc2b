using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>Paylane accepts a limited number of our account's calls per second and answers the others with 429.</summary>
/// <param name="perSecond">Calls per second.</param>
/// <param name="enough">Calls per second from which the fault counts as repaired.</param>
sealed class GatewayRateLimitFault(int perSecond, int enough) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("per-second", "enough");
        return new GatewayRateLimitFault(options.Number("per-second", 1, 100), options.Number("enough", 2, 1000));
    }

    public void Break(ShopSystem shop) => shop.Paylane.CallsPerSecond = perSecond;

    public bool IsPresent(ShopSystem shop) => shop.Paylane.CallsPerSecond > 0 && shop.Paylane.CallsPerSecond < enough;
}
