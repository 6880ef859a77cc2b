using System.Globalization;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

/// <summary>
/// Evaluates the alert rules once a virtual second. Burn rates follow the multi-window form of the Site Reliability Workbook,
/// chapter 5: a long window says that it matters, a short one that it still goes on.
/// </summary>
sealed class AlertBoard(
    Kernel kernel, ServiceLevels levels, ServiceLevelMeter meter, LatencyWindows latency, EventLog events,
    IReadOnlyList<AlertRule> rules)
{
    /// <summary>A firing alert ends when its condition has been false for this long; it would flap otherwise.</summary>
    const long CalmFor = 30 * Kernel.Second;

    readonly Standing[] _standings = [.. rules.Select(rule => new Standing(rule))];

    /// <summary>When alerts began to fire, in order.</summary>
    public List<long> FiredAt { get; } = [];

    /// <summary>Evaluates all rules.</summary>
    public void Evaluate()
    {
        foreach (var standing in _standings)
        {
            standing.Value = Measure(standing.Rule, standing.Rule.Window);
            var exceeded = standing.Value > standing.Rule.Threshold
                && (standing.Rule.Measure == AlertMeasure.LatencyP95
                    || Measure(standing.Rule, standing.Rule.ShortWindow) > standing.Rule.Threshold);
            Advance(standing, exceeded);
        }
    }

    /// <summary>Where the rules stand.</summary>
    public IReadOnlyList<AlertState> States() => [.. _standings.Select(standing => new AlertState(
        standing.Rule.Id, standing.Rule.Title, standing.Rule.Severity, standing.State,
        TimeSpan.FromMicroseconds(standing.Since), Text(standing.Rule, standing.Value), Text(standing.Rule, standing.Rule.Threshold)))];

    void Advance(Standing standing, bool exceeded)
    {
        if (exceeded)
            standing.ExceededAt = kernel.Now;
        var rule = standing.Rule;
        switch (standing.State)
        {
            case "inactive" or "resolved" when exceeded:
                Enter(standing, "pending");
                events.Add(ShopEventKind.AlertPending, rule.Id, $"{rule.Title}: {Text(rule, standing.Value)}, limit {Text(rule, rule.Threshold)}", "monitoring");
                break;
            case "pending" when !exceeded:
                Enter(standing, "inactive");
                break;
            case "pending" when kernel.Now - standing.Since >= rule.For.Ticks / TimeSpan.TicksPerMicrosecond:
                Enter(standing, "firing");
                FiredAt.Add(kernel.Now);
                events.Add(ShopEventKind.AlertFiring, rule.Id, $"{rule.Title}: {Text(rule, standing.Value)}, limit {Text(rule, rule.Threshold)}", "monitoring");
                break;
            case "firing" when !exceeded && kernel.Now - standing.ExceededAt >= CalmFor:
                Enter(standing, "resolved");
                events.Add(ShopEventKind.AlertResolved, rule.Id, $"{rule.Title}: back to {Text(rule, standing.Value)}", "monitoring");
                break;
        }
    }

    void Enter(Standing standing, string state) => (standing.State, standing.Since) = (state, kernel.Now);

    double Measure(AlertRule rule, TimeSpan window) => rule.Measure switch
    {
        AlertMeasure.LatencyP95 => latency.Quantile(0.95, (int)window.TotalSeconds),
        AlertMeasure.AvailabilityBurnRate => meter.Last(window).FailedShare / (1 - levels.Availability),
        _ => meter.Last(window).SlowShare / (1 - levels.Latency),
    };

    static string Text(AlertRule rule, double value) => double.IsNaN(value) ? "no data"
        : rule.Measure == AlertMeasure.LatencyP95
            ? string.Create(CultureInfo.InvariantCulture, $"{value:0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{value:0.0}×");

    sealed class Standing(AlertRule rule)
    {
        public AlertRule Rule { get; } = rule;
        public string State { get; set; } = "inactive";
        public long Since { get; set; }
        public long ExceededAt { get; set; }
        public double Value { get; set; } = double.NaN;
    }
}
