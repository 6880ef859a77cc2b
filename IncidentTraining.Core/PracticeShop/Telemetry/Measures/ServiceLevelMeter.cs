namespace IncidentTraining.Core.PracticeShop.Telemetry.Measures;

/// <summary>Counts over a period.</summary>
/// <param name="Requests">Requests that were answered or rejected.</param>
/// <param name="Failed">The ones answered with 5xx.</param>
/// <param name="Timed">Requests that the API answered. The load balancer's rejections are not timed and do not count as fast
/// responses.</param>
/// <param name="Slow">The ones answered later than the service level's threshold.</param>
/// <param name="Offered">Calls that customers began.</param>
/// <param name="Served">Calls that succeeded, after any number of attempts.</param>
/// <param name="Payments">Payment attempts that were answered or abandoned, and webhooks that were refused.</param>
/// <param name="PaymentFailures">The ones in which the shop or the gateway failed, whether or not they reached the gateway.</param>
readonly record struct LevelCounts(
    int Requests,
    int Failed,
    int Timed,
    int Slow,
    int Offered,
    int Served,
    int Payments,
    int PaymentFailures
)
{
    public static LevelCounts operator -(LevelCounts one, LevelCounts other) =>
        new(
            one.Requests - other.Requests,
            one.Failed - other.Failed,
            one.Timed - other.Timed,
            one.Slow - other.Slow,
            one.Offered - other.Offered,
            one.Served - other.Served,
            one.Payments - other.Payments,
            one.PaymentFailures - other.PaymentFailures
        );

    /// <summary>Share of payment attempts in which neither the shop nor the gateway failed; 1 when there were none.</summary>
    public double PaymentSuccess => Payments == 0 ? 1 : 1 - (double)PaymentFailures / Payments;

    /// <summary>Share of requests that failed; 0 when there were none.</summary>
    public double FailedShare => Requests == 0 ? 0 : (double)Failed / Requests;

    /// <summary>Share of the API's answers that were slow; 0 when there were none.</summary>
    public double SlowShare => Timed == 0 ? 0 : (double)Slow / Timed;
}

/// <summary>Counts the service levels second by second, and returns them for any window up to an hour.</summary>
sealed class ServiceLevelMeter(ServiceLevels levels)
{
    const int SecondsKept = 3648;

    readonly long _threshold = levels.LatencyThreshold.Ticks / TimeSpan.TicksPerMicrosecond;
    readonly LevelCounts[] _atSecond = new LevelCounts[SecondsKept];
    int _requests,
        _failed,
        _timed,
        _slow,
        _offered,
        _served,
        _payments,
        _paymentFailures;

    /// <summary>Number of completed seconds.</summary>
    public int Seconds { get; private set; }

    /// <summary>Counts since the start.</summary>
    public LevelCounts Total => new(_requests, _failed, _timed, _slow, _offered, _served, _payments, _paymentFailures);

    /// <summary>Whether a duration exceeds the threshold.</summary>
    public bool IsSlow(long duration) => duration > _threshold;

    /// <summary>Counts an answer.</summary>
    /// <param name="failed">Whether its status was 5xx.</param>
    /// <param name="duration">Its duration in microseconds; null when the request was rejected before the API.</param>
    public void Count(bool failed, long? duration)
    {
        _requests++;
        if (failed)
            _failed++;
        if (duration is not { } took)
            return;
        _timed++;
        if (took > _threshold)
            _slow++;
    }

    /// <summary>A payment attempt has ended.</summary>
    public void PaymentEnded(bool failed)
    {
        _payments++;
        _paymentFailures += failed ? 1 : 0;
    }

    /// <summary>A customer has begun a call.</summary>
    public void CallOffered() => _offered++;

    /// <summary>A call has succeeded.</summary>
    public void CallServed() => _served++;

    /// <summary>Ends a second.</summary>
    public void EndSecond() => _atSecond[++Seconds % SecondsKept] = Total;

    /// <summary>Counts over the last seconds, or since the start if that is later.</summary>
    public LevelCounts Last(TimeSpan window)
    {
        var start = Seconds - Math.Min((int)window.TotalSeconds, SecondsKept - 1);
        return start <= 0 ? Total : Total - _atSecond[start % SecondsKept];
    }

    /// <summary>Remaining share of the availability budget; negative when overspent.</summary>
    public double AvailabilityBudgetLeft => Left(_failed, 1 - levels.Availability);

    /// <summary>Remaining share of the latency budget; negative when overspent.</summary>
    public double LatencyBudgetLeft => Left(_slow, 1 - levels.Latency);

    double Left(int bad, double allowed) => 1 - levels.BudgetSpent - bad / (allowed * levels.BudgetRequests);
}
