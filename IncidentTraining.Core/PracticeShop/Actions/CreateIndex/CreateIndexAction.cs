using IncidentTraining.Core.PracticeShop.Components.Database;

namespace IncidentTraining.Core.PracticeShop.Actions.CreateIndex;

/// <summary>Creates an index of the orders table without locking it; one that exists already is left as it is.</summary>
sealed class CreateIndexAction : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(45);

    public ActionDescription Describe(ShopSystem shop) => new("create-index", "Create a database index",
        "Runs CREATE INDEX CONCURRENTLY IF NOT EXISTS on the orders table.",
        Delay, [new ArgumentDescription("index", "Index", DatabaseOptions.Indexes, null, null, DatabaseOptions.Indexes[0])]);

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var index = arguments.Choice("index", DatabaseOptions.Indexes);
        if (shop.Database.HasIndex(index))
            throw new NotNowException($"Relation “{index}” already exists, skipping.");
        return new ActionPlan(index, $"Index {index} is being built.", new ActionStage(Delay, system =>
        {
            system.Database.CreateIndex(index);
            system.Changes.Add("migration", $"Created index {index} on orders");
            return $"Index {index} is ready.";
        }));
    }
}
