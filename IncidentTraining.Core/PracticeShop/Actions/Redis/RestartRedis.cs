using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Redis;

/// <summary>Restarts Redis. Data that was not yet on disk is lost, including waiting jobs.</summary>
sealed class RestartRedis : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    /// <summary>Redis writes its data to disk twice a minute.</summary>
    const long Unsaved = 30 * Kernel.Second;

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "restart-redis",
            "Restart Redis",
            "Restarts Redis, which takes eight seconds and aborts every running command. Jobs from the last half minute that are not on disk yet are lost.",
            Delay + RedisServer.RestartTime,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "Redis is being restarted.", new ActionStage(Delay, system =>
            {
                var lost = system.Queue.Lose(enqueuedAfter: system.Kernel.Now - Unsaved);
                system.Redis.IsUp = false;
                if (lost > 0)
                    system.Harms.Add(
                        "restart-redis",
                        5,
                        $"The restart of Redis lost {lost} jobs of paid orders that were not on disk yet."
                    );
                return "";
            }), new ActionStage(Delay + RedisServer.RestartTime, system =>
            {
                (system.Redis.IsUp, system.Redis.Latency) = (true, RedisServer.UsualLatency);
                return "Redis is up.";
            }));
}
