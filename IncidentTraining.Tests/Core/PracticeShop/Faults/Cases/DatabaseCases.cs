using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Database;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;

/// <summary>The faults of <c>Faults/Database</c>.</summary>
static class DatabaseCases
{
    public static readonly Dictionary<string, FaultCase> All = new()
    {
        ["cold-cache"] = new(
            "megabytes=128 enough=960",
            shop =>
                shop.Database().Queries.Single(query => query.Name == "list_products") is { CachedPercent: 13, MeanMilliseconds: > 40 }
                && shop.Database().Queries.Single(query => query.Name == "record_payment")
                    is { CachedPercent: null, MeanMilliseconds: < 25 },
            "resize-cache megabytes=1024"
        ),
        ["disk-full"] = new(
            "",
            shop => shop.Line(ChartNames.DatabaseFailures, 60).Sum() > 50 && shop.Line(ChartNames.PaymentsApproved, 60).Sum() == 0,
            "grow-disk gigabytes=8"
        ),
        ["invalid-index"] = new(
            "index=orders_customer_id_idx",
            shop => shop.Database().Queries.Single(query => query.Name == "orders_of_customer").MeanMilliseconds > 200,
            "create-index index=orders_customer_id_idx"
        ),
        ["locked-table"] = new(
            "",
            shop => shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0 && shop.Line(ChartNames.WorkersUp, 1)[0] == 4,
            "end-sessions client=analytics"
        ),
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
        ["missing-index"] = new(
            "index=orders_customer_id_idx",
            shop => shop.Database().Queries.Single(query => query.Name == "orders_of_customer").MeanMilliseconds > 200,
            "create-index index=orders_customer_id_idx"
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
        ["reconnect-herd"] = new(
            "milliseconds=150 waiting=170",
            shop =>
                shop.Ready().Status == 503
                && shop.Line(ChartNames.PoolUsed, 1)[0] == 20
                && !shop.Database().Connections.Any(use => use.Client == "lanternfish-api"),
            "resize-pool connections=8"
        ),
        ["rotated-password"] = new(
            "open=1",
            shop => shop.System.Pool.LastRefusal == ConnectOutcome.BadPassword,
            "update-secret secret=database-password"
        ),
        ["single-use-connections"] = new(
            "requests=1 enough=20",
            shop => shop.Line(ChartNames.PoolUsed, 60).Average() > 5 && shop.Truth().OnsetAt is null,
            "set-connection-uses requests=20"
        ),
        ["too-many-connections"] = new(
            "sessions=32",
            shop => shop.System.Pool.LastRefusal == ConnectOutcome.TooMany && shop.Database().Connections[0].Client == "analytics",
            "end-sessions client=analytics"
        ),
        ["untrusted-chain"] = new(
            "open=0",
            shop =>
                shop.Ready().Status == 503
                && shop.NetworkCheck().Where(probe => probe.To == "database").Select(probe => probe.State).SequenceEqual(["refused", "ok"]),
            "update-secret secret=database-ca"
        ),
    };
}
