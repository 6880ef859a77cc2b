using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Redis;

/// <summary>Deletes only the keys of the view history.</summary>
sealed class DeleteViewHistory : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "delete-view-history",
            "Delete the view history",
            "Deletes the keys views:* in Redis. Customers lose “recently viewed”; jobs and sessions stay.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "The keys views:* are being deleted.", new ActionStage(Delay, system =>
            {
                var freed = system.Redis.HistoryMegabytes;
                system.Redis.HistoryMegabytes = 0;
                return $"The keys views:* are gone; {freed:0} MB are free again.";
            }));
}
