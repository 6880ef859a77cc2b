using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The connection pool is too small: every request holds a connection until its response is sent, so as soon as requests take longer,
/// others wait for a connection.
/// </summary>
/// <param name="connections">Size of the pool.</param>
/// <param name="enough">Size from which the fault counts as repaired.</param>
sealed class PoolSizeFault(int connections, int enough) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("connections", "enough");
        var connections = options.Number("connections", 1, 59);
        return new PoolSizeFault(connections, options.Number("enough", connections + 1, 60));
    }

    public void Break(ShopSystem shop) => shop.Pool.Resize(connections);

    public bool IsPresent(ShopSystem shop) => shop.Pool.Size < enough;
}
