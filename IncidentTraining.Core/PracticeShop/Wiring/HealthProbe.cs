using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>The responses of the shop's health endpoints, from an instance in rotation, as in <c>server/routes/health.ts</c>.</summary>
static class HealthProbe
{
    const string Ok = "ok",
        Degraded = "degraded",
        Unavailable = "unavailable",
        Up = "up",
        Down = "down";

    /// <summary>A dependency stays failed for this long after its last failure, as a probe every few seconds would see it.</summary>
    const long Memory = 10 * Kernel.Second;

    const int Millisecond = (int)(Kernel.Second / 1000);

    /// <summary>In milliseconds: the longest wait of a check, a query, a ping of the gateway.</summary>
    const int CheckTimeout = 2500,
        QueryTime = 8,
        PingTime = 40,
        HandshakeTime = 24;

    public static HealthAnswer Live(ShopSystem shop) =>
        shop.Balancer.Instances.Any(IsRunning)
            ? new HealthAnswer("/api/health/live", 200, Ok, [])
            : new HealthAnswer("/api/health/live", 503, Unavailable, []);

    public static HealthAnswer Ready(ShopSystem shop)
    {
        if (Array.Find(shop.Balancer.Instances, IsRunning) is null)
            return new HealthAnswer(
                "/api/health/ready",
                503,
                Unavailable,
                [new DependencyHealth("api", Down, 0, "no instance in rotation answered")]
            );
        DependencyHealth[] dependencies = [Database(shop), Redis(shop), Gateway(shop), .. Rotation(shop)];
        // Only the database decides: without the other dependencies customers can still browse.
        var state =
            dependencies[0].State == Down ? Unavailable
            : dependencies.Any(dependency => dependency.State == Down) ? Degraded
            : Ok;
        return new HealthAnswer("/api/health/ready", state == Unavailable ? 503 : 200, state, dependencies);
    }

    /// <summary>Whether readiness answers 200.</summary>
    public static bool IsReady(ShopSystem shop) => shop.Balancer.Running > 0 && !IsDatabaseDown(shop);

    static bool IsDatabaseDown(ShopSystem shop) =>
        shop.Pool.LastTimeoutAt is { } at && shop.Kernel.Now - at < Memory
        || !shop.DatabaseServer.Answers
        || !shop.DatabaseServer.Reaches(NetworkRoute.ApiDatabase);

    static bool IsRunning(ApiInstance instance) => instance.Condition == InstanceCondition.Running;

    /// <summary>The check uses the pool like a customer's request: it waits just as long for a connection.</summary>
    static DependencyHealth Database(ShopSystem shop) =>
        IsDatabaseDown(shop)
            ? new DependencyHealth(
                "database",
                Down,
                (int)shop.Limits.AcquireTimeout.TotalMilliseconds,
                $"acquire timeout after {shop.Limits.AcquireTimeout.TotalMilliseconds:0} ms"
            )
            : new DependencyHealth("database", Up, (int)(shop.Pool.LongestWait / Millisecond) + QueryTime, "");

    static DependencyHealth Redis(ShopSystem shop)
    {
        var answers = shop.Redis.Answers(NetworkRoute.ApiRedis, out var took);
        var milliseconds = (int)(took / Millisecond);
        return answers switch
        {
            true when milliseconds > CheckTimeout => NoAnswer("redis"),
            true => new DependencyHealth("redis", Up, milliseconds, ""),
            _ => new DependencyHealth(
                "redis",
                Down,
                shop.Redis.IsUp ? milliseconds : 1,
                RedisServer.Words(shop.Redis.IsUp ? RedisRefusal.Silence : RedisRefusal.Down)
            ),
        };
    }

    static DependencyHealth Gateway(ShopSystem shop)
    {
        if (
            !shop.Network.IsOpen(NetworkRoute.ApiGateway)
            || shop.Paylane is { Trouble: PaylaneTrouble.Silent, Route: GatewayRoute.Primary, TroublePercent: > 50 }
        )
            return NoAnswer("gateway");
        // The check has its own connection, which is replaced as late as any.
        var asked = Array.FindIndex(shop.Balancer.Instances, IsRunning);
        if (shop.Paylane.LacksAllConnections(asked, shop.Balancer.Instances[asked].StartedAt, shop.Kernel.Now))
            return new DependencyHealth("gateway", Down, HandshakeTime, "fetch failed: tlsv1 alert certificate expired");
        return shop.Paylane is { Trouble: PaylaneTrouble.Erring, Route: GatewayRoute.Primary, TroublePercent: > 50 }
            ? new DependencyHealth("gateway", Down, PingTime, "Paylane answered 500")
            : new DependencyHealth("gateway", Up, PingTime * shop.Paylane.Slowness / 100, "");
    }

    /// <summary>The load balancer's report about its check, when it has taken instances out.</summary>
    static IEnumerable<DependencyHealth> Rotation(ShopSystem shop) =>
        shop.Rotation.Reported is { Times: > 0 } report
            ?
            [
                new DependencyHealth(
                    "rotation",
                    Down,
                    report.Latest,
                    $"instances taken out {report.Times} times in five minutes for a late answer"
                ),
            ]
            : [];

    static DependencyHealth NoAnswer(string name) => new(name, Down, CheckTimeout, $"no answer within {CheckTimeout} ms");
}
