using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The client certificate with which all workers connect to the mail service has expired: each receipt fails before it is sent, on every
/// host at the same moment. Its job fails at once, is tried five times, and goes to the dead-letter list.
/// </summary>
sealed class MailCertificateFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new MailCertificateFault();
    }

    public void Break(ShopSystem shop) => shop.Mail.IsCertificateValid = false;

    public bool IsPresent(ShopSystem shop) => !shop.Mail.IsCertificateValid;
}
