using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Database;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;

/// <summary>The faults of <c>Faults/Platform</c>.</summary>
static class PlatformCases
{
    public static readonly Dictionary<string, FaultCase> All = new()
    {
        ["blind-monitoring"] = new(
            "",
            shop =>
                shop.Line(ChartNames.RequestRate, 60).All(double.IsNaN)
                && shop.Logs(new ShopLogQuery { Limit = 1 }).Lines[0].At > shop.Now - TimeSpan.FromSeconds(10)
                && shop.Truth().OnsetAt is null,
            "restore-configuration file=scrape-targets"
        ),
        // Nothing in the shop repairs it, and no service level includes it.
        ["covers-failing"] = new("percent=40", shop => shop.System.Noise.CoverFailures >= 40 && shop.Truth().OnsetAt is null),
        ["narrow-network"] = new(
            "per-second=20",
            shop =>
                shop.NetworkCheck().Single(probe => probe is { From: "api", To: "database" }).State == "slow"
                && shop.Database().Queries.Single(query => query.Name == "list_products").MeanMilliseconds < 20,
            "restore-route route=api-database"
        ),
        ["network-partition"] = new(
            "route=api-redis",
            shop => shop.Ready().State == "degraded" && double.IsNaN(shop.Line(ChartNames.QueueDepth, 1)[0]),
            "restore-route route=api-redis"
        ),
        ["one-way-network"] = new(
            "instance=2 percent=100",
            shop =>
                shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 50 && shop.Line(ChartNames.PaymentsGatewayTimeout, 60).Sum() == 0,
            "restore-route route=api-gateway"
        ),
        ["packet-loss"] = new(
            "percent=60",
            shop =>
                shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 60 && shop.Line(ChartNames.PaymentsGatewayTimeout, 60).Sum() == 0,
            "restore-route route=api-gateway"
        ),
        ["purged-lists"] = new("", shop => shop.System.Lists!.Kept < 120, "roll-back")
        {
            Limits = new ShopLimits { Lists = new KeptLists { Load = TimeSpan.FromSeconds(2) } },
        },
        ["redis-down"] = new("", shop => shop.Line(ChartNames.RedisUp, 1)[0] == 0 && shop.Ready().State == "degraded", "restart-redis"),
        ["redis-full"] = new(
            "left-megabytes=1 kilobytes-per-second=500",
            shop => !shop.Work().Redis.AcceptsWrites && shop.Line(ChartNames.RedisUp, 1)[0] == 1,
            "switch-flag flag=view-history state=off",
            "delete-view-history"
        ),
        ["redis-slow"] = new(
            "milliseconds=900",
            shop => shop.Work().Redis.PingMilliseconds > 500 && shop.Line(ChartNames.LatencyP95, 60).Average() > 800,
            "restart-redis"
        ),
        ["replaced-nodes"] = new("nodes=4 every-seconds=4", shop => shop.System.Lists!.Kept < 120, "roll-back")
        {
            Limits = new ShopLimits { Lists = new KeptLists { Load = TimeSpan.FromSeconds(2) } },
        },
        ["stale-dns"] = new(
            "open=0",
            shop =>
                shop.Line(ChartNames.PoolWaiting, 1)[0] > 20
                && !shop.Database().Connections.Any(use => use.Client == "lanternfish-api")
                && shop.NetworkCheck().All(probe => probe.State == "ok"),
            "refresh-dns hosts=api"
        ),
    };
}
