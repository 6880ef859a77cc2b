using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// The route to Paylane loses packets: a share of the calls is not connected within a second, and as many others are answered later. The
/// network check reports the loss once it has counted for five minutes.
/// </summary>
/// <param name="percent">Share of packets that are lost, in per cent.</param>
sealed class PacketLossFault(int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent");
        return new PacketLossFault(options.Number("percent", 1, 90));
    }

    public void Break(ShopSystem shop) => shop.Network.Lose(NetworkRoute.ApiGateway, percent, shop.Kernel.Now);

    public bool IsPresent(ShopSystem shop) => shop.Network.IsLossy(NetworkRoute.ApiGateway);
}
