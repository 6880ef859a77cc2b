using IncidentTraining.Core.PracticeShop.Components.Api;

namespace IncidentTraining.Core.PracticeShop.Faults.SlowRelease;

/// <summary>
/// The release that runs asks the recommendation service while the customer waits for the product list: about 290 ms more, and
/// much more as soon as that service has no free worker.
/// </summary>
sealed class SlowReleaseFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new SlowReleaseFault();
    }

    public void Break(ShopSystem shop) => shop.Flow.RecommendingRelease = shop.Releases.Current;

    public bool IsPresent(ShopSystem shop)
    {
        foreach (var instance in shop.Balancer.Instances)
        {
            if (instance.Condition == InstanceCondition.Running && instance.Release == shop.Flow.RecommendingRelease)
                return true;
        }
        return false;
    }
}
