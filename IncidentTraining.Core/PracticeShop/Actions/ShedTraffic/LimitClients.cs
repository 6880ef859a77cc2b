using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.ShedTraffic;

/// <summary>Limits the request rate per address. A low limit also affects customers who share an address.</summary>
sealed class LimitClients : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    /// <summary>The highest rate, in requests per minute, that offices and schools send from one address.</summary>
    const int BusiestCustomers = 27;

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "limit-clients",
            "Limit clients by address",
            "Answers 429 to addresses that exceed this many requests per minute; 0 turns it off. Offices and schools share an address.",
            Delay,
            [new ArgumentDescription("requests-per-minute", "Requests per minute", [], 0, 1000, "60")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var limit = arguments.Number("requests-per-minute", 0, 1000);
        if (limit == shop.Balancer.AddressLimit)
            throw new NotNowException(limit == 0 ? "Clients are not limited." : $"The limit is already {limit} per minute.");
        return new ActionPlan("", $"The limit per address is being set to {limit} a minute.", new ActionStage(Delay, system =>
            {
                system.Balancer.AddressLimit = limit;
                if (limit is > 0 and < BusiestCustomers)
                    system.Harms.Add("limit-clients", 3, $"A limit of {limit} per minute turns away customers in offices and schools.");
                system.Changes.Add("config", limit == 0 ? "Limit per address removed" : $"Limit per address: {limit} a minute");
                return limit == 0 ? "Clients are not limited any more." : $"An address may send {limit} requests a minute.";
            }));
    }
}
