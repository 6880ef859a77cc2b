using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>The way from the API to the database lets only so many statements through in a second: the database is quick, and requests wait
/// before the way to it with a connection in hand.</summary>
/// <param name="perSecond">Statements per second.</param>
sealed class NarrowNetworkFault(int perSecond) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("per-second");
        return new NarrowNetworkFault(options.Number("per-second", 1, 1000));
    }

    public void Break(ShopSystem shop) => shop.Network.Narrow(NetworkRoute.ApiDatabase, perSecond);

    public bool IsPresent(ShopSystem shop) => shop.Network.IsNarrow(NetworkRoute.ApiDatabase);
}
