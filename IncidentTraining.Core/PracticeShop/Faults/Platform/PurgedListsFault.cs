using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// All cached product lists are deleted at once, and every request must read its own from the database. The deletion takes a moment; the
/// fault is present until half of the lists are cached again, or no instance runs a release that needs them.
/// </summary>
sealed class PurgedListsFault : IPassingFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new PurgedListsFault();
    }

    public void Break(ShopSystem shop) =>
        (shop.Lists ?? throw new BadOptionException("The shop keeps no product lists: set ‘kept-lists’ under ‘shop’.")).Clear();

    public bool IsOver(ShopSystem shop) => true;

    public bool IsPresent(ShopSystem shop) =>
        shop.Lists is { } lists
        && lists.Kept * 2 < lists.Lists
        && Array.Exists(shop.Balancer.Instances, instance =>
            instance is { Condition: InstanceCondition.Running or InstanceCondition.Starting, Release: Releases.Newest }
        );
}
