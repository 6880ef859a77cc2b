using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// An analyst's session has locked the table <c>products</c> and left its transaction open. Customers only read that table; workers write
/// to it and wait: alive, with a fresh heartbeat, but without progress, even after a restart.
/// </summary>
sealed class LockedTableFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new LockedTableFault();
    }

    public void Break(ShopSystem shop)
    {
        shop.DatabaseServer.AnalyticsSessions = Math.Max(1, shop.DatabaseServer.AnalyticsSessions);
        shop.DatabaseServer.ProductsLocked = true;
    }

    public bool IsPresent(ShopSystem shop) => shop.DatabaseServer.ProductsLocked;
}
