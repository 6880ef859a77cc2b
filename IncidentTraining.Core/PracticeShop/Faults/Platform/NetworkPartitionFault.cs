using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>A network policy cuts one of the routes between the parts of the shop: packets are dropped, and nothing is refused.</summary>
/// <param name="route">The way.</param>
sealed class NetworkPartitionFault(NetworkRoute route) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("route");
        return new NetworkPartitionFault(NetworkRoutes.Find(options.Choice("route", NetworkRoutes.All)));
    }

    public void Break(ShopSystem shop) => shop.Network.Cut(route);

    public bool IsPresent(ShopSystem shop) => !shop.Network.IsOpen(route);
}
