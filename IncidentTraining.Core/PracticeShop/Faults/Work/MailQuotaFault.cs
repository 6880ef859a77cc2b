using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The shop's account at the mail service has used up its daily quota. Every further mail is refused, and the package that sends the
/// receipts silently retries: the workers are alive, with a fresh heartbeat, but without progress.
/// </summary>
/// <param name="mails">Mails per day that the account may send; all of them have been sent.</param>
/// <param name="enough">Mails per day from which the fault counts as repaired.</param>
sealed class MailQuotaFault(int mails, int enough) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("mails", "enough");
        var mails = options.Number("mails", 1, MailService.MostQuota - 1);
        return new MailQuotaFault(mails, options.Number("enough", mails + 1, MailService.MostQuota));
    }

    public void Break(ShopSystem shop)
    {
        shop.Mail.Quota = mails;
        shop.Mail.Take(Math.Max(0, mails - shop.Mail.Taken));
    }

    public bool IsPresent(ShopSystem shop) => shop.Mail.Quota < enough;
}
