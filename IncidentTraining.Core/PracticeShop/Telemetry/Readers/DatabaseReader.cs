using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads the database and the connection pool.</summary>
static class DatabaseReader
{
    const string Api = "lanternfish-api",
        Workers = "workers",
        Platform = "platform",
        Replica = "replica",
        Analytics = "analytics";
    const string Active = "active",
        Idle = "idle";

    public static DatabaseState Read(ShopSystem shop)
    {
        var (server, pool, round) = (shop.DatabaseServer, shop.Pool, shop.Checked);
        return new DatabaseState(
            DatabaseOptions.Project,
            pool.Size,
            pool.Open + pool.Busy - pool.Used,
            pool.Busy,
            Math.Max(0, pool.Open - pool.Used),
            pool.Waiting,
            DatabaseOptions.MaxConnections,
            round?.Connections ?? Connections(shop),
            Math.Round(server.UsedGigabytes / server.DiskGigabytes * 100, 1),
            server.HasRoom,
            round?.Queries ?? Queries(shop),
            [.. shop.Database.Indexes.Order(StringComparer.Ordinal)],
            round?.Sessions ?? Sessions(shop),
            round is null ? null : TimeSpan.FromMicroseconds(round.SessionsAt)
        );
    }

    /// <summary>The current number of connections per client, the most first.</summary>
    public static IReadOnlyList<ConnectionUse> Connections(ShopSystem shop)
    {
        ConnectionUse[] uses =
        [
            new(Api, OfPrimary(shop)),
            new(Workers, OfWorkers(shop)),
            new(Platform, DatabaseOptions.PlatformConnections),
            new(Analytics, shop.DatabaseServer.AnalyticsSessions),
        ];
        return [.. uses.Where(use => use.Connections > 0).OrderByDescending(use => use.Connections)];
    }

    /// <summary>The kinds of statements since the start of the run.</summary>
    public static IReadOnlyList<QueryState> Queries(ShopSystem shop) => [.. Enum.GetValues<QueryKind>().Select(kind => Query(shop, kind))];

    /// <summary>The sessions now.</summary>
    public static IReadOnlyList<SessionState> Sessions(ShopSystem shop) => [.. AllSessions(shop).Where(session => session.Count > 0)];

    // A session that leads to another host is not listed by this one.
    static int OfPrimary(ShopSystem shop) => OfPooler(shop) * (100 - shop.DatabaseServer.ReadOnlyPercent) / 100;

    // The pooler keeps sessions for the API open while there is room, whether the API uses them or not: all, or as many as configured.
    static int OfPooler(ShopSystem shop)
    {
        // If the API does not log in, or a pooler has just restarted, there is no session to keep.
        if (shop.Network.ApiHasOldAddress || shop.DatabaseServer.Desk is not null)
            return shop.Pool.Open;
        var (pool, room) = (shop.Pool, Math.Min(shop.DatabaseServer.PoolerPlaces, shop.DatabaseServer.Free + shop.Pool.Open));
        return shop.Limits.PoolerKeeps is { } kept
            ? Math.Max(pool.Used, Math.Min(kept, room))
            : Math.Max(pool.Open, Math.Min(shop.Limits.Pool, room));
    }

    // A pooler keeps the sessions of an ended process for the next one.
    static int OfWorkers(ShopSystem shop) =>
        shop.Limits.PoolerKeepsWorkers
            ? Math.Max(shop.DatabaseServer.WorkerSessions, WorkerFleet.Usual * DatabaseOptions.WorkerConnections)
            : shop.DatabaseServer.WorkerSessions;

    // For the database, a connection in use by a request is idle while the request does something else.
    static IEnumerable<SessionState> AllSessions(ShopSystem shop)
    {
        var (server, load) = (shop.DatabaseServer, shop.Database.Load);
        var active = Math.Min(shop.Pool.Used - shop.Pool.Leaked, load.Busy + load.Waiting);
        var (workers, locked) = (OfWorkers(shop), Math.Min(OfWorkers(shop), shop.Database.WaitingForLock));
        yield return new(Api, active, Active, "", "");
        yield return new(Api, OfPrimary(shop) - active, Idle, "", "");
        yield return new(
            Workers,
            locked,
            Active,
            "lock on relation products",
            "update products p set stock = p.stock - (line ->> 'quantity')::int …"
        );
        yield return new(Workers, workers - locked, Idle, "", "");
        yield return new(Replica, shop.Replica.Exists ? 1 : 0, "streaming", shop.Replica.IsHeld ? "replay, which stands still" : "", "");
        yield return new(Platform, DatabaseOptions.PlatformConnections, Idle, "", "");
        yield return server.ProductsLocked
            ? new(Analytics, server.AnalyticsSessions, "idle in transaction", "", "lock table products in share row exclusive mode")
            : new(Analytics, server.AnalyticsSessions, Active, "", "select … from orders where placed_at::date = $1");
    }

    static QueryState Query(ShopSystem shop, QueryKind kind)
    {
        var (calls, time) = shop.Telemetry.Database.Of(kind);
        // A plan belongs to calls: a statement that has not run has none.
        var plan =
            calls == 0 ? ""
            : shop.Database.Scans(kind) ? "Seq Scan on orders"
            : DatabaseOptions.IsWrite(kind) ? "Insert or update by key"
            : "Index Scan";
        return new QueryState(DatabaseOptions.Name(kind), calls, calls == 0 ? 0 : Math.Round(time / 1000.0 / calls, 1), plan)
        {
            CachedPercent =
                calls == 0 || DatabaseOptions.IsWrite(kind) || shop.Database.Scans(kind) ? null : shop.DatabaseServer.Cache.HitPercent,
        };
    }
}
