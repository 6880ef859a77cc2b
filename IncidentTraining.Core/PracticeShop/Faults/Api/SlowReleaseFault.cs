using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The running release asks the recommendation service while the customer waits for the product list: about 290 ms more, and much more as
/// soon as that service has no free worker.
/// </summary>
sealed class SlowReleaseFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new SlowReleaseFault();
    }

    public void Break(ShopSystem shop) => shop.Releases.Defects |= ReleaseDefects.Recommends;

    public bool IsPresent(ShopSystem shop) =>
        shop.Flags.IsOn(FeatureFlags.LiveRecommendations) && ReleasePresence.Of(shop, ReleaseDefects.Recommends);
}
