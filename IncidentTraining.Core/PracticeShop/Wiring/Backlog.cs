using IncidentTraining.Core.PracticeShop.Components.Api;

namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>The age of the requests that wait for a slot.</summary>
static class Backlog
{
    /// <summary>
    /// Whether an instance has a queue whose first request has waited for more than half of its timeout: such an instance hardly finishes
    /// any request in time.
    /// </summary>
    public static bool IsTooOld(ShopSystem shop)
    {
        var time = shop.Balancer.RequestTimeout is > 0 and <= ApiOptions.CallersPatience
            ? shop.Balancer.RequestTimeout
            : ApiOptions.CallersPatience;
        foreach (var instance in shop.Balancer.Instances)
        {
            // Timed-out requests are still in the queue; the first live one is the oldest.
            for (var place = 0; instance.Queued > 0 && place < instance.Queue.Count; place++)
            {
                if (!shop.Flow.Requests.IsLive(instance.Queue[place]))
                    continue;
                if (shop.Kernel.Now - shop.Flow.Requests[instance.Queue[place]].ArrivedAt > time / 2)
                    return true;
                break;
            }
        }

        return false;
    }
}
