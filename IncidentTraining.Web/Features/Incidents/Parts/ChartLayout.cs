using IncidentTraining.Core.Incidents;
using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Web.Features.Incidents.Parts;

/// <summary>A chart of the dashboard.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title with the unit.</param>
/// <param name="Lines">Its lines.</param>
public sealed record ChartLayout(string Id, string Title, IReadOnlyList<ChartLayout.Line> Lines)
{
    /// <summary>A line of a chart.</summary>
    /// <param name="Name">Its name in the shop's charts.</param>
    /// <param name="Label">Its label.</param>
    /// <param name="Colour">The custom property of its colour, so that it follows light and dark.</param>
    public sealed record Line(string Name, string Label, string Colour);

    /// <summary>The charts in their order.</summary>
    public static IReadOnlyList<ChartLayout> All { get; } =
    [
        new("latency", "Latency, ms", [new(ChartNames.LatencyP50, "P50", "--good"), new(ChartNames.LatencyP95, "P95", "--accent"), new(ChartNames.LatencyP99, "P99", "--p0")]),
        new("traffic", "Requests and errors per second", [new(ChartNames.RequestRate, "requests", "--accent"), new(ChartNames.ErrorRate, "errors", "--bad")]),
        new("pool", "Database connections", [new(ChartNames.PoolUsed, "in use", "--accent"), new(ChartNames.PoolWaiting, "waiting", "--bad"), new(ChartNames.PoolSize, "pool size", "--muted")]),
        new("api", "Requests in the API", [new(ChartNames.InFlight, "in slots", "--accent"), new(ChartNames.ApiQueue, "queued", "--warn")]),
        new("payments", "Payments per second", [new(ChartNames.PaymentsApproved, "approved", "--good"), new(ChartNames.PaymentsFailed, "failed", "--bad")]),
        new("budget", "Error budget left, %", [new(ChartNames.AvailabilityBudget, "availability", "--accent"), new(ChartNames.LatencyBudget, "latency", "--warn")]),
    ];
}

/// <summary>A vertical mark in the charts.</summary>
/// <param name="At">Virtual seconds.</param>
/// <param name="Kind"><c>action</c>, <c>alert</c> or <c>resolved</c>.</param>
/// <param name="Label">What it is.</param>
public sealed record ChartMark(double At, string Kind, string Label)
{
    /// <summary>The marks of a timeline: actions when they took effect, alerts, the verified resolution.</summary>
    public static IReadOnlyList<ChartMark> Of(IEnumerable<TimelineEntry> timeline) =>
    [
        .. timeline.Select(e => e.Kind switch
        {
            IncidentEventKind.ActionFinished => new ChartMark(e.At.TotalSeconds, "action", e.Subject),
            IncidentEventKind.AlertFiring => new ChartMark(e.At.TotalSeconds, "alert", e.Subject),
            IncidentEventKind.AlertResolved or IncidentEventKind.ResolutionVerified => new ChartMark(e.At.TotalSeconds, "resolved", e.Subject),
            _ => null,
        }).OfType<ChartMark>(),
    ];
}
