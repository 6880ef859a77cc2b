using IncidentTraining.Core.PracticeShop.Components.Network;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// The mail service as the workers' hosts reach it. The package that sends the receipts signs each call with the time of its host; what is
/// refused it tries again, without a word and without an end.
/// </summary>
/// <param name="network">The ways.</param>
sealed class MailService(NetworkRoutes network)
{
    /// <summary>Seconds by which the time of a call may be ahead: a call from further in the future is not valid yet.</summary>
    public const int Tolerance = 60;

    /// <summary>Mails a day that the shop's account may send when a run begins; far more than it does.</summary>
    public const int UsualQuota = 200_000;

    /// <summary>The largest quota that the service sells.</summary>
    public const int MostQuota = 500_000;

    /// <summary>Mails a day that the account may send.</summary>
    public int Quota { get; set; } = UsualQuota;

    /// <summary>Mails that the service has taken today.</summary>
    public int Taken { get; private set; }

    /// <summary>Whether the account may send no more today.</summary>
    public bool IsQuotaUsed => Taken >= Quota;

    /// <summary>Seconds by which the clock of the workers' hosts is ahead of all others.</summary>
    public int HostsAhead { get; set; }

    /// <summary>Whether the certificate with which the workers open their connections is valid. Without it a receipt fails at once, and is
    /// not sent again in silence.</summary>
    public bool IsCertificateValid { get; set; } = true;

    /// <summary>Whether a receipt that is sent now is taken.</summary>
    public bool Takes => network.IsOpen(NetworkRoute.WorkersMail) && IsTimeValid && !IsQuotaUsed;

    /// <summary>Whether the service takes the time of the hosts for the present.</summary>
    public bool IsTimeValid => HostsAhead <= Tolerance;

    /// <summary>Takes mails.</summary>
    public void Take(int mails = 1) => Taken += mails;
}
