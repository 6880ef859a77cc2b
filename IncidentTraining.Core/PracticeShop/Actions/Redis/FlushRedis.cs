using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Redis;

/// <summary>Empties Redis: all waiting jobs are lost, and each one is a paid order.</summary>
sealed class FlushRedis : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    public ActionDescription Describe(ShopSystem shop) =>
        new("flush-redis", "Flush Redis", "Empties Redis. All waiting jobs are lost, each of them a paid order.", Delay, []);

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "Redis is being flushed.", new ActionStage(Delay, system =>
            {
                system.Redis.HistoryMegabytes = 0;
                system.Lists?.Clear();
                var lost = system.Queue.Lose(enqueuedAfter: long.MinValue);
                if (lost > 0)
                    system.Harms.Add("flush-redis", 10, $"The flush of Redis lost {lost} jobs of paid orders.");
                return $"Redis is empty; {lost} jobs of paid orders are gone.";
            }));
}
