using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>Finds paid orders for which there is no job, and enqueues one for each.</summary>
sealed class RequeuePaidOrders : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "requeue-paid-orders",
            "Requeue paid orders",
            "Searches the database for paid orders without a job and enqueues one for each.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "Searching for paid orders without a job.", new ActionStage(Delay, system =>
            {
                if (system.Redis.Write(NetworkRoute.ApiRedis) is var refusal && refusal != RedisRefusal.None)
                    return $"Nothing was enqueued: {RedisServer.Words(refusal)}.";
                var orders = new List<long>();
                system.Orders.WithoutJob(orders);
                foreach (var order in orders)
                    system.Queue.Add(order, 0, newShape: false);
                return $"{orders.Count} paid orders without a job were enqueued.";
            }));
}
