using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The one table of prices with which harm to customers becomes a figure, in cents of USD. They are set for training and explained in
/// <c>docs/measures.md</c>. A lost order is priced at its own basket, and so is a paid one that is not confirmed at the horizon.
/// </summary>
public static class HarmPrices
{
    /// <summary>A paid order that was not confirmed within a minute: one contact with support.</summary>
    public const long DelayedOrder = 300;

    /// <summary>Each further minute for which such an order waits: of those who wait, some cancel.</summary>
    public const long DelayedMinute = 50;

    /// <summary>A customer charged twice: refund, fee and contact.</summary>
    public const long DoubleCharge = 2500;

    /// <summary>A call that ended in an error and is no lost order.</summary>
    public const long FailedRequest = 25;

    /// <summary>A call that was answered, but slower than the service level's threshold.</summary>
    public const long SlowRequest = 2;

    /// <summary>A customer whose orders a stranger may have read: a notice, and of those who get one, some write to support and some buy no
    /// more.</summary>
    public const long ExposedCustomer = 500;

    /// <summary>A partner whose read of the export was refused: a shift without its list of orders, and a contact.</summary>
    public const long RefusedPartner = 5000;

    /// <summary>A customer who is asked for the rest of an order that was charged too little: of these, some write to support.</summary>
    public const long CorrectedOrder = 100;

    /// <summary>The price of all harm, in cents of USD.</summary>
    public static long Cents(CustomerHarm harm) => CentsSoFar(harm) + harm.UnconfirmedCents + harm.UnderchargedCents;

    /// <summary>
    /// The price of the harm that nothing takes back later, in cents of USD: a course in progress ends with at least as much. An order that
    /// is not confirmed can still be, and one that was charged too little can be corrected.
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
