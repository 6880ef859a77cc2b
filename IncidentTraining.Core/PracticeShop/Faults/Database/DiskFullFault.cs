using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>The database's disk is full: reads work, writes fail.</summary>
sealed class DiskFullFault : IFault
{
    /// <summary>About 1.4 GB an hour, from an audit table that is never cleaned up.</summary>
    const double GrowthPerSecond = 0.0004;

    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new DiskFullFault();
    }

    public void Break(ShopSystem shop)
    {
        shop.DatabaseServer.UsedGigabytes = shop.DatabaseServer.DiskGigabytes;
        shop.DatabaseServer.GrowthPerSecond = GrowthPerSecond;
    }

    public bool IsPresent(ShopSystem shop) => !shop.DatabaseServer.HasRoom;
}
