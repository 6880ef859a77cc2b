using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// The scraper's list of targets finds no process of the shop: charts and alerts no longer get samples. The shop continues as it is, and so
/// do its logs, its traces and whatever is asked of it directly; the alerts on the covers and on readiness do not depend on the scraper. No
/// customer notices it, so a cause has another fault beside it.
/// </summary>
sealed class BlindMonitoringFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new BlindMonitoringFault();
    }

    public void Break(ShopSystem shop) => shop.Configuration.FindsNoTargets = true;

    public bool IsPresent(ShopSystem shop) => shop.Configuration.FindsNoTargets;
}
