using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.ShedTraffic;

/// <summary>
/// Rejects a share of the traffic at the load balancer. It protects the rest, and it is an outage for the rejected customers.
/// </summary>
sealed class ShedTrafficAction : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "shed-traffic",
            "Shed traffic",
            "Answers a share of all requests with 503 at the load balancer; 0 turns it off. A run is never resolved while traffic is being shed.",
            Delay,
            [new ArgumentDescription("percent", "Per cent", [], 0, 90, "30")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var percent = arguments.Number("percent", 0, 90);
        if (percent == shop.Balancer.ShedPercent)
            throw new NotNowException($"{percent} % of the traffic is already being shed.");
        return new ActionPlan("", $"Shedding is being set to {percent} %.", new ActionStage(Delay, system =>
            {
                system.Balancer.ShedPercent = percent;
                if (percent > 0)
                    system.Harms.Add("shed-traffic", 3, $"{percent} % of the customers' requests were turned away on purpose.");
                system.Changes.Add("config", $"LB_SHED_PERCENT → {percent}");
                return percent == 0 ? "No traffic is shed." : $"{percent} % of the traffic is turned away.";
            }));
    }
}
