using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>How the payment gateway answered.</summary>
enum PaymentOutcome
{
    Approved,
    CardDeclined,
    InsufficientFunds,
    GatewayError,
}

/// <summary>The payment gateway “Paylane”, a third party with room for everybody: it answers after its own time.</summary>
sealed class PaymentGateway : IStation, IComponent
{
    const int Answered = 0, Delayed = 1;

    static readonly Distribution Time = Distribution.LogNormal(TimeSpan.FromMilliseconds(180), 0.4);

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly ChaosController _chaos;
    readonly ShopTelemetry _telemetry;
    readonly RandomStream _times, _outcomes;
    readonly int _self;

    public PaymentGateway(
        Kernel kernel, RequestFlow flow, ChaosController chaos, ShopTelemetry telemetry, RandomStream times, RandomStream outcomes)
    {
        (_kernel, _flow, _chaos, _telemetry, _times, _outcomes) = (kernel, flow, chaos, telemetry, times, outcomes);
        _self = kernel.Add(this);
    }

    /// <summary>When the gateway last failed to answer properly, in microseconds; null when it never has.</summary>
    public long? LastErrorAt { get; private set; }

    public void Enter(long request, int argument)
    {
        _flow.Requests[request].StageAt = _kernel.Now;
        switch (_chaos.Meet(ExperimentTarget.Gateway, out var delay))
        {
            case Encounter.Latency:
                _kernel.Schedule(delay, _self, Delayed, request);
                break;
            case Encounter.Error:
                LastErrorAt = _kernel.Now;
                _telemetry.Paid(PaymentOutcome.GatewayError, _flow.Requests[request].Trace);
                _flow.Complete(request, 502);
                break;
            case Encounter.Outage:
                LastErrorAt = _kernel.Now;
                _flow.Hang(request);
                break;
            default:
                Call(request);
                break;
        }
    }

    public void Handle(int what, long subject)
    {
        if (!_flow.Requests.IsLive(subject))
            return;
        if (what == Delayed)
        {
            Call(subject);
            return;
        }
        ref var request = ref _flow.Requests[subject];
        request.RemoteTime += _kernel.Now - request.StageAt;
        var outcome = Draw();
        _telemetry.Paid(outcome, request.Trace);
        if (outcome == PaymentOutcome.Approved || request.Responded)
            _flow.Continue(subject);
        else
            _flow.Complete(subject, 402);
    }

    void Call(long request) => _kernel.Schedule(Time.DrawMicroseconds(_times), _self, Answered, request);

    /// <summary>99.3 % approved; of the rest, four in seven for want of funds.</summary>
    PaymentOutcome Draw() => _outcomes.Below(1000) switch
    {
        < 993 => PaymentOutcome.Approved,
        < 996 => PaymentOutcome.CardDeclined,
        _ => PaymentOutcome.InsufficientFunds,
    };
}
