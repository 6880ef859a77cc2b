namespace IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

/// <summary>An alert rule.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Severity"><c>page</c> or <c>ticket</c>.</param>
/// <param name="Measure">What it watches.</param>
/// <param name="Threshold">Limit: milliseconds for latency, a factor of the sustainable rate for burn rates.</param>
/// <param name="Window">The measuring window; for a burn rate, the long window.</param>
/// <param name="ShortWindow">The short window, which must exceed the limit as well; only for burn rates.</param>
/// <param name="For">How long the condition must hold before it fires.</param>
public sealed record AlertRule(
    string Id,
    string Title,
    string Severity,
    AlertMeasure Measure,
    double Threshold,
    TimeSpan Window,
    TimeSpan ShortWindow,
    TimeSpan For
);

/// <summary>What an alert rule watches.</summary>
public enum AlertMeasure
{
    /// <summary>95th percentile of the request duration, in milliseconds.</summary>
    LatencyP95,

    /// <summary>How fast the availability budget is burned, as a factor of the rate that would exactly use it up.</summary>
    AvailabilityBurnRate,

    /// <summary>How fast the latency budget is burned, as a factor of the rate that would exactly use it up.</summary>
    LatencyBurnRate,

    /// <summary>Share of payment attempts in which the shop or the gateway failed, in per cent.</summary>
    PaymentFailures,

    /// <summary>Age of the oldest waiting job in seconds; no data while Redis does not respond.</summary>
    QueueAge,

    /// <summary>How long the oldest paid order has waited to be confirmed, in seconds.</summary>
    OrderDelay,

    /// <summary>Worker processes that are missing.</summary>
    WorkersMissing,

    /// <summary>1 while <c>/api/health/ready</c> answers 503, else 0.</summary>
    NotReady,

    /// <summary>Share of cover images that failed, in per cent: noise that no incident explains and no service level includes.</summary>
    CoverFailures,

    /// <summary>Rows returned by the order export in the window; no data in a shop without <c>order-exports</c>.</summary>
    ExportedRows,

    /// <summary>
    /// How much less than their list prices the orders paid in the window were charged, in USD; no data in a shop without <c>offer</c>.
    /// </summary>
    ChargedBelowList,
}
