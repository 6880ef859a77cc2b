using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads the cost of an incident and the harm to customers.</summary>
static class ImpactReader
{
    public static IncidentCost Cost(ShopSystem shop) =>
        new(
            shop.Impact.FailedOrders,
            shop.Impact.LostRevenueCents,
            shop.Impact.UsersAffected,
            shop.Levels.AvailabilityBudgetLeft,
            shop.Levels.LatencyBudgetLeft,
            shop.Orders.Stuck,
            shop.Orders.DoubleCharges,
            shop.Queue.Lost,
            shop.Balancer.Shed,
            shop.Exports?.CustomersExposed,
            shop.Totals?.ShortCents
        );

    /// <param name="shop">The shop.</param>
    /// <param name="secondsViolated">Seconds in which a service level was violated.</param>
    public static CustomerHarm Harm(ShopSystem shop, int secondsViolated) =>
        new(
            shop.Impact.FailedOrders,
            shop.Impact.LostRevenueCents,
            shop.Orders.Delayed,
            shop.Orders.DelaySeconds,
            shop.Orders.StuckCents,
            shop.Orders.DoubleCharges,
            shop.Impact.FailedCalls,
            shop.Impact.SlowCalls,
            shop.Impact.UsersAffected,
            secondsViolated,
            shop.Exports?.CustomersExposed ?? 0,
            shop.Exports?.PartnersRefused ?? 0,
            shop.Totals?.ShortCents ?? 0,
            shop.Totals?.Corrected ?? 0
        );
}
