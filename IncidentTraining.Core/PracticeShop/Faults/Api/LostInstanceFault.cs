using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// An API instance was drained and never put back: half the slots, and one event loop that has to do the work of two.
/// </summary>
/// <param name="instance">Number of the instance, from 1.</param>
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
