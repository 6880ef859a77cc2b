using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Faults.Customers;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The shop's offer begins, and the newest release deducts it twice: orders are undercharged, and nothing fails. Stored totals stay wrong
/// until they are corrected. Needs <c>offer</c>.
/// </summary>
sealed class WrongTotalsFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new WrongTotalsFault();
    }

    public void Break(ShopSystem shop)
    {
        shop.Releases.Defects |= ReleaseDefects.ReducesTwice;
        OfferBeginsFault.TotalsOf(shop).OfferRuns = true;
    }

    public bool IsPresent(ShopSystem shop) => ReleasePresence.Of(shop, ReleaseDefects.ReducesTwice);
}
