using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>The newest release never returns the connections of some order pages, until the pool has none left.</summary>
/// <param name="percent">Share of order pages, in per cent.</param>
sealed class PoolLeakFault(int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent");
        return new PoolLeakFault(options.Number("percent", 1, 100));
    }

    public void Break(ShopSystem shop)
    {
        shop.Releases.Defects |= ReleaseDefects.Leaks;
        shop.Releases.LeakingPercent = percent;
    }

    public bool IsPresent(ShopSystem shop) => ReleasePresence.Of(shop, ReleaseDefects.Leaks);
}
