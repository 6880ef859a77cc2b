using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>An API instance was drained and never put back: half the slots are gone, and one event loop must do the work of two.</summary>
/// <param name="instance">The instance's number, from 1.</param>
sealed class LostInstanceFault(int instance) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("instance");
        return new LostInstanceFault(options.Number("instance", 1, ApiOptions.Instances));
    }

    public void Break(ShopSystem shop) => shop.Balancer.Drain(instance - 1);

    public bool IsPresent(ShopSystem shop) => shop.Balancer.Instances[instance - 1].Condition == InstanceCondition.Drained;
}
