using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Web.Features.Runs.Parts;

/// <summary>A chart of the dashboard.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title with the unit.</param>
/// <param name="Lines">Its lines.</param>
public sealed record ChartLayout(string Id, string Title, IReadOnlyList<ChartLayout.Line> Lines)
{
    /// <summary>A line of a chart.</summary>
    /// <param name="Name">Its name in the shop's charts.</param>
    /// <param name="Label">Its label.</param>
    /// <param name="Colour">The custom property for its colour, which follows light and dark.</param>
    public sealed record Line(string Name, string Label, string Colour);

    /// <summary>The charts in their order.</summary>
    public static IReadOnlyList<ChartLayout> All { get; } =
    [
        new(
            "latency",
            "Latency, ms",
            [
                new(ChartNames.LatencyP50, "P50", "--good"),
                new(ChartNames.LatencyP95, "P95", "--accent"),
                new(ChartNames.LatencyP99, "P99", "--p0"),
            ]
        ),
        new(
            "traffic",
            "Requests and errors per second",
            [new(ChartNames.RequestRate, "requests", "--accent"), new(ChartNames.ErrorRate, "errors", "--bad")]
        ),
        new("payment-success", "Payment success, %", [new(ChartNames.PaymentSuccess, "not failed", "--good")]),
        new(
            "payments",
            "Payments per second",
            [
                new(ChartNames.PaymentsApproved, "approved", "--good"),
                new(ChartNames.PaymentsDeclined, "declined", "--muted"),
                new(ChartNames.PaymentsFailed, "failed", "--bad"),
            ]
        ),
        new(
            "reasons",
            "Failed payments by reason, per second",
            [new(ChartNames.PaymentsGatewayError, "gateway error", "--bad"), new(ChartNames.PaymentsGatewayTimeout, "timeout", "--warn")]
        ),
        new(
            "pool",
            "Database connections",
            [
                new(ChartNames.PoolUsed, "in use", "--accent"),
                new(ChartNames.PoolWaiting, "waiting", "--bad"),
                new(ChartNames.PoolSize, "pool size", "--muted"),
            ]
        ),
        new("api", "Requests in the API", [new(ChartNames.InFlight, "in slots", "--accent"), new(ChartNames.ApiQueue, "queued", "--warn")]),
        new(
            "queue",
            "Queue of orders",
            [new(ChartNames.QueueDepth, "waiting jobs", "--accent"), new(ChartNames.StuckOrders, "stuck orders", "--bad")]
        ),
        new("queue-age", "Oldest waiting job, seconds", [new(ChartNames.QueueAge, "age", "--warn")]),
        new(
            "workers",
            "Workers and jobs per second",
            [
                new(ChartNames.WorkersUp, "workers", "--muted"),
                new(ChartNames.JobsCompleted, "completed", "--good"),
                new(ChartNames.JobsFailed, "failed", "--bad"),
            ]
        ),
        new("redis", "Redis memory, %", [new(ChartNames.RedisMemory, "in use", "--accent")]),
        new(
            "budget",
            "Error budget left, %",
            [new(ChartNames.AvailabilityBudget, "availability", "--accent"), new(ChartNames.LatencyBudget, "latency", "--warn")]
        ),
        new("exports", "Exported rows per second", [new(ChartNames.ExportedRows, "rows", "--accent")]),
        new(
            "order-value",
            "Mean order, USD",
            [new(ChartNames.OrderListValue, "at list prices", "--muted"), new(ChartNames.OrderValue, "charged", "--accent")]
        ),
    ];

    /// <summary>All lines by name, in the order in which their values are sent.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.SelectMany(chart => chart.Lines).Select(line => line.Name).Distinct()];
}
