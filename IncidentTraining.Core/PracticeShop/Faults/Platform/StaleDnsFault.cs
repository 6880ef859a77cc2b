using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// The database's host has moved, and the resolver of the API's hosts still returns the old address. Open connections work until they are
/// replaced; new ones are never answered, so the pool gradually empties.
/// </summary>
/// <param name="open">Connections that are still open.</param>
sealed class StaleDnsFault(int open) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("open");
        return new StaleDnsFault(options.Number("open", 0, 20));
    }

    public void Break(ShopSystem shop)
    {
        shop.Network.ApiHasOldAddress = true;
        shop.Pool.Shrink(open);
    }

    public bool IsPresent(ShopSystem shop) => shop.Network.ApiHasOldAddress;
}
