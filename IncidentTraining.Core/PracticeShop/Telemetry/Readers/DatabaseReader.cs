using IncidentTraining.Core.PracticeShop.Components.Database;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads the database and the pool before it.</summary>
static class DatabaseReader
{
    public static DatabaseState Read(ShopSystem shop)
    {
        var (server, pool) = (shop.DatabaseServer, shop.Pool);
        ConnectionUse[] uses =
        [
            new("lanternfish-api", pool.Open), new("workers", server.WorkerSessions), new("platform", DatabaseOptions.PlatformConnections),
            new(server.ProductsLocked ? "analytics (idle in transaction, holds a lock on products)" : "analytics", server.AnalyticsSessions),
        ];
        return new DatabaseState(
            DatabaseOptions.Project, server.Condition.ToString().ToLowerInvariant(), pool.Size, pool.Open, pool.Used,
            Math.Max(0, pool.Open - pool.Used), pool.Waiting, DatabaseOptions.MaxConnections,
            [.. uses.Where(use => use.Connections > 0).OrderByDescending(use => use.Connections)],
            Math.Round(server.UsedGigabytes / server.DiskGigabytes * 100, 1), server.HasRoom, [.. Enum.GetValues<QueryKind>().Select(kind => Query(shop, kind))],
            [.. shop.Database.Indexes.Order(StringComparer.Ordinal)],
            pool.LastRefusal is { } refusal ? DatabaseServer.Words(refusal) : "");
    }

    static QueryState Query(ShopSystem shop, QueryKind kind)
    {
        var (calls, time) = shop.Telemetry.Database.Of(kind);
        var plan = shop.Database.Scans(kind) ? "Seq Scan on orders" : DatabaseOptions.IsWrite(kind) ? "Insert or update by key" : "Index Scan";
        return new QueryState(DatabaseOptions.Name(kind), calls, calls == 0 ? 0 : Math.Round(time / 1000.0 / calls, 1), plan);
    }
}
