using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>The newest release sends American Express under a name that Paylane does not know.</summary>
sealed class RejectedNetworkFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new RejectedNetworkFault();
    }

    public void Break(ShopSystem shop) => shop.Releases.Defects |= ReleaseDefects.MisnamesAmex;

    public bool IsPresent(ShopSystem shop) => ReleasePresence.Of(shop, ReleaseDefects.MisnamesAmex);
}
