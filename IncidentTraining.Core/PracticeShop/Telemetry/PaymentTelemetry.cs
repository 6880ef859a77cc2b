using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Metrics and logs of payments.</summary>
sealed class PaymentTelemetry : IPaymentReports
{
    const int OneInProcessed = 8;

    readonly MetricRegistry _metrics;
    readonly LogRing _logs;
    readonly ServiceLevelMeter _levels;
    readonly int _processed,
        _failed,
        _enqueueFailed;
    readonly int[] _statuses,
        _reasons,
        _networks;
    int _since;

    public PaymentTelemetry(MetricRegistry metrics, LogRing logs, ServiceLevelMeter levels)
    {
        (_metrics, _logs, _levels) = (metrics, logs, levels);
        var outcomes = Enum.GetValues<PaymentOutcome>().Select(PaymentOutcomes.Labels).ToList();
        var shown = outcomes.Distinct().ToList();
        var places = shown.ConvertAll(labels =>
            metrics.Counter(
                "payment_processed_total",
                "Attempts to pay, by outcome.",
                $"status=\"{labels.Status}\",reason=\"{labels.Reason}\""
            )
        );
        Counters = outcomes.ConvertAll(labels => places[shown.IndexOf(labels)]);
        Outcomes = shown;
        RefusedWebhooks = metrics.Counter("payment_webhooks_refused_total", "Webhooks that were answered 401.");
        Attempts = [.. CardNetworks.All.Select(network => Network(network, "answered"))];
        Failures = [.. CardNetworks.All.Select(network => Network(network, "failed"))];
        _processed = logs.Declare(
            ShopLogLevel.Info,
            "payments",
            "payment processed: order {0:n:order} status={1:name:status} reason={2:name:reason} network={3:name:network} gatewayMs={4:ms:gatewayMs}"
        );
        _failed = logs.Declare(ShopLogLevel.Error, "payments", "payment failed: order {0:n:order} reason={1:name:reason}");
        _enqueueFailed = logs.Declare(
            ShopLogLevel.Error,
            "payments",
            "enqueue failed: order {0:n:order} paylane=approved error={1:name:error}"
        );
        _statuses = [.. outcomes.Select(labels => logs.Name(labels.Status))];
        _reasons = [.. outcomes.Select(labels => logs.Name(labels.Reason))];
        _networks = [.. CardNetworks.All.Select(logs.Name)];
        _refusals = [.. Enum.GetValues<RedisRefusal>().Select(refusal => logs.Name(RedisServer.Words(refusal)))];
    }

    readonly int[] _refusals;

    /// <summary>Status and reason of each counted outcome, without duplicates.</summary>
    public IReadOnlyList<(string Status, string Reason)> Outcomes { get; }

    /// <summary>Indexes of the counters by <see cref="PaymentOutcome"/>; outcomes with the same status and reason share one.</summary>
    public IReadOnlyList<int> Counters { get; }

    /// <summary>Index of the counter of refused webhooks.</summary>
    public int RefusedWebhooks { get; }

    /// <summary>Indexes of the counters of answered attempts by network.</summary>
    public IReadOnlyList<int> Attempts { get; }

    /// <summary>Indexes of the counters of failed attempts by network.</summary>
    public IReadOnlyList<int> Failures { get; }

    /// <summary>A payment attempt has ended.</summary>
    public void Ended(PaymentOutcome outcome, byte network, int order, long gatewayTime, long trace)
    {
        _metrics.Add(Counters[(int)outcome]);
        var failure = PaymentOutcomes.IsFailure(outcome);
        if (outcome == PaymentOutcome.SignatureMismatch)
        {
            // No checkout fails because of it, so the service level is updated here.
            _levels.PaymentEnded(failed: true);
            _metrics.Add(RefusedWebhooks);
            _logs.Write(_failed, trace, order, _reasons[(int)outcome]);
            return;
        }

        _metrics.Add(failure ? Failures[network] : Attempts[network]);
        if (failure)
            _logs.Write(_failed, trace, order, _reasons[(int)outcome]);
        else if (outcome != PaymentOutcome.Approved || _since++ % OneInProcessed == 0)
            _logs.Write(_processed, trace, order, _statuses[(int)outcome], _reasons[(int)outcome], _networks[network], gatewayTime);
    }

    /// <summary>A paid order could not be enqueued.</summary>
    public void EnqueueFailed(int order, RedisRefusal why, long trace) => _logs.Write(_enqueueFailed, trace, order, _refusals[(int)why]);

    int Network(string network, string result) =>
        _metrics.Counter(
            "payment_network_attempts_total",
            "Attempts to pay, by card network.",
            $"network=\"{network}\",result=\"{result}\""
        );
}
