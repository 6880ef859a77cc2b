using System.Globalization;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

/// <summary>
/// Evaluates the alert rules once per virtual second. Burn rates use the multi-window form of the Site Reliability Workbook, chapter 5: a
/// long window shows that the problem matters, a short one that it is still happening.
/// </summary>
sealed class AlertBoard(ShopSystem shop, ServiceLevels levels, IReadOnlyList<AlertRule> rules)
{
    /// <summary>A firing alert ends when its condition has been false for this long; otherwise it would flap.</summary>
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
            var exceeded =
                standing.Value > standing.Rule.Threshold
                && (!IsBurnRate(standing.Rule) || Measure(standing.Rule, standing.Rule.ShortWindow) > standing.Rule.Threshold);
            Advance(standing, exceeded);
        }
    }

    /// <summary>The states of the rules.</summary>
    public IReadOnlyList<AlertState> States() =>
        [
            .. _standings.Select(standing => new AlertState(
                standing.Rule.Id,
                standing.Rule.Title,
                standing.Rule.Severity,
                standing.State,
                TimeSpan.FromMicroseconds(standing.Since),
                Text(standing.Rule, standing.Value),
                Text(standing.Rule, standing.Rule.Threshold),
                standing.Description ??= AlertWords.Describe(standing.Rule, levels)
            )),
        ];

    void Advance(Standing standing, bool exceeded)
    {
        if (exceeded)
            standing.ExceededAt = shop.Kernel.Now;
        var rule = standing.Rule;
        switch (standing.State)
        {
            case "inactive" or "resolved" when exceeded:
                Enter(standing, "pending");
                shop.Events.Add(
                    ShopEventKind.AlertPending,
                    rule.Id,
                    $"{rule.Title}: {Text(rule, standing.Value)} now, limit {Text(rule, rule.Threshold)}; fires after {Lasting(rule)}",
                    "monitoring"
                );
                break;
            case "pending" when !exceeded:
                Enter(standing, "inactive");
                break;
            case "pending" when shop.Kernel.Now - standing.Since >= rule.For.Ticks / TimeSpan.TicksPerMicrosecond:
                Enter(standing, "firing");
                // The cover alert is noise that no incident explains; without other monitoring it is the only alert that still pages
                // someone.
                if (rule.Measure != AlertMeasure.CoverFailures || shop.Samples.IsBlind)
                    FiredAt.Add(shop.Kernel.Now);
                shop.Events.Add(
                    ShopEventKind.AlertFiring,
                    rule.Id,
                    $"{rule.Title}: {Text(rule, standing.Value)}, above the limit of {Text(rule, rule.Threshold)} for {Lasting(rule)}",
                    "monitoring"
                );
                break;
            case "firing" when !exceeded && shop.Kernel.Now - standing.ExceededAt >= CalmFor:
                Enter(standing, "resolved");
                shop.Events.Add(
                    ShopEventKind.AlertResolved,
                    rule.Id,
                    $"{rule.Title}: {Calm(standing)}, limit {Text(rule, rule.Threshold)}",
                    "monitoring"
                );
                break;
        }
    }

    /// <summary>The figure that ended an alert: for a burn rate, that of the window below the limit.</summary>
    string Calm(Standing standing)
    {
        var rule = standing.Rule;
        if (double.IsNaN(standing.Value))
            return "no data";
        return !IsBurnRate(rule) ? $"back to {Text(rule, standing.Value)}"
            : standing.Value <= rule.Threshold ? Over(standing.Value, rule.Window)
            : Over(Measure(rule, rule.ShortWindow), rule.ShortWindow);

        string Over(double value, TimeSpan window) =>
            string.Create(CultureInfo.InvariantCulture, $"back to {Text(rule, value)} over the last {window.TotalSeconds:0} s");
    }

    static string Lasting(AlertRule rule) => string.Create(CultureInfo.InvariantCulture, $"{rule.For.TotalSeconds:0} s");

    static bool IsBurnRate(AlertRule rule) => rule.Measure is AlertMeasure.AvailabilityBurnRate or AlertMeasure.LatencyBurnRate;

    void Enter(Standing standing, string state) => (standing.State, standing.Since) = (state, shop.Kernel.Now);

    double Measure(AlertRule rule, TimeSpan window) =>
        !IsSampled(rule.Measure) ? True(rule, window)
        : shop.Samples.Covered(window) is { } covered ? True(rule, covered)
        : double.NaN;

    /// <summary>
    /// Whether it is computed from scraped samples: the web team monitors its covers itself, and readiness is checked from outside.
    /// </summary>
    static bool IsSampled(AlertMeasure measure) => measure is not (AlertMeasure.CoverFailures or AlertMeasure.NotReady);

    double True(AlertRule rule, TimeSpan window) =>
        rule.Measure switch
        {
            AlertMeasure.LatencyP95 => shop.Latency.Quantile(0.95, (int)window.TotalSeconds),
            AlertMeasure.AvailabilityBurnRate => shop.Levels.Last(window).FailedShare / (1 - levels.Availability),
            AlertMeasure.LatencyBurnRate => shop.Levels.Last(window).SlowShare / (1 - levels.Latency),
            AlertMeasure.PaymentFailures => 100 - 100 * shop.Levels.Last(window).PaymentSuccess,
            AlertMeasure.QueueAge => shop.Redis.Answers(NetworkRoute.ApiRedis, out _) ? shop.Queue.OldestSeconds() : double.NaN,
            AlertMeasure.OrderDelay => shop.Orders.OldestUnconfirmedSeconds(),
            AlertMeasure.WorkersMissing => shop.Workers.Wanted - shop.Workers.Running,
            AlertMeasure.CoverFailures => shop.Noise.CoverFailures,
            AlertMeasure.ExportedRows => shop.Exports?.RowsIn(window) ?? double.NaN,
            AlertMeasure.ChargedBelowList => shop.Totals?.BelowListIn(window) / 100.0 ?? double.NaN,
            _ => HealthProbe.IsReady(shop) ? 0 : 1,
        };

    static string Text(AlertRule rule, double value) =>
        double.IsNaN(value)
            ? "no data"
            : rule.Measure switch
            {
                AlertMeasure.LatencyP95 => string.Create(CultureInfo.InvariantCulture, $"{value:0} ms"),
                AlertMeasure.AvailabilityBurnRate or AlertMeasure.LatencyBurnRate => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{value:0.0}×"
                ),
                AlertMeasure.PaymentFailures or AlertMeasure.CoverFailures => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} %"),
                AlertMeasure.QueueAge or AlertMeasure.OrderDelay => string.Create(CultureInfo.InvariantCulture, $"{value:0} s"),
                AlertMeasure.ExportedRows => string.Create(CultureInfo.InvariantCulture, $"{value:0} rows"),
                // The reconciliation rounds to hundreds.
                AlertMeasure.ChargedBelowList => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value / 100) * 100:0} USD"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
            };

    sealed class Standing(AlertRule rule)
    {
        public AlertRule Rule { get; } = rule;
        public AlertDescription? Description { get; set; }
        public string State { get; set; } = "inactive";
        public long Since { get; set; }
        public long ExceededAt { get; set; }
        public double Value { get; set; } = double.NaN;
    }
}
