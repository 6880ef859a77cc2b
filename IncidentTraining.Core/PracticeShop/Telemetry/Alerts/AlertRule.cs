namespace IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

/// <summary>An alert rule.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Severity"><c>page</c> or <c>ticket</c>.</param>
/// <param name="Measure">What it watches.</param>
/// <param name="Threshold">Limit: milliseconds for latency, a factor of the sustainable rate for burn rates.</param>
/// <param name="Window">Window over which the measure is taken; the long window of a burn rate.</param>
/// <param name="ShortWindow">Short window that must exceed the limit as well; for burn rates only.</param>
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

    /// <summary>How fast the availability budget burns, as a factor of the rate that would just use it up.</summary>
    AvailabilityBurnRate,

    /// <summary>How fast the latency budget burns, as a factor of the rate that would just use it up.</summary>
    LatencyBurnRate,

    /// <summary>Share of attempts to pay in which shop or gateway failed, in per cent.</summary>
    PaymentFailures,

    /// <summary>Age of the oldest waiting job in seconds; no data while Redis does not answer.</summary>
    QueueAge,

    /// <summary>For how long the oldest paid order has waited to be confirmed, in seconds.</summary>
    OrderDelay,

    /// <summary>Worker processes that are missing.</summary>
    WorkersMissing,

    /// <summary>1 while <c>/api/health/ready</c> answers 503, else 0.</summary>
    NotReady,

    /// <summary>Share of cover images that were not sent, in per cent: noise, which no incident explains and no service level
    /// counts.</summary>
    CoverFailures,

    /// <summary>Rows of the export of orders that were given out in the window; no data in a shop without <c>order-exports</c>.</summary>
    ExportedRows,

    /// <summary>What the orders that were paid in the window were charged below their list prices, in USD; no data in a shop without
    /// <c>offer</c>.</summary>
    ChargedBelowList,
}
