using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Payments;

/// <summary>Compares Paylane's charges with the orders and updates the orders to match.</summary>
sealed class ReconcileOrders : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(40);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "reconcile-orders",
            "Reconcile orders with charges",
            "Compares Paylane's charges of the last two hours with the orders in the database: writes missing orders, sets pending ones that were charged to paid, and enqueues a job for each paid order without one.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "Comparing Paylane's charges with the orders.", new ActionStage(Delay, Reconcile));

    static string Reconcile(ShopSystem shop)
    {
        var orders = new List<long>();
        shop.Orders.AllPending(orders);
        orders.RemoveAll(order => !shop.Orders[order].Charged);
        var behind = orders.Count;
        orders.ForEach(shop.Orders.Pay);
        var missing = shop.Orders.Standby?.WriteCharged() ?? 0;
        orders.Clear();
        if (shop.Redis.Write(NetworkRoute.ApiRedis) == RedisRefusal.None)
            shop.Orders.WithoutJob(orders);
        foreach (var order in orders)
            shop.Queue.Add(order, 0, newShape: false);
        return $"{missing} missing orders were written, {behind} pending ones were set to paid, {orders.Count} jobs were enqueued.";
    }
}
