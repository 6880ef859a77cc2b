using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// A stranger has a partner's key and uses it to read the order export, page by page, from their own addresses. Needs <c>order-exports</c>.
/// </summary>
/// <param name="partner">The partner whose key was leaked.</param>
/// <param name="rows">Rows per page.</param>
/// <param name="seconds">Mean time between two pages, in seconds.</param>
sealed class LeakedKeyFault(string partner, int rows, int seconds) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("partner", "rows", "seconds");
        return new LeakedKeyFault(options.Choice("partner", ExportPartner.Ids), ExportReader.Rows(options), ExportReader.Seconds(options));
    }

    public void Break(ShopSystem shop)
    {
        var export = ExportReader.Of(shop);
        export.Stranger.Come(export.PartnerOf(partner), rows, seconds);
    }

    public bool IsPresent(ShopSystem shop) => shop.Exports is { Stranger.HasGoodKey: true };
}
