using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Database;

/// <summary>Sets how many requests a connection of the pool serves before it is replaced.</summary>
sealed class SetConnectionUses : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    // The suggested number is the same in every shop: it must not reveal the current one or be a repair.
    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "set-connection-uses",
            "Set the uses per connection",
            "Sets how many requests a pooled connection serves before the pool closes it and opens a new one.",
            Delay,
            [new ArgumentDescription("requests", "Requests", [], 1, ConnectionTurnover.Most, "2")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var requests = arguments.Number("requests", 1, ConnectionTurnover.Most);
        return new ActionPlan("", $"The uses of a connection are being set to {requests}.", new ActionStage(Delay, system =>
            {
                var turnover = system.Pool.Turnover;
                system.Changes.Add(
                    "config",
                    turnover.Requests == requests
                        ? $"database.pool.max_uses: {requests}, written again"
                        : $"database.pool.max_uses: {requests}"
                );
                turnover.Requests = requests;
                return $"A connection of the pool serves {requests} requests.";
            }));
    }
}
