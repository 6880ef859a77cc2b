using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The processors of an instance's host are slow, or another program needs them: the event loop takes much longer for the same work. A
/// restart moves the instance to another host; a deploy does not.
/// </summary>
/// <param name="instance">The instance's number, from 1.</param>
/// <param name="factor">How many times as long its work takes.</param>
sealed class CpuStarvationFault(int instance, int factor) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("instance", "factor");
        return new CpuStarvationFault(options.Number("instance", 1, ApiOptions.Instances), options.Number("factor", 2, 20));
    }

    public void Break(ShopSystem shop) => shop.Balancer.Instances[instance - 1].WorkFactor = factor;

    public bool IsPresent(ShopSystem shop) => shop.Balancer.Instances[instance - 1].WorkFactor > 1;
}
