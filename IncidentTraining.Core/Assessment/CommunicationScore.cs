using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>What an update claimed against what was true at that second.</summary>
/// <param name="Update">The update.</param>
/// <param name="StageWasTrue">Whether the incident had come as far as it said; null when it did not say.</param>
/// <param name="TrueImpact">What people noticed, measured over the minute before.</param>
/// <param name="ImpactWasTrue">Whether it said so; null when it did not say.</param>
public sealed record JudgedUpdate(StatusUpdate Update, bool? StageWasTrue, UpdateImpact TrueImpact, bool? ImpactWasTrue);

/// <summary>How a run's communication was.</summary>
/// <param name="FirstUpdate">From detection to the first update; null without one.</param>
/// <param name="Promises">How many updates promised another one by a time that lay within the run.</param>
/// <param name="PromisesKept">How many of those were followed by one for the same audience in time.</param>
/// <param name="LongestSilence">The longest stretch without an update between the first one (or detection) and the recovery (or the end).</param>
/// <param name="CadenceKept">Whether no silence was longer than the last severity allows; null where updates follow changes and not the clock.</param>
/// <param name="ImpactStated">How many updates said what people notice.</param>
/// <param name="Updates">Each update, judged.</param>
public sealed record CommunicationScore(
    TimeSpan? FirstUpdate, int Promises, int PromisesKept, TimeSpan LongestSilence, bool? CadenceKept, int ImpactStated, IReadOnlyList<JudgedUpdate> Updates)
{
    private const int MeasuredSeconds = 60;

    /// <summary>Most requests fail from this share on.</summary>
    private const double DownShare = 0.5;

    /// <summary>Judges what a log says with the sealed shop.</summary>
    public static CommunicationScore Of(IReadOnlyList<TimelineEntry> log, SealedShop shop, Scenario scenario, TimeSpan? detected, TimeSpan end)
    {
        var updates = StatusUpdate.Of(log);
        var promises = updates.Where(update => update.NextBy <= end).ToList();
        var ends = shop.Truth.RecoveredAt ?? end;
        List<TimeSpan> points = [detected ?? updates.Select(u => u.At).FirstOrDefault(), .. updates.Select(u => u.At).Where(at => at < ends), ends];
        var longest = points.Order().Zip(points.Order().Skip(1), (earlier, later) => later - earlier).DefaultIfEmpty().Max();
        Severity? severity = log.LastOrDefault(e => e.Kind == IncidentEventKind.SeveritySet) is { } set && Enum.TryParse<Severity>(set.Subject, out var given) ? given : null;
        return new CommunicationScore(
            updates is [var first, ..] && detected is { } from ? Max(first.At - from, TimeSpan.Zero) : null,
            promises.Count,
            promises.Count(promise => updates.Any(u => u.Number > promise.Number && u.Audience == promise.Audience && u.At <= promise.NextBy)),
            longest,
            UpdateWords.Cadence(severity) is { } cadence ? longest <= cadence : null,
            updates.Count(update => update.Impact != UpdateImpact.Unstated),
            [.. updates.Select(update => Judge(update, log, shop, scenario))]);
    }

    private static JudgedUpdate Judge(StatusUpdate update, IReadOnlyList<TimelineEntry> log, SealedShop shop, Scenario scenario)
    {
        var impact = ImpactAt(update.At, shop.Charts, scenario.ServiceLevels);
        return new JudgedUpdate(
            update, StageHeld(update, log, shop.Truth), impact,
            update.Impact == UpdateImpact.Unstated ? null : update.Impact == impact);
    }

    private static bool? StageHeld(StatusUpdate update, IReadOnlyList<TimelineEntry> log, ShopTruth truth) => update.Stage switch
    {
        null => null,
        UpdateStage.Investigating => !(truth.ResolvedAt <= update.At),
        UpdateStage.Identified => log.LastOrDefault(e => e.Kind == IncidentEventKind.CauseDeclared && e.At <= update.At)?.Subject == truth.RootCause,
        UpdateStage.Monitoring => truth.CauseRemovedAt <= update.At,
        _ => truth.RecoveredAt <= update.At,
    };

    /// <summary>
    /// What people noticed over the minute before a moment: from the share of failed requests, from payments and orders where the
    /// scenario has service levels for them, then from the 95th percentile.
    /// </summary>
    internal static UpdateImpact ImpactAt(TimeSpan at, ShopCharts charts, ServiceLevels levels)
    {
        var to = Math.Clamp((int)at.TotalSeconds - charts.FirstSecond, 0, charts.Count);
        var from = Math.Max(0, to - MeasuredSeconds);
        var answered = Sum(ChartNames.RequestRate);
        var failed = answered > 0 ? Sum(ChartNames.ErrorRate) / answered : 0;
        var slow = Values(ChartNames.LatencyP95).Where(value => !double.IsNaN(value)).DefaultIfEmpty().Average() > levels.LatencyThreshold.TotalMilliseconds;
        return failed switch
        {
            >= DownShare => UpdateImpact.Down,
            _ when failed > 1 - levels.Availability || PaymentsFail() || OrdersHang() => UpdateImpact.Errors,
            _ => slow ? UpdateImpact.Slow : UpdateImpact.None,
        };

        IEnumerable<double> Values(string line) => charts.Lines.Single(l => l.Name == line).Values.Skip(from).Take(to - from);

        // The line looks back over a minute itself.
        bool PaymentsFail() => Values(ChartNames.PaymentSuccess).LastOrDefault(value => !double.IsNaN(value), 100) < 100 * levels.PaymentSuccess;

        bool OrdersHang() => Values(ChartNames.StuckOrders).LastOrDefault(value => !double.IsNaN(value)) > 0;

        double Sum(string line) => Values(line).Where(value => !double.IsNaN(value)).Sum();
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
