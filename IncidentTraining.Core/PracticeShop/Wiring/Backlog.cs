using IncidentTraining.Core.PracticeShop.Components.Api;

namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>How old the requests are that wait for a slot.</summary>
static class Backlog
{
    /// <summary>
    /// Whether an instance has a queue in which the first request has waited for more than half of its time: what such an instance begins,
    /// it hardly ends in time.
    /// </summary>
    public static bool IsTooOld(ShopSystem shop)
    {
        var time = shop.Balancer.RequestTimeout is > 0 and <= ApiOptions.CallersPatience
            ? shop.Balancer.RequestTimeout
            : ApiOptions.CallersPatience;
        foreach (var instance in shop.Balancer.Instances)
        {
            // Requests whose time was up are still in the line; the first that lives is the oldest.
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
