using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The only table of prices that turn harm to customers into a figure, in cents of USD. They are set for training and explained in
/// <c>docs/measures.md</c>. A lost order is priced at its own basket, and so is a paid one that is not confirmed at the horizon.
/// </summary>
public static class HarmPrices
{
    /// <summary>A paid order that was not confirmed within a minute: one contact with support.</summary>
    public const long DelayedOrder = 300;

    /// <summary>Each further minute for which such an order waits: some of the waiting customers cancel.</summary>
    public const long DelayedMinute = 50;

    /// <summary>A customer charged twice: refund, fee and contact.</summary>
    public const long DoubleCharge = 2500;

    /// <summary>A call that ended in an error, other than a lost order.</summary>
    public const long FailedRequest = 25;

    /// <summary>A call that was answered, but slower than the service level's threshold.</summary>
    public const long SlowRequest = 2;

    /// <summary>
    /// A customer whose orders a stranger may have read: a notice, after which some write to support and some stop buying.
    /// </summary>
    public const long ExposedCustomer = 500;

    /// <summary>A partner whose read of the export was refused: a shift without its list of orders, and a support contact.</summary>
    public const long RefusedPartner = 5000;

    /// <summary>A customer who is asked for the difference of an undercharged order: some of them write to support.</summary>
    public const long CorrectedOrder = 100;

    /// <summary>The price of all harm, in cents of USD.</summary>
    public static long Cents(CustomerHarm harm) => CentsSoFar(harm) + harm.UnconfirmedCents + harm.UnderchargedCents;

    /// <summary>
    /// The price of harm that cannot be undone later, in cents of USD: a course in progress ends with at least as much. An unconfirmed
    /// order can still be confirmed, and an undercharged one can be corrected.
    /// </summary>
    public static long CentsSoFar(CustomerHarm harm) =>
        harm.LostRevenueCents
        + (harm.DelayedOrders * DelayedOrder)
        + (harm.DelaySeconds * DelayedMinute / 60)
        + (harm.DoubleCharges * DoubleCharge)
        + (harm.FailedRequests * FailedRequest)
        + (harm.SlowRequests * SlowRequest)
        + (harm.CustomersExposed * ExposedCustomer)
        + (harm.PartnerReadsRefused * RefusedPartner)
        + (harm.CorrectedOrders * CorrectedOrder);
}
