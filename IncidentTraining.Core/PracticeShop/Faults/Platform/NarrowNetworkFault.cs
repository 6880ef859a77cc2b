using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// The route from the API to the database is limited to a number of statements per second: the database is fast, and requests queue at the
/// route while they hold a connection.
/// </summary>
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
