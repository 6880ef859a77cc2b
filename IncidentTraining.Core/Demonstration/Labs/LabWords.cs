using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Demonstration;

/// <summary>The texts of a demonstration crew in one of the labs.</summary>
/// <param name="Impact">What customers notice, as the updates state it.</param>
/// <param name="Reason">The reason for the severity.</param>
/// <param name="LowReason">The reason of a crew that has not looked for setting a lower one.</param>
/// <param name="ToSupport">The first update for support.</param>
/// <param name="ToCustomers">The first update for customers.</param>
/// <param name="Found">The update for customers once the cause is known.</param>
/// <param name="Over">The update for customers once it is over.</param>
internal sealed record LabWords(
    UpdateImpact Impact,
    string Reason,
    string LowReason,
    string ToSupport,
    string ToCustomers,
    string Found,
    string Over
)
{
    /// <summary>Lab 1.</summary>
    public static LabWords Latency { get; } =
        new(
            UpdateImpact.Errors,
            "Most requests fail, on every route that we can see, and the rest are slow.",
            "Some complaints about slow pages so far.",
            "The shop is slow and most pages fail with an error. Tell customers that we know and that no order that was confirmed is lost.",
            "Pages of the shop load slowly, and many fail with an error. Confirmed orders are safe. We are looking for the cause.",
            "We know what is slowing the shop down and are fixing it. Pages still fail for some of you.",
            "The shop is responding normally again. Orders that failed in the meantime were not charged; please place them again."
        );

    /// <summary>Lab 2.</summary>
    public static LabWords Payments { get; } =
        new(
            UpdateImpact.Errors,
            "Customers can browse, but a large share of payments fail.",
            "A few failed payments in the complaints so far.",
            "Payments fail for many customers. Browsing works. Please do not ask anyone to pay a second time before we know more.",
            "Many payments fail at the moment. Browsing and carts work. Please wait before trying again: we will post another update soon.",
            "We know why payments fail and are changing it now. Your cart is kept.",
            "Payments go through again. If an order of the last half hour says \"failed\", it was not charged."
        );
}
