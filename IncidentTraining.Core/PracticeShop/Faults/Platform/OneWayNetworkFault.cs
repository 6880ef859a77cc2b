using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// Routes from Paylane back to an API instance are cut: the instance's calls arrive, and a share of the answers is lost. Such a call ends
/// after the second in which it should have been connected; the other instance is not affected. The network check shows it after five
/// minutes.
/// </summary>
/// <param name="instance">The instance's number.</param>
/// <param name="percent">Share of its calls whose answers use a cut route, in per cent.</param>
sealed class OneWayNetworkFault(int instance, int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("instance", "percent");
        return new OneWayNetworkFault(options.Number("instance", 1, 2), options.Number("percent", 1, 100));
    }

    public void Break(ShopSystem shop) => shop.Network.CutAnswers(instance - 1, percent, shop.Kernel.Now);

    public bool IsPresent(ShopSystem shop) => !shop.Network.IsBothWays;
}
