using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Customers;

/// <summary>
/// The browser makes a new idempotency key for each payment attempt: a retry after a timeout is a second order and a second charge.
/// </summary>
sealed class FreshKeysFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new FreshKeysFault();
    }

    public void Break(ShopSystem shop) => shop.Flags.Switch(FeatureFlags.FreshCheckoutKeys, on: true);

    public bool IsPresent(ShopSystem shop) => shop.Flags.IsOn(FeatureFlags.FreshCheckoutKeys);
}
