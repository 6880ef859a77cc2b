using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// A settings file that reaches all hosts at once has an entry that the newest release cannot parse: every API process ends at the same
/// moment, and again within seconds of each start. No instance is in rotation.
/// </summary>
sealed class PushedConfigurationFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new PushedConfigurationFault();
    }

    public void Break(ShopSystem shop)
    {
        shop.Configuration.HasUnreadableZone = true;
        shop.Supervisor.Reload();
    }

    // A release that can parse the file removes the cause as well.
    public bool IsPresent(ShopSystem shop) =>
        shop.Configuration.HasUnreadableZone
        && Array.Exists(shop.Balancer.Instances, instance =>
            instance is { Condition: not InstanceCondition.Absent, Release: Releases.Newest }
        );
}
