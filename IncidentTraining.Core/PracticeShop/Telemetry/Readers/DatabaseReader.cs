using IncidentTraining.Core.PracticeShop.Components.Database;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads the database and the pool before it.</summary>
static class DatabaseReader
{
    const string Api = "lanternfish-api", Workers = "workers", Platform = "platform", Analytics = "analytics";
    const string Active = "active", Idle = "idle";

    public static DatabaseState Read(ShopSystem shop)
    {
        var (server, pool) = (shop.DatabaseServer, shop.Pool);
        ConnectionUse[] uses =
        [
            new(Api, pool.Open), new(Workers, server.WorkerSessions), new(Platform, DatabaseOptions.PlatformConnections),
            new(Analytics, server.AnalyticsSessions),
        ];
        return new DatabaseState(
            DatabaseOptions.Project, server.Condition.ToString().ToLowerInvariant(), pool.Size, pool.Open, pool.Used,
            Math.Max(0, pool.Open - pool.Used), pool.Waiting, DatabaseOptions.MaxConnections,
            [.. uses.Where(use => use.Connections > 0).OrderByDescending(use => use.Connections)],
            Math.Round(server.UsedGigabytes / server.DiskGigabytes * 100, 1), server.HasRoom, [.. Enum.GetValues<QueryKind>().Select(kind => Query(shop, kind))],
            [.. shop.Database.Indexes.Order(StringComparer.Ordinal)],
            pool.LastRefusal is { } refusal ? DatabaseServer.Words(refusal) : "", [.. Sessions(shop).Where(session => session.Count > 0)]);
    }

    // A connection that the pool has lent to a request is idle for the database while the request does something else.
    static IEnumerable<SessionState> Sessions(ShopSystem shop)
    {
        var (server, load) = (shop.DatabaseServer, shop.Database.Load);
        var active = Math.Min(shop.Pool.Used - shop.Pool.Leaked, load.Busy + load.Waiting);
        var locked = Math.Min(server.WorkerSessions, shop.Database.WaitingForLock);
        yield return new(Api, active, Active, "", "");
        yield return new(Api, shop.Pool.Open - active, Idle, "", "");
        yield return new(Workers, locked, Active, "lock on relation products", "update products p set stock = p.stock - (line ->> 'quantity')::int …");
        yield return new(Workers, server.WorkerSessions - locked, Idle, "", "");
        yield return new(Platform, DatabaseOptions.PlatformConnections, Idle, "", "");
        yield return server.ProductsLocked
            ? new(Analytics, server.AnalyticsSessions, "idle in transaction", "", "lock table products in share row exclusive mode")
            : new(Analytics, server.AnalyticsSessions, Active, "", "select … from orders where placed_at::date = $1");
    }

    static QueryState Query(ShopSystem shop, QueryKind kind)
    {
        var (calls, time) = shop.Telemetry.Database.Of(kind);
        var plan = shop.Database.Scans(kind) ? "Seq Scan on orders" : DatabaseOptions.IsWrite(kind) ? "Insert or update by key" : "Index Scan";
        return new QueryState(DatabaseOptions.Name(kind), calls, calls == 0 ? 0 : Math.Round(time / 1000.0 / calls, 1), plan);
    }
}
