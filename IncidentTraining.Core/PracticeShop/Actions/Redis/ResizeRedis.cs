using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Redis;

/// <summary>Changes the memory of Redis. Whatever fills it continues to do so.</summary>
sealed class ResizeRedis : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "resize-redis",
            "Resize Redis",
            "Sets maxmemory. More memory buys time; what fills it keeps filling it.",
            Delay,
            [new ArgumentDescription("megabytes", "Megabytes", [], 64, 4096, $"{shop.Redis.LimitMegabytes * 2}")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var megabytes = arguments.Number("megabytes", 64, 4096);
        if (megabytes == shop.Redis.LimitMegabytes)
            throw new NotNowException($"Redis may already use {megabytes} MB.");
        return new ActionPlan("", $"maxmemory of Redis is being set to {megabytes} MB.", new ActionStage(Delay, system =>
            {
                system.Redis.LimitMegabytes = megabytes;
                system.Changes.Add("config", $"Redis maxmemory: {megabytes} MB");
                return $"Redis may use {megabytes} MB.";
            }));
    }
}
