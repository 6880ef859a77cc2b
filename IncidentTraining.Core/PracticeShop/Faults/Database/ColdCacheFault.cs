using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The database's cache is too small for the pages that are read: they come from the disk, and each read takes several times as long.
/// </summary>
/// <param name="megabytes">Size of the cache.</param>
/// <param name="enough">Size from which the fault counts as repaired.</param>
sealed class ColdCacheFault(int megabytes, int enough) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("megabytes", "enough");
        return new ColdCacheFault(
            options.Number("megabytes", PageCache.Smallest, PageCache.FirstSize),
            options.Number("enough", PageCache.Smallest, PageCache.Largest)
        );
    }

    public void Break(ShopSystem shop) => shop.DatabaseServer.Cache.Megabytes = megabytes;

    public bool IsPresent(ShopSystem shop) => shop.DatabaseServer.Cache.Megabytes < enough;
}
