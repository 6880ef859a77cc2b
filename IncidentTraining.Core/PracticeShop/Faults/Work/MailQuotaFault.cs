using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The shop's account at the mail service has sent all mails of the day. Each further one is refused, and the package that sends the
/// receipts tries again in silence: the workers live, with a fresh heartbeat, without progress.
/// </summary>
/// <param name="mails">Mails a day that the account may send; all of them are sent.</param>
/// <param name="enough">Mails a day that count as repaired.</param>
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
