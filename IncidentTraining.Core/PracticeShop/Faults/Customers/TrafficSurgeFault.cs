using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Customers;

/// <summary>Many more customers arrive than two instances can serve. They cannot be turned away for good; the API must be scaled.</summary>
/// <param name="perSecond">Requests per second to which the traffic rises.</param>
/// <param name="overSeconds">How long the rise takes.</param>
/// <param name="instances">Number of instances that is enough.</param>
sealed class TrafficSurgeFault(int perSecond, int overSeconds, int instances) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("per-second", "over-seconds", "instances");
        return new TrafficSurgeFault(
            options.Number("per-second", 1, 500),
            options.Number("over-seconds", 0, 600),
            options.Number("instances", 1, ApiOptions.MostInstances)
        );
    }

    public void Break(ShopSystem shop) => shop.Customers.Rate.MoveTo(perSecond, shop.Kernel.Now, overSeconds * Kernel.Second);

    public bool IsPresent(ShopSystem shop) => shop.Balancer.Running < instances;
}
