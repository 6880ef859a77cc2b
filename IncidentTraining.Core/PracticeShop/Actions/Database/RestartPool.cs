using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Database;

/// <summary>Closes all connections of the pool and opens new ones. Leaked connections are freed until the leak takes them again.</summary>
sealed class RestartPool : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "restart-pool",
            "Restart the database pool",
            "Closes all connections and opens new ones when they are needed; requests in flight keep theirs until they end.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "The pool is being restarted.", new ActionStage(Delay, system =>
            {
                system.Pool.CloseAll();
                system.DatabaseServer.ReadOnlyPercent = 0;
                return $"The pool was restarted; {system.Pool.Open} connections are open.";
            }));
}
