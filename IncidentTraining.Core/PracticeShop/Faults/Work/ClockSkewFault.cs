using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The clock of the workers' hosts is ahead. The mail service rejects calls from more than a minute in the future as not yet valid, and the
/// package that makes them silently retries: the workers are alive, with a fresh heartbeat, but without progress.
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
