namespace IncidentTraining.Core.PracticeShop.Telemetry.Measures;

/// <summary>What the meter needs to know about the shop besides its service levels.</summary>
/// <param name="ExperimentOn">Whether a chaos experiment is on.</param>
/// <param name="Shedding">Whether traffic is shed.</param>
/// <param name="CausePresent">Whether any fault of the root cause is present.</param>
/// <param name="OldestOrderSeconds">How long the oldest paid order has waited to be confirmed.</param>
/// <param name="ReadByStranger">Whether a stranger has read customers' orders within the window of the service levels.</param>
/// <param name="ExportClosed">Whether the order export is closed to all partners.</param>
/// <param name="ChargedWrong">Whether an order was charged less than it costs within the window of the service levels.</param>
/// <param name="TotalsWrong">Whether undercharged orders have not been corrected.</param>
readonly record struct ShopCondition(
    bool ExperimentOn,
    bool Shedding,
    bool CausePresent,
    double OldestOrderSeconds,
    bool ReadByStranger = false,
    bool ExportClosed = false,
    bool ChargedWrong = false,
    bool TotalsWrong = false
);

/// <summary>
/// Measures onset, mitigation and resolution once per virtual second. The run is mitigated when every service level has held for the hold
/// time and during that time no experiment was on, nothing was shed and goodput was at least 95 % of the offered load. It is resolved when
/// the cause was also gone for that time, nothing that was closed meanwhile is still closed, and no order has a total that is too low.
/// </summary>
sealed class ResolutionMeter(ServiceLevels levels, ServiceLevelMeter meter)
{
    /// <summary>Smallest share of the customers' calls that must succeed.</summary>
    const double LeastGoodput = 0.95;

    ShopCondition _condition;
    bool _available,
        _fast,
        _good,
        _paying,
        _prompt,
        _private,
        _exact;

    public TimeSpan? OnsetAt { get; private set; }

    public TimeSpan? CauseRemovedAt { get; private set; }

    public TimeSpan? RecoveredAt { get; private set; }

    public TimeSpan? MitigatedAt { get; private set; }

    public TimeSpan? ResolvedAt { get; private set; }

    /// <summary>
    /// Start of the current period in which everything holds, whether or not a service level was ever violated; null while something does
    /// not.
    /// </summary>
    public TimeSpan? HoldsSince { get; private set; }

    /// <summary>Seconds in which a service level was violated.</summary>
    public int SecondsViolated { get; private set; }

    public bool ServiceLevelsHold => _available && _fast && _paying && _prompt && _private && _exact;

    /// <summary>Records the measures of the second that ends now.</summary>
    public void EndSecond(TimeSpan now, ShopCondition condition)
    {
        // With less than half a window there are too few requests to distinguish a violation from chance.
        if (now < levels.Window / 2)
        {
            (_available, _fast, _good, _paying, _prompt, _private, _exact) = (true, true, true, true, true, true, true);
            _condition = condition;
            return;
        }

        var counts = meter.Last(levels.Window);
        _available = counts.FailedShare <= 1 - levels.Availability;
        _fast = counts.SlowShare <= 1 - levels.Latency;
        _good = counts.Served >= LeastGoodput * counts.Offered;
        _paying = counts.PaymentSuccess >= levels.PaymentSuccess;
        _prompt = condition.OldestOrderSeconds <= levels.OrderDelay.TotalSeconds;
        _private = !condition.ReadByStranger;
        _exact = !condition.ChargedWrong;
        _condition = condition;
        if (!ServiceLevelsHold)
        {
            OnsetAt ??= now;
            SecondsViolated++;
        }
        HoldsSince = ServiceLevelsHold && _good && !condition.ExperimentOn && !condition.Shedding ? HoldsSince ?? now : null;
        CauseRemovedAt = condition.CausePresent ? null : CauseRemovedAt ?? now;

        if (OnsetAt is null || !ServiceLevelsHold || !_good || condition.ExperimentOn || condition.Shedding)
        {
            RecoveredAt = MitigatedAt = ResolvedAt = null;
            return;
        }
        RecoveredAt ??= now;
        if (now - RecoveredAt >= levels.HoldTime)
            MitigatedAt ??= now;
        var isClean = !condition.ExportClosed && !condition.TotalsWrong;
        ResolvedAt = MitigatedAt is not null && now - CauseRemovedAt >= levels.HoldTime && isClean ? ResolvedAt ?? now : null;
    }

    /// <summary>Why the run does not count as resolved; empty when it does.</summary>
    public IReadOnlyList<string> Unresolved()
    {
        if (ResolvedAt is not null)
            return [];
        var reasons = new List<string>();
        if (OnsetAt is null)
            reasons.Add("No service level has been violated yet.");
        if (!_available)
            reasons.Add("Availability is below its service level.");
        if (!_fast)
            reasons.Add("Latency is worse than its service level.");
        if (!_paying)
            reasons.Add("Fewer payments succeed than the service level requires.");
        if (!_prompt)
            reasons.Add("Paid orders wait longer to be confirmed than the service level allows.");
        if (!_private)
            reasons.Add("Customers' orders have been read by someone who is not a partner.");
        if (!_exact)
            reasons.Add("Orders have been charged less than they cost.");
        if (!_good)
            reasons.Add("Fewer than 95 % of the customers' calls succeed.");
        if (_condition.ExperimentOn)
            reasons.Add("A chaos experiment is still on.");
        if (_condition.Shedding)
            reasons.Add("Traffic is still being shed.");
        if (_condition.ExportClosed)
            reasons.Add("The export of orders is still closed for partners.");
        // Shown only after the hold time: before it, every action would at once be revealed as right or wrong.
        if (reasons.Count == 0 && MitigatedAt is not null && CauseRemovedAt is null)
            reasons.Add("Every service level holds, but what caused the incident is still there: it is mitigated, not resolved.");
        else if (reasons.Count == 0 && MitigatedAt is not null && _condition.TotalsWrong)
            reasons.Add("Every service level holds, but orders still have wrong totals: it is mitigated, not resolved.");
        else if (reasons.Count == 0)
            reasons.Add($"Everything holds, but must keep holding for {levels.HoldTime.TotalSeconds:0} seconds.");
        return reasons;
    }
}
