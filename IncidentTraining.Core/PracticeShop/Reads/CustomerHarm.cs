namespace IncidentTraining.Core.PracticeShop;

/// <summary>What customers have suffered since the start of a shop, healthy minutes included.</summary>
/// <param name="LostOrders">Orders given up after all retries.</param>
/// <param name="LostRevenueCents">Sum of their baskets, in cents of USD.</param>
/// <param name="DelayedOrders">Paid orders that were not confirmed within a minute.</param>
/// <param name="DelaySeconds">Sum of the seconds for which these waited beyond that minute, so far.</param>
/// <param name="UnconfirmedCents">Sum of the baskets of those that are still not confirmed now, in cents of USD.</param>
/// <param name="DoubleCharges">Charges of customers who had been charged for the same purchase already.</param>
/// <param name="FailedRequests">Calls of customers that ended in an error after all retries and are no lost order.</param>
/// <param name="SlowRequests">Calls that ended well, with an attempt slower than the latency threshold of the service levels.</param>
/// <param name="CustomersAffected">Different customers who met an error or waited for more than two seconds.</param>
/// <param name="ImpactSeconds">Seconds in which a service level was violated.</param>
/// <param name="CustomersExposed">Different customers who must be told that a stranger may have read their orders: those whose orders were
/// read, or all who are in the export when the access log that would say which was lost.</param>
/// <param name="PartnerReadsRefused">Reads of the export by partners that were refused.</param>
/// <param name="UnderchargedCents">What orders that have not been corrected were charged too little, in cents of USD.</param>
/// <param name="CorrectedOrders">Paid orders that were charged too little and corrected, so that their customers were asked for the
/// rest.</param>
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
