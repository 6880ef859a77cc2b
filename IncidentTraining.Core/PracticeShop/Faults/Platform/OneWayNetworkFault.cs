using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// Ways from Paylane back to an API instance are cut: what the instance sends arrives, and a share of the answers does not come. Such a
/// call ends after the second in which it should have got its connection; the other instance knows nothing of it. The network check says
/// so after five minutes.
/// </summary>
/// <param name="instance">Number of the instance.</param>
/// <param name="percent">Share of its calls whose answers come by a way that is cut, in per cent.</param>
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
