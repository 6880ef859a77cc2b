using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>What the shop's health endpoints answer, seen from an instance that is in rotation.</summary>
static class HealthProbe
{
    /// <summary>A dependency stays failed for this long after its last failure, as a probe every few seconds would see it.</summary>
    const long Memory = 10 * Kernel.Second;

    public static HealthAnswer Live(ShopSystem shop) => shop.Balancer.Instances.Any(IsRunning)
        ? new HealthAnswer("/api/health/live", 200, "ok", [])
        : new HealthAnswer("/api/health/live", 503, "fail", []);

    public static HealthAnswer Ready(ShopSystem shop)
    {
        if (Array.Find(shop.Balancer.Instances, IsRunning) is not { } instance)
            return new HealthAnswer("/api/health/ready", 503, "fail", [new DependencyHealth("api", "fail", "no instance in rotation answered")]);

        DependencyHealth[] dependencies = [Api(instance), Database(shop), Gateway(shop)];
        var state = dependencies.Any(dependency => dependency.State == "fail") ? "fail"
            : dependencies.Any(dependency => dependency.State == "degraded") ? "degraded" : "ok";
        return new HealthAnswer("/api/health/ready", state == "fail" ? 503 : 200, state, dependencies);
    }

    static bool IsRunning(ApiInstance instance) => instance.Condition == InstanceCondition.Running;

    static DependencyHealth Api(ApiInstance instance)
    {
        var detail = $"answered by {instance.Name}: {instance.InFlight} of {ApiOptions.Slots} slots in use, {instance.Queued} queued";
        var state = instance.Queued == ApiOptions.QueueLimit ? "fail" : instance.Queued > 0 ? "degraded" : "ok";
        return new DependencyHealth("api", state, detail);
    }

    static DependencyHealth Database(ShopSystem shop)
    {
        var pool = shop.Pool;
        var detail = $"{pool.Used} connections in use, {pool.Waiting} requests waiting";
        if (pool.LastTimeoutAt is { } at && shop.Kernel.Now - at < Memory)
            return new DependencyHealth("database", "fail", "no connection within 2000 ms; " + detail);
        return new DependencyHealth("database", pool.Waiting > 0 ? "degraded" : "ok", detail);
    }

    static DependencyHealth Gateway(ShopSystem shop) =>
        shop.Gateway.LastErrorAt is { } at && shop.Kernel.Now - at < Memory
            ? new DependencyHealth("payment-gateway", "degraded", "calls to Paylane have failed in the last 10 s")
            : new DependencyHealth("payment-gateway", "ok", "no failed call in the last 10 s");
}
