namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>Told how the payments of probes ended.</summary>
interface IProbedPayments
{
    /// <summary>A probe's payment has ended.</summary>
    /// <param name="call">The probe.</param>
    /// <param name="outcome">How it ended.</param>
    void Paid(long call, PaymentOutcome outcome);
}
