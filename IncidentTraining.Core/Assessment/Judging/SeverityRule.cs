using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The one rule for judging a severity: what people noticed at that moment, rated as in the lesson on severity levels. It depends on no
/// cause and no scenario. People do not notice that a stranger reads customers' orders, but it is rated anyway, as in the lesson: the shop
/// knows it. Data loss and wrong charges are known to neither and are not rated.
/// </summary>
public static class SeverityRule
{
    /// <summary>
    /// Burn rate of the availability budget from which a major feature counts as down (the lesson's example with 3 % of 0.5 %).
    /// </summary>
    public const double SpreadingBurnRate = 6;

    /// <summary>Share of failed payments from which a major feature counts as down (the lesson's example with vouchers).</summary>
    public const double PaymentsDown = 80;

    /// <summary>Confirmations are noticeably late once paid orders have waited without a gap for this long.</summary>
    public static readonly TimeSpan OrdersLate = TimeSpan.FromMinutes(5);

    /// <summary>The level of a measured impact.</summary>
    public static Severity Of(NoticedImpact impact, ServiceLevels levels) =>
        impact switch
        {
            { FailedShare: >= NoticedImpact.DownShare } or { IsExposed: true } => Severity.P0,
            // A small tolerance: 3 % of 100 requests is not an exact binary fraction.
            _ when impact.FailedShare >= (SpreadingBurnRate * (1 - levels.Availability)) - 1e-9
                    || impact.PaymentSuccess <= PaymentsDown
                    || impact.OrdersWaitFor >= OrdersLate => Severity.P1,
            _ => impact.Words(levels) == UpdateImpact.None ? Severity.P3 : Severity.P2,
        };

    /// <summary>Whether a set level matches a measured one: the same, or one higher, because "in doubt, take the higher level".</summary>
    public static bool Fits(Severity given, Severity measured) => given == measured || (int)given == (int)measured - 1;
}
