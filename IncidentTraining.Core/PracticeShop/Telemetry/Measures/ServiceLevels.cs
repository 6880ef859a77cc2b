namespace IncidentTraining.Core.PracticeShop.Telemetry.Measures;

/// <summary>Service levels, their error budgets and what counts as resolved.</summary>
public sealed record ServiceLevels
{
    /// <summary>Share of requests that must not be answered with 5xx, for example 0.995.</summary>
    public required double Availability { get; init; }

    /// <summary>Share of requests that must be answered within <see cref="LatencyThreshold"/>, for example 0.95.</summary>
    public required double Latency { get; init; }

    /// <summary>The longest duration that is fast enough.</summary>
    public required TimeSpan LatencyThreshold { get; init; }

    /// <summary>Share of payment attempts in which neither the shop nor the gateway may fail, for example 0.97.</summary>
    public required double PaymentSuccess { get; init; }

    /// <summary>How long a paid order may wait to be confirmed.</summary>
    public required TimeSpan OrderDelay { get; init; }

    /// <summary>The measuring window.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How long everything must hold to count as resolved.</summary>
    public required TimeSpan HoldTime { get; init; }

    /// <summary>Requests expected in the error budget's period; the budget is the share of them that may be bad.</summary>
    public required long BudgetRequests { get; init; }

    /// <summary>Share of both budgets that was spent before the run, 0 to 1.</summary>
    public double BudgetSpent { get; init; }
}
