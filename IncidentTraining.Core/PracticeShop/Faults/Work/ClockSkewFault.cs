using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The clock of the workers' hosts runs ahead. The mail service refuses calls from further in the future than a minute as not valid yet,
/// and the package that makes them tries again in silence: the workers live, with a fresh heartbeat, without progress.
/// </summary>
/// <param name="seconds">Seconds by which the clock is ahead.</param>
sealed class ClockSkewFault(int seconds) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("seconds");
        return new ClockSkewFault(options.Number("seconds", MailService.Tolerance + 1, 3600));
    }

    public void Break(ShopSystem shop) => shop.Mail.HostsAhead = seconds;

    public bool IsPresent(ShopSystem shop) => !shop.Mail.IsTimeValid;
}
