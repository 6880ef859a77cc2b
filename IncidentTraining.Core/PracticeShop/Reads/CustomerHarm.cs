namespace IncidentTraining.Core.PracticeShop;

/// <summary>What customers have suffered since the start of a shop, healthy minutes included.</summary>
/// <param name="LostOrders">Orders given up after all retries.</param>
/// <param name="LostRevenueCents">Total value of their baskets, in cents of USD.</param>
/// <param name="DelayedOrders">Paid orders that were not confirmed within a minute.</param>
/// <param name="DelaySeconds">Total time for which these orders waited beyond that minute, in seconds, so far.</param>
/// <param name="UnconfirmedCents">Total value of the baskets of those that are still not confirmed, in cents of USD.</param>
/// <param name="DoubleCharges">Charges to customers who had already been charged for the same purchase.</param>
/// <param name="FailedRequests">Customers' calls that ended in an error after all retries, not counting lost orders.</param>
/// <param name="SlowRequests">Successful calls with an attempt slower than the latency threshold of the service levels.</param>
/// <param name="CustomersAffected">Distinct customers who met an error or waited for more than two seconds.</param>
/// <param name="ImpactSeconds">Seconds in which a service level was violated.</param>
/// <param name="CustomersExposed">Distinct customers who must be told that a stranger may have read their orders: those whose orders were
/// read, or all who are in the export when the access log that would show it was lost.</param>
/// <param name="PartnerReadsRefused">Partners' reads of the export that were refused.</param>
/// <param name="UnderchargedCents">Undercharged amount of orders that have not been corrected, in cents of USD.</param>
/// <param name="CorrectedOrders">Paid orders that were undercharged and corrected, so that their customers were asked for the
/// difference.</param>
public sealed record CustomerHarm(
    long LostOrders,
    long LostRevenueCents,
    long DelayedOrders,
    long DelaySeconds,
    long UnconfirmedCents,
    long DoubleCharges,
    long FailedRequests,
    long SlowRequests,
    int CustomersAffected,
    int ImpactSeconds,
    int CustomersExposed = 0,
    int PartnerReadsRefused = 0,
    long UnderchargedCents = 0,
    int CorrectedOrders = 0
);
