using System.Globalization;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>Asks the mail service's support to raise our account's daily quota. That takes as long as a phone call.</summary>
sealed class RequestMailQuota : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(90);

    // The suggested number is smaller than any incident needs: the form must not suggest a repair.
    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "request-mail-quota",
            "Ask the mail service to raise our quota",
            "Calls the mail service's support to have the account's daily quota changed. They take a while to answer.",
            Delay,
            [new ArgumentDescription("mails", "Mails per day", [], 1, MailService.MostQuota, "50000")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var mails = arguments.Number("mails", 1, MailService.MostQuota);
        return new ActionPlan(
            "",
            $"The mail service's support has been asked for {Words(mails)} mails a day.",
            new ActionStage(Delay, system =>
            {
                system.Mail.Quota = mails;
                if (system.Mail.IsQuotaUsed)
                    return $"The account may send {Words(mails)} mails a day, and has sent as many today.";
                return $"The account may send {Words(mails)} mails a day.";
            })
        );
    }

    static string Words(int mails) => mails.ToString("N0", CultureInfo.InvariantCulture);
}
