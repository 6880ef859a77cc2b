using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.ResizePool;

/// <summary>Sets the size of the connection pool. A pool larger than the database's limit makes it refuse connections under load.</summary>
sealed class ResizePoolAction : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "resize-pool",
            "Resize the database pool",
            $"Sets database.pool.size, for the API and for the project's pooler, and reloads both. The database accepts {DatabaseOptions.MaxConnections} connections in total, and the platform uses some of them.",
            Delay,
            [new ArgumentDescription("connections", "Connections", [], 1, 200, $"{shop.Pool.Size}")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var size = arguments.Number("connections", 1, 200);
        var before = shop.Pool.Size;
        var change = size == before ? $"database.pool.size: {size}, written again" : $"database.pool.size: {before} → {size}";
        return new ActionPlan("", $"The pool is being resized from {before} to {size} connections.", new ActionStage(Delay, system =>
            {
                if (size - system.Pool.Open > system.DatabaseServer.Free)
                    system.Harms.Add(
                        "resize-pool",
                        2,
                        $"A pool of {size} is more than the database accepts in addition to its other clients."
                    );
                system.DatabaseServer.PoolerPlaces = size;
                system.Pool.Resize(size);
                system.Changes.Add("config", change);
                return $"The pool has {size} connections.";
            }));
    }
}
