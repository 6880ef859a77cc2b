using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>What the shop's health endpoints answer, seen from an instance that is in rotation, as <c>server/routes/health.ts</c> has it.</summary>
static class HealthProbe
{
    const string Ok = "ok", Degraded = "degraded", Unavailable = "unavailable", Up = "up", Down = "down";

    /// <summary>A dependency stays failed for this long after its last failure, as a probe every few seconds would see it.</summary>
    const long Memory = 10 * Kernel.Second;

    public static HealthAnswer Live(ShopSystem shop) => shop.Balancer.Instances.Any(IsRunning)
        ? new HealthAnswer("/api/health/live", 200, Ok, [])
        : new HealthAnswer("/api/health/live", 503, Unavailable, []);

    public static HealthAnswer Ready(ShopSystem shop)
    {
        if (Array.Find(shop.Balancer.Instances, IsRunning) is null)
            return new HealthAnswer("/api/health/ready", 503, Unavailable, [new DependencyHealth("api", Down, "no instance in rotation answered")]);
        DependencyHealth[] dependencies = [Database(shop), Redis(shop), Gateway(shop)];
        // Only the database decides: without the others customers can still browse.
        var state = dependencies[0].State == Down ? Unavailable : dependencies.Any(dependency => dependency.State == Down) ? Degraded : Ok;
        return new HealthAnswer("/api/health/ready", state == Unavailable ? 503 : 200, state, dependencies);
    }

    /// <summary>Whether readiness answers 200.</summary>
    public static bool IsReady(ShopSystem shop) => shop.Balancer.Running > 0 && !IsDatabaseDown(shop);

    static bool IsDatabaseDown(ShopSystem shop) =>
        shop.DatabaseServer.Condition != ProjectCondition.Active && shop.Pool.Open == shop.Pool.Used
        || shop.Pool.LastTimeoutAt is { } at && shop.Kernel.Now - at < Memory
        || !shop.Network.IsOpen(NetworkRoute.ApiDatabase);

    static bool IsRunning(ApiInstance instance) => instance.Condition == InstanceCondition.Running;

    static DependencyHealth Database(ShopSystem shop)
    {
        var pool = shop.Pool;
        var detail = $"{pool.Used} connections in use, {pool.Open - pool.Used} idle, {pool.Waiting} requests waiting";
        return IsDatabaseDown(shop)
            ? new DependencyHealth("database", Down, "acquire timeout after 2000 ms; " + detail)
            : new DependencyHealth("database", Up, detail);
    }

    static DependencyHealth Redis(ShopSystem shop) => shop.Redis.Answers(NetworkRoute.ApiRedis, out var took)
        ? new DependencyHealth("redis", Up, shop.Redis.IsSlow ? $"PING answered after {took / 1000} ms" : "PING answered")
        : new DependencyHealth("redis", Down, shop.Redis.IsUp ? "connect ETIMEDOUT redis.internal:6379" : "connect ECONNREFUSED redis.internal:6379");

    static DependencyHealth Gateway(ShopSystem shop)
    {
        if (!shop.Network.IsOpen(NetworkRoute.ApiGateway) || shop.Paylane is { Trouble: PaylaneTrouble.Silent, Route: GatewayRoute.Primary, TroublePercent: > 50 })
            return new DependencyHealth("gateway", Down, "GET /ping: no answer within 2500 ms");
        return shop.Paylane is { Trouble: PaylaneTrouble.Erring, Route: GatewayRoute.Primary, TroublePercent: > 50 }
            ? new DependencyHealth("gateway", Down, "GET /ping: Paylane answered 500")
            : new DependencyHealth("gateway", Up, "GET /ping answered");
    }
}
