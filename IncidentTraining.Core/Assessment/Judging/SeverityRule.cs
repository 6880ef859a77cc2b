using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The one rule by which a severity is judged: what people noticed at that moment, as the lesson on severity levels rates it. It knows no
/// cause and no scenario. That a stranger reads customers' orders is noticed by no one and is rated all the same, as the lesson does: the
/// shop knows it. Data loss and wrong charges are known by neither and are not rated.
/// </summary>
public static class SeverityRule
{
    /// <summary>A major feature is down: from this burn rate of the availability budget on (the lesson's example with 3 % of 0.5
    /// %).</summary>
    public const double SpreadingBurnRate = 6;

    /// <summary>A major feature is down: a fifth of the payments fails (the lesson's example with vouchers).</summary>
    public const double PaymentsDown = 80;

    /// <summary>Confirmations are noticeably late once paid orders have waited without a gap for this long.</summary>
    public static readonly TimeSpan OrdersLate = TimeSpan.FromMinutes(5);

    /// <summary>The level that a measured impact has.</summary>
    public static Severity Of(NoticedImpact impact, ServiceLevels levels) =>
        impact switch
        {
            { FailedShare: >= NoticedImpact.DownShare } or { IsExposed: true } => Severity.P0,
            // A shade of tolerance: 3 % of 100 requests is no exact binary fraction.
            _ when impact.FailedShare >= (SpreadingBurnRate * (1 - levels.Availability)) - 1e-9
                    || impact.PaymentSuccess <= PaymentsDown
                    || impact.OrdersWaitFor >= OrdersLate => Severity.P1,
            _ => impact.Words(levels) == UpdateImpact.None ? Severity.P3 : Severity.P2,
        };

    /// <summary>Whether a given level fits a measured one: the same, or one higher, because "in doubt, take the higher level".</summary>
    public static bool Fits(Severity given, Severity measured) => given == measured || (int)given == (int)measured - 1;
}
