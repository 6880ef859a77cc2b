using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Payments;

/// <summary>Asks Paylane for the outcome of every pending order and applies it as the webhook would have.</summary>
sealed class SettlePendingPayments : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "settle-pending-payments",
            "Settle pending payments",
            "Asks Paylane for the outcome of all pending orders' charges, and settles the known ones.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", $"Asking Paylane about {shop.Orders.Pending} pending orders.", new ActionStage(Delay, Settle));

    static string Settle(ShopSystem shop)
    {
        var pending = new List<long>();
        shop.Orders.AllPending(pending);
        var (paid, failed) = (0, 0);
        foreach (var order in pending)
        {
            if (shop.Webhooks.Ask(order) is not { } outcome)
                continue;
            shop.Telemetry.Payments.Ended(outcome, 0, shop.Orders.NumberOf(order), 0, 0);
            if (outcome != PaymentOutcome.Approved)
            {
                shop.Orders.Fail(order);
                failed++;
                continue;
            }

            paid++;
            shop.Orders.Pay(order);
            if (shop.Redis.Write(NetworkRoute.ApiRedis) == RedisRefusal.None)
                shop.Queue.Add(order, 0, newShape: false);
        }

        return $"{paid} pending orders are paid, {failed} were declined, {shop.Orders.Pending} are still unknown to Paylane.";
    }
}
