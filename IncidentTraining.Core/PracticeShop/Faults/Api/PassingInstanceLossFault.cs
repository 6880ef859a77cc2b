using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// An API instance is out of rotation for a while and comes back by itself. If the other one cannot handle the load meanwhile, its queue
/// fills with requests whose callers have given up and retry; the fault is present as long as that lasts.
/// </summary>
/// <param name="instance">The instance's number, from 1.</param>
/// <param name="seconds">How long it is away before it is restarted.</param>
sealed class PassingInstanceLossFault(int instance, int seconds) : IPassingFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("instance", "seconds");
        return new PassingInstanceLossFault(options.Number("instance", 1, ApiOptions.Instances), options.Number("seconds", 1, 3600));
    }

    public void Break(ShopSystem shop)
    {
        shop.Balancer.Drain(instance - 1);
        shop.Kernel.Schedule(seconds * Kernel.Second, shop.Kernel.Add(new Return(shop, instance - 1)), 0);
    }

    public bool IsOver(ShopSystem shop) => shop.Balancer.Instances[instance - 1].Condition == InstanceCondition.Running;

    // The instance itself may be killed and restarted as a repair: the fault is only that it was left out.
    public bool IsPresent(ShopSystem shop) =>
        shop.Balancer.Instances[instance - 1].Condition == InstanceCondition.Drained || Backlog.IsTooOld(shop);

    sealed class Return(ShopSystem shop, int place) : IComponent
    {
        public void Handle(int what, long subject)
        {
            if (shop.Balancer.Instances[place].Condition == InstanceCondition.Drained)
                shop.Balancer.StartUp(place, shop.Releases.Api, onItsHost: true);
        }
    }
}
