using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The pooler presents a certificate from a new root that the API does not know. Open connections continue to work; the API ends each new
/// one before its login, so the pool gradually empties.
/// </summary>
/// <param name="open">Connections that are still open.</param>
sealed class UntrustedChainFault(int open) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("open");
        return new UntrustedChainFault(options.Number("open", 0, 20));
    }

    public void Break(ShopSystem shop)
    {
        shop.DatabaseServer.ApiTrustsPooler = false;
        shop.Pool.Shrink(open);
    }

    public bool IsPresent(ShopSystem shop) => !shop.DatabaseServer.ApiTrustsPooler;
}
