using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Customers;

/// <summary>The apps repeat a failed request many times without a pause, so that every small failure causes the next.</summary>
sealed class RetryStormFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new RetryStormFault();
    }

    public void Break(ShopSystem shop) => shop.Flags.Switch(FeatureFlags.FastRetry, on: true);

    public bool IsPresent(ShopSystem shop) => shop.Flags.IsOn(FeatureFlags.FastRetry);
}
