using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>
/// The calls that Paylane grants our account for the month are used up: above the quota it accepts only a part of them, whichever endpoint
/// is called, and answers the others with 429.
/// </summary>
/// <param name="percent">Share of calls that is refused, in per cent.</param>
sealed class QuotaExhaustedFault(int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent");
        return new QuotaExhaustedFault(options.Number("percent", 1, 100));
    }

    public void Break(ShopSystem shop) => shop.Paylane.OverQuotaPercent = percent;

    public bool IsPresent(ShopSystem shop) => shop.Paylane.OverQuotaPercent > 0;
}
