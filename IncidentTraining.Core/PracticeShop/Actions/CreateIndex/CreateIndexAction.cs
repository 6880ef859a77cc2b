using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.CreateIndex;

/// <summary>Builds an index of the orders table without locking it; an existing one is replaced when the new one is complete.</summary>
sealed class CreateIndexAction : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(45);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "create-index",
            "Build a database index",
            "Runs CREATE INDEX CONCURRENTLY on the orders table, or REINDEX INDEX CONCURRENTLY for an index that is already listed.",
            Delay,
            [new ArgumentDescription("index", "Index", DatabaseOptions.Indexes, null, null, DatabaseOptions.Indexes[0])]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var index = arguments.Choice("index", DatabaseOptions.Indexes);
        return new ActionPlan(index, $"Index {index} is being built.", new ActionStage(Delay, system =>
            {
                var change = system.Database.Indexes.Contains(index)
                    ? $"Built index {index} on orders anew"
                    : $"Created index {index} on orders";
                system.Database.CreateIndex(index);
                system.Changes.Add("migration", change);
                return $"Index {index} is ready.";
            }));
    }
}
