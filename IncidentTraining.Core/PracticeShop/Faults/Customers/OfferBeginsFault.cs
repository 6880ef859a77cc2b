using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Customers;

/// <summary>
/// The shop's offer begins, as announced: orders rightly cost less than their list prices, and no one is harmed. Needs <c>offer</c>.
/// </summary>
sealed class OfferBeginsFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new OfferBeginsFault();
    }

    /// <summary>The totals of a shop that has an offer.</summary>
    /// <exception cref="BadOptionException">The shop has none.</exception>
    public static OrderTotals TotalsOf(ShopSystem shop) =>
        shop.Totals ?? throw new BadOptionException("The shop has no offer: set ‘offer’ under ‘shop’.");

    public void Break(ShopSystem shop) => TotalsOf(shop).OfferRuns = true;

    // It is intended, so there is nothing to repair.
    public bool IsPresent(ShopSystem shop) => false;
}
