using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The project's pooler completes fewer API logins than the API's pool is configured to open: the pool counts the others as connections in
/// use, and requests wait for them in vain.
/// </summary>
/// <param name="connections">Logins that the pooler completes.</param>
/// <param name="enough">Number of logins from which the fault counts as repaired.</param>
sealed class PoolerPlacesFault(int connections, int enough) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("connections", "enough");
        var connections = options.Number("connections", 1, 59);
        return new PoolerPlacesFault(connections, options.Number("enough", connections + 1, 60));
    }

    public void Break(ShopSystem shop)
    {
        shop.DatabaseServer.PoolerPlaces = connections;
        shop.Pool.Shrink(connections);
    }

    public bool IsPresent(ShopSystem shop) => Math.Min(shop.DatabaseServer.PoolerPlaces, shop.Pool.Size) < enough;
}
