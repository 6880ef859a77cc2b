using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The newest release lets the order export respond without a key, and a stranger reads it page by page. Needs <c>order-exports</c>.
/// </summary>
/// <param name="rows">Rows per page.</param>
/// <param name="seconds">Mean time between two pages, in seconds.</param>
sealed class OpenExportFault(int rows, int seconds) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("rows", "seconds");
        return new OpenExportFault(ExportReader.Rows(options), ExportReader.Seconds(options));
    }

    public void Break(ShopSystem shop)
    {
        shop.Releases.Defects |= ReleaseDefects.OpensExport;
        ExportReader.Of(shop).Stranger.Come(null, rows, seconds);
    }

    public bool IsPresent(ShopSystem shop) => ReleasePresence.Of(shop, ReleaseDefects.OpensExport);
}
