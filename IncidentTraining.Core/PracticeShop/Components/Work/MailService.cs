using IncidentTraining.Core.PracticeShop.Components.Network;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// The mail service as seen from the workers' hosts. The package that sends the receipts signs each call with its host's time; it retries
/// refused calls silently and without limit.
/// </summary>
/// <param name="network">The ways.</param>
sealed class MailService(NetworkRoutes network)
{
    /// <summary>Seconds by which the time of a call may be ahead: calls from further in the future are not valid yet.</summary>
    public const int Tolerance = 60;

    /// <summary>Mails per day that the shop's account may send when a run begins; far more than it sends.</summary>
    public const int UsualQuota = 200_000;

    /// <summary>The largest quota that the service sells.</summary>
    public const int MostQuota = 500_000;

    /// <summary>Mails per day that the account may send.</summary>
    public int Quota { get; set; } = UsualQuota;

    /// <summary>Mails that the service has accepted today.</summary>
    public int Taken { get; private set; }

    /// <summary>Whether the account has used up today's quota.</summary>
    public bool IsQuotaUsed => Taken >= Quota;

    /// <summary>Seconds by which the clock of the workers' hosts is ahead of all others.</summary>
    public int HostsAhead { get; set; }

    /// <summary>
    /// Whether the certificate that the workers' connections use is valid. Without it a receipt fails at once and is not silently retried.
    /// </summary>
    public bool IsCertificateValid { get; set; } = true;

    /// <summary>Whether a receipt that is sent now is accepted.</summary>
    public bool Takes => network.IsOpen(NetworkRoute.WorkersMail) && IsTimeValid && !IsQuotaUsed;

    /// <summary>Whether the service accepts the hosts' time as current.</summary>
    public bool IsTimeValid => HostsAhead <= Tolerance;

    /// <summary>Takes mails.</summary>
    public void Take(int mails = 1) => Taken += mails;
}
