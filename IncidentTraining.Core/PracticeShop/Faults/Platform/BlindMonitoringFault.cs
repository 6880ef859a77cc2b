using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// The scraper's target list matches none of the shop's processes: charts and alerts no longer get samples. The shop itself is unaffected,
/// as are its logs, its traces and direct queries; the alerts on the covers and on readiness do not depend on the scraper. No customer
/// notices it, so a cause combines it with another fault.
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
