using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>A case of each kind of fault.</summary>
public static class FaultCases
{
    /// <summary>Kind and options, what shows it after three minutes, and what repairs it.</summary>
    public static readonly Dictionary<string, Case> All = new()
    {
        ["blind-monitoring"] = new(
            "",
            shop =>
                shop.Line(ChartNames.RequestRate, 60).All(double.IsNaN)
                && shop.Logs(new ShopLogQuery { Limit = 1 }).Lines[0].At > shop.Now - TimeSpan.FromSeconds(10)
                && shop.Truth().OnsetAt is null,
            "restore-configuration file=scrape-targets"
        ),
        ["bot-traffic"] = new(
            "per-second=60",
            shop => shop.Line(ChartNames.RequestRate, 60).Average() > 60,
            "limit-clients requests-per-minute=60"
        ),
        ["cold-cache"] = new(
            "megabytes=128 enough=960",
            shop =>
                shop.Database().Queries.Single(query => query.Name == "list_products") is { CachedPercent: 13, MeanMilliseconds: > 40 }
                && shop.Database().Queries.Single(query => query.Name == "record_payment")
                    is { CachedPercent: null, MeanMilliseconds: < 25 },
            "resize-cache megabytes=1024"
        ),
        // Nothing in the shop repairs it, and no service level counts it.
        ["covers-failing"] = new("percent=40", shop => shop.System.Noise.CoverFailures >= 40 && shop.Truth().OnsetAt is null),
        ["circling-job"] = new(
            "copies=2000",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Average() > 20
                && shop.Work().Queue is { Depth: > 1500, Failed: 0 }
                && shop.Work().Queue.Jobs.Select(job => job.Id).Distinct().Count() < 20,
            "quarantine-job job={suspect}"
        ),
        ["clock-skew"] = new(
            "seconds=90",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.NetworkCheck().Single(probe => probe.To == "mail").State == "skewed",
            "sync-clock hosts=workers"
        ),
        ["cpu-starvation"] = new(
            "instance=1 factor=8",
            shop => shop.Line(ChartNames.LatencyP95, 1)[0] > 400,
            "restart-instance instance=api-1"
        ),
        ["disk-full"] = new(
            "",
            shop => shop.Line(ChartNames.DatabaseFailures, 60).Sum() > 50 && shop.Line(ChartNames.PaymentsApproved, 60).Sum() == 0,
            "grow-disk gigabytes=8"
        ),
        ["exhausted-ports"] = new(
            "ports=60 rest-seconds=120",
            shop =>
                shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 60
                && shop.NetworkCheck().Single(probe => probe.To == "gateway") is { State: "ok" } probe
                && probe.Detail.Contains("of 60 source ports to this address 60 are taken", StringComparison.Ordinal),
            "restore-configuration file=outbound-connections"
        ),
        ["eager-probe"] = new(
            "milliseconds=20 enough=500",
            shop =>
                shop.Logs(new ShopLogQuery { Search = "out of rotation", Limit = int.MaxValue }).Lines.Count > 1
                && shop.State().Instances.All(instance => instance.State is "running"),
            "set-readiness-timeout milliseconds=500"
        ),
        ["expired-certificate"] = new(
            "instance=1 kept-seconds=120",
            shop =>
                shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 50
                && shop.Ready().Dependencies.Single(dependency => dependency.Name == "gateway").State == "down",
            "update-secret secret=paylane-client-certificate"
        ),
        ["fresh-keys"] = new(
            "",
            shop => shop.Flags().Single(flag => flag.Id == "fresh-checkout-keys").On,
            "switch-flag flag=fresh-checkout-keys state=off"
        ),
        ["gateway-outage"] = new(
            "answers=errors percent=100",
            shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 100,
            "switch-gateway route=standby"
        ),
        ["gateway-rate-limit"] = new(
            "per-second=1 enough=8",
            shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 30,
            "request-gateway-limit calls-per-second=50"
        ),
        ["gateway-slow"] = new("percent=2000", shop => shop.Line(ChartNames.LatencyP95, 1)[0] > 1500, "switch-gateway route=standby"),
        ["held-replica"] = new(
            "",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.Database().Sessions.Single(session => session.Client == "replica").WaitsFor.Contains("stands still"),
            "resume-replay"
        )
        {
            Limits = new ShopLimits { Replica = true },
        },
        ["invalid-index"] = new(
            "index=orders_customer_id_idx",
            shop => shop.Database().Queries.Single(query => query.Name == "orders_of_customer").MeanMilliseconds > 200,
            "create-index index=orders_customer_id_idx"
        ),
        ["leaked-key"] = new(
            "partner=thornbury rows=100 seconds=15",
            shop =>
                shop.System.Exports!.WasReadByStranger(TimeSpan.FromMinutes(1))
                && shop.HasLine("100 rows to 203.0.113.18, key thornbury-1")
                && shop.Line(ChartNames.ExportedRows, 1)[0] > 3,
            "revoke-key key=thornbury"
        )
        {
            Limits = new ShopLimits { Exports = new OrderExports() },
        },
        ["locked-table"] = new(
            "",
            shop => shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0 && shop.Line(ChartNames.WorkersUp, 1)[0] == 4,
            "end-sessions client=analytics"
        ),
        ["lost-instance"] = new("instance=2", shop => shop.State().Instances[1].State == "drained", "start-instance instance=api-2"),
        ["lost-writes"] = new(
            "behind-seconds=75 percent=40",
            shop =>
                shop.HasLine("cannot execute INSERT in a read-only transaction")
                && shop.System.Orders.Standby is { Unknown: > 100 }
                && shop.Database().AcceptsWrites
                && shop.Ready().State == "ok",
            "restart-pool",
            "reconcile-orders"
        ),
        ["mail-certificate"] = new(
            "",
            shop =>
                shop.Work().Queue is { Dead: > 100, Depth: < 10 }
                && shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.NetworkCheck().Single(probe => probe.To == "mail").State == "refused",
            "update-secret secret=mail-client-certificate"
        ),
        ["mail-quota"] = new(
            "mails=60000 enough=75000",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.NetworkCheck().All(probe => probe.State == "ok")
                && shop.Work().Workers.All(worker => worker is { Busy: 2, HeartbeatSeconds: < 10 }),
            "request-mail-quota mails=75000"
        ),
        ["memory-leak"] = new(
            "kilobytes=500 seconds=0 kept=0",
            shop =>
                shop.Logs(new ShopLogQuery { Search = "was killed with exit code 137", Limit = int.MaxValue }).Lines.Count > 1
                && shop.Line(ChartNames.LatencyP95, 60).Max() > 400,
            "roll-back"
        ),
        ["missing-index"] = new(
            "index=orders_customer_id_idx",
            shop => shop.Database().Queries.Single(query => query.Name == "orders_of_customer").MeanMilliseconds > 200,
            "create-index index=orders_customer_id_idx"
        ),
        ["missing-timeout"] = new("", shop => shop.Payments().TimeoutMilliseconds == 0, "set-gateway-timeout milliseconds=2000"),
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
        ["numbered-orders"] = new(
            "percent=30",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.Work().Workers.All(worker => worker is { Busy: 2, HeartbeatSeconds: < 10 }),
            "restart-worker worker=all"
        ),
        ["open-export"] = new(
            "rows=100 seconds=15",
            shop =>
                shop.System.Exports!.WasReadByStranger(TimeSpan.FromMinutes(1))
                && shop.HasLine("100 rows to 203.0.113.18, key none")
                && shop.Line(ChartNames.ExportedRows, 1)[0] > 3,
            "roll-back"
        )
        {
            Limits = new ShopLimits { Exports = new OrderExports() },
        },
        // It was decided, so that there is nothing to repair.
        ["offer-begins"] = new("", shop =>
            shop.Line(ChartNames.OrderValue, 1)[0] < 0.95 * shop.Line(ChartNames.OrderListValue, 1)[0]
            && shop.System.Totals is { Wrong: 0 }
            && shop.Truth().OnsetAt is null
        )
        {
            Limits = new ShopLimits { Offer = new SeasonOffer() },
        },
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
        ["poison-job"] = new("", shop => shop.Work().Workers.Sum(worker => worker.Restarts) > 6, "quarantine-job job={suspect}"),
        ["passing-instance-loss"] = new(
            "instance=2 seconds=600",
            shop => shop.State().Instances[1].State == "drained",
            "start-instance instance=api-2"
        ),
        ["passing-outage"] = new(
            "percent=100 seconds=600",
            shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 100,
            "switch-gateway route=standby"
        ),
        ["pool-leak"] = new("percent=20", shop => shop.Line(ChartNames.PoolUsed, 1)[0] == 20 && shop.Ready().Status == 503, "roll-back"),
        ["pool-size"] = new(
            "connections=2 enough=12",
            shop => shop.Line(ChartNames.PoolWaiting, 60).Max() > 3,
            "resize-pool connections=20"
        ),
        ["pooler-places"] = new(
            "connections=2 enough=12",
            shop => shop.System.Pool.LastRefusal == ConnectOutcome.TooMany && shop.Line(ChartNames.PoolWaiting, 60).Max() > 3,
            "resize-pool connections=20"
        ),
        ["project-paused"] = new(
            "",
            shop => shop.StatusPages().Single(page => page.Id == "supabase").State == "outage" && shop.Ready().Status == 503,
            "resume-project"
        ),
        ["purged-lists"] = new("", shop => shop.System.Lists!.Kept < 120, "roll-back")
        {
            Limits = new ShopLimits { Lists = new KeptLists { Load = TimeSpan.FromSeconds(2) } },
        },
        ["pushed-configuration"] = new(
            "",
            shop =>
                shop.State().Instances.All(instance => instance.State == "starting")
                && shop.Line(ChartNames.PaymentsApproved, 60).Sum() == 0
                && shop.Ready().Status == 503,
            "restore-configuration file=delivery-zones"
        ),
        ["queue-backlog"] = new(
            "jobs=20000",
            shop => shop.Line(ChartNames.QueueDepth, 1)[0] > 10_000 && shop.Cost().StuckOrders > 100,
            "flush-redis"
        ),
        ["reconnect-herd"] = new(
            "milliseconds=150 waiting=170",
            shop =>
                shop.Ready().Status == 503
                && shop.Line(ChartNames.PoolUsed, 1)[0] == 20
                && !shop.Database().Connections.Any(use => use.Client == "lanternfish-api"),
            "resize-pool connections=8"
        ),
        ["quota-exhausted"] = new(
            "percent=50",
            shop =>
                shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 50 && shop.StatusPages().All(page => page.State == "operational"),
            "buy-gateway-calls"
        ),
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
        ["rejected-network"] = new("", shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 20, "roll-back"),
        ["replaced-nodes"] = new("nodes=4 every-seconds=4", shop => shop.System.Lists!.Kept < 120, "roll-back")
        {
            Limits = new ShopLimits { Lists = new KeptLists { Load = TimeSpan.FromSeconds(2) } },
        },
        ["retry-storm"] = new("", shop => shop.Flags().Single(flag => flag.Id == "fast-retry").On, "switch-flag flag=fast-retry state=off"),
        ["rotated-password"] = new(
            "open=1",
            shop => shop.System.Pool.LastRefusal == ConnectOutcome.BadPassword,
            "update-secret secret=database-password"
        ),
        ["runaway-pattern"] = new(
            "percent=10 milliseconds=1500",
            shop =>
                shop.Line(ChartNames.LatencyP95, 60).Average() > 1500
                && shop.Database().Queries.Single(query => query.Name == "list_products").MeanMilliseconds < 40,
            "restore-configuration file=request-filter"
        ),
        ["running-experiment"] = new(
            "experiment=http-latency-500ms",
            shop => shop.Experiments()[0].Enabled && shop.Line(ChartNames.LatencyP50, 1)[0] > 300,
            "disable-experiment experiment=http-latency-500ms"
        ),
        ["single-use-connections"] = new(
            "requests=1 enough=20",
            shop => shop.Line(ChartNames.PoolUsed, 60).Average() > 5 && shop.Truth().OnsetAt is null,
            "set-connection-uses requests=20"
        ),
        ["slow-release"] = new("", shop => shop.Line(ChartNames.LatencyP50, 1)[0] > 250, "switch-flag flag=live-recommendations state=off"),
        ["stale-dns"] = new(
            "open=0",
            shop =>
                shop.Line(ChartNames.PoolWaiting, 1)[0] > 20
                && !shop.Database().Connections.Any(use => use.Client == "lanternfish-api")
                && shop.NetworkCheck().All(probe => probe.State == "ok"),
            "refresh-dns hosts=api"
        ),
        ["throwing-release"] = new("route=products percent=30", shop => shop.Line(ChartNames.ErrorRate, 60).Average() > 3, "roll-back"),
        ["too-few-workers"] = new("processes=1 lanes=1 enough=3", shop => shop.Work().Workers.Count == 1, "scale-workers processes=4"),
        ["too-many-connections"] = new(
            "sessions=32",
            shop => shop.System.Pool.LastRefusal == ConnectOutcome.TooMany && shop.Database().Connections[0].Client == "analytics",
            "end-sessions client=analytics"
        ),
        ["traffic-surge"] = new(
            "per-second=120 over-seconds=20 instances=3",
            shop => shop.Line(ChartNames.RequestRate, 30).Average() > 80,
            "scale-api instances=4"
        ),
        ["untrusted-chain"] = new(
            "open=0",
            shop =>
                shop.Ready().Status == 503
                && shop.NetworkCheck().Where(probe => probe.To == "database").Select(probe => probe.State).SequenceEqual(["refused", "ok"]),
            "update-secret secret=database-ca"
        ),
        ["webhook-key"] = new(
            "",
            shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 30 && shop.System.Orders.Pending > 20,
            "update-secret secret=paylane-webhook-key"
        ),
        ["workers-crashed"] = new(
            "workers=4",
            shop => shop.Work().Workers.All(worker => worker.State == "exited") && shop.Line(ChartNames.QueueAge, 1)[0] > 120,
            "restart-worker worker=all"
        ),
        ["workers-out-of-date"] = new("", shop => shop.Work().Queue.Dead > 100, "restart-worker worker=all"),
        ["workers-stuck"] = new(
            "workers=4",
            shop => shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0 && shop.Work().Workers.All(worker => worker.HeartbeatSeconds < 10),
            "restart-worker worker=all"
        ),
        ["wrong-totals"] = new(
            "",
            shop =>
                shop.Line(ChartNames.OrderValue, 1)[0] < 0.88 * shop.Line(ChartNames.OrderListValue, 1)[0]
                && shop.System.Totals is { Wrong: > 50 }
                && !shop.Truth().ServiceLevelsHold,
            "roll-back",
            "correct-totals"
        )
        {
            Limits = new ShopLimits { Offer = new SeasonOffer() },
        },
    };

    public sealed record Case(string Options, Func<ShopSimulation, bool> Shows, params string[] Repairs)
    {
        /// <summary>Sizes and limits of the shop, where the fault needs others than usual.</summary>
        public ShopLimits Limits { get; init; } = new();
    }
}
