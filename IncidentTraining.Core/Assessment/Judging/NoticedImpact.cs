using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Assessment;

/// <summary>What people noticed over the minute before a moment of a run, from its archived charts.</summary>
/// <param name="FailedShare">Share of requests that failed, 0 to 1.</param>
/// <param name="P95">Mean of the 95th percentile in milliseconds; null when nothing was measured.</param>
/// <param name="PaymentSuccess">Share of payments that succeeded, in per cent; null when nothing was measured.</param>
/// <param name="OrdersWaitFor">How long paid orders have continuously been waiting for more than a minute; zero when none is
/// waiting.</param>
public sealed record NoticedImpact(double FailedShare, double? P95, double? PaymentSuccess, TimeSpan OrdersWaitFor)
{
    /// <summary>
    /// Whether a stranger read customers' orders. People do not notice it, and no chart shows whose reads they were; the shop knows.
    /// </summary>
    public bool IsExposed { get; init; }

    /// <summary>Share of failed requests from which most count as failing.</summary>
    public const double DownShare = 0.5;

    private const int MeasuredSeconds = 60;

    /// <summary>The lines that an archive needs for judging; those of an older version of the portal may lack some.</summary>
    public static IReadOnlyList<string> Needed { get; } =
    [ChartNames.RequestRate, ChartNames.ErrorRate, ChartNames.LatencyP95, ChartNames.PaymentSuccess, ChartNames.StuckOrders];

    /// <summary>Measures the minute before a moment. A line that is missing in the archive counts as not measured.</summary>
    public static NoticedImpact At(TimeSpan at, ShopCharts charts)
    {
        var to = Math.Clamp((int)at.TotalSeconds - charts.FirstSecond, 0, charts.Count);
        var from = Math.Max(0, to - MeasuredSeconds);
        var answered = Measured(ChartNames.RequestRate).Sum();
        return new NoticedImpact(
            answered > 0 ? Measured(ChartNames.ErrorRate).Sum() / answered : 0,
            Mean(Measured(ChartNames.LatencyP95)),
            // The line itself covers the last minute.
            Measured(ChartNames.PaymentSuccess) is [.., var success]
                ? success
                : null,
            WaitedFor(Line(ChartNames.StuckOrders), to)
        );

        IReadOnlyList<double> Line(string name) => charts.Lines.FirstOrDefault(line => line.Name == name)?.Values ?? [];

        List<double> Measured(string name) => [.. Line(name).Skip(from).Take(to - from).Where(value => !double.IsNaN(value))];
    }

    /// <summary>The same, including the shop's knowledge of strangers who read customers' orders in that minute.</summary>
    /// <param name="at">Virtual time.</param>
    /// <param name="charts">The archived charts.</param>
    /// <param name="reads">The periods in which strangers read.</param>
    public static NoticedImpact At(TimeSpan at, ShopCharts charts, IReadOnlyList<ReadStretch> reads) =>
        At(at, charts) with
        {
            IsExposed = reads.Any(read => read.From <= at && at - read.To < TimeSpan.FromSeconds(MeasuredSeconds)),
        };

    /// <summary>In the words of a status update.</summary>
    public UpdateImpact Words(ServiceLevels levels) =>
        FailedShare switch
        {
            >= DownShare => UpdateImpact.Down,
            _ when FailedShare > 1 - levels.Availability || PaymentSuccess < 100 * levels.PaymentSuccess || OrdersWaitFor > TimeSpan.Zero =>
                UpdateImpact.Errors,
            _ => P95 > levels.LatencyThreshold.TotalMilliseconds ? UpdateImpact.Slow : UpdateImpact.None,
        };

    private static double? Mean(List<double> values) => values.Count == 0 ? null : values.Average();

    private static TimeSpan WaitedFor(IReadOnlyList<double> stuck, int to)
    {
        // Seconds without a measurement are grouped with the last one that has one.
        var last = Math.Min(to, stuck.Count) - 1;
        while (last >= 0 && double.IsNaN(stuck[last]))
        {
            last--;
        }

        var first = last;
        while (first >= 0 && (stuck[first] > 0 || double.IsNaN(stuck[first])))
        {
            first--;
        }

        return TimeSpan.FromSeconds(last - first);
    }
}
