using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>
/// The shop's calls to the payment gateway “Paylane”, a third party with unlimited capacity: its response time does not depend on the load.
/// Calls with the same order are charged once, and the first answer is repeated. One bank in seven asks its customer first; then the
/// outcome comes by webhook.
/// </summary>
sealed class PaymentGateway : IStation, IComponent
{
    const int Answered = 0,
        Delayed = 1,
        GaveUp = 2,
        Refused = 3,
        Limited = 4,
        Rejected = 5,
        Repeated = 6,
        Undecided = 7;
    const long RefusalTime = 40_000,
        NoPortTime = 1_000,
        HandshakeTime = 24_000,
        ConnectTimeout = Kernel.Second,
        Retransmission = 300_000,
        RepeatTime = 60_000;
    const int AsksCustomerPercent = 15;

    static readonly Distribution Time = Distribution.LogNormal(TimeSpan.FromMilliseconds(180), 0.4);

    /// <summary>Time until a customer has confirmed a payment in the bank's app.</summary>
    static readonly Distribution BankTime = Distribution.LogNormal(TimeSpan.FromSeconds(4), 0.4);

    readonly Kernel _kernel;
    readonly LoadBalancer _balancer;
    readonly PushedConfiguration _configuration;
    readonly SourcePorts _ports;
    readonly IProbedPayments _probes;
    readonly RequestFlow _flow;
    readonly ChaosController _chaos;
    readonly IPaymentReports _reports;
    readonly OrderLedger _orders;
    readonly Paylane _paylane;
    readonly NetworkRoutes _network;
    readonly WebhookSender _webhooks;
    readonly RandomStream _times,
        _outcomes,
        _banks,
        _trouble;
    readonly int _self;
    long _second;
    int _inSecond;

    public PaymentGateway(GatewayPeers peers, IPaymentReports reports, WebhookSender webhooks, Func<string, RandomStream> streams)
    {
        (_kernel, _flow, _chaos, _reports) = (peers.Kernel, peers.Flow, peers.Chaos, reports);
        (_orders, _paylane, _network, _webhooks) = (peers.Orders, peers.Paylane, peers.Network, webhooks);
        (_balancer, _configuration) = (peers.Balancer, peers.Configuration);
        (_ports, _probes) = (peers.Ports, peers.Probes);
        (_times, _outcomes) = (streams("gateway-times"), streams("gateway-outcomes"));
        (_banks, _trouble) = (streams("gateway-banks"), streams("gateway-trouble"));
        _self = _kernel.Add(this);
    }

    /// <summary>When the gateway last failed to respond properly, in microseconds; null when it never has.</summary>
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
                _kernel.Schedule(RefusalTime, _self, Refused, request);
                break;
            case Encounter.Outage:
                WaitInVain(request);
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
        switch (what)
        {
            case Answered:
                Settle(subject);
                break;
            case Repeated:
                Count(PaymentOutcome.Approved, request);
                _flow.Continue(subject);
                break;
            default:
                Fail(
                    subject,
                    what switch
                    {
                        GaveUp => PaymentOutcome.GatewayTimeout,
                        Limited => PaymentOutcome.RateLimited,
                        Rejected or Undecided => PaymentOutcome.GatewayRejected,
                        _ => PaymentOutcome.GatewayUnavailable,
                    }
                );
                break;
        }
    }

    void Call(long handle)
    {
        ref var request = ref _flow.Requests[handle];
        if (!_network.IsOpen(NetworkRoute.ApiGateway))
        {
            WaitInVain(handle);
            return;
        }

        if (_network.Loses(NetworkRoute.ApiGateway, _trouble) || !_network.BringsAnswer(request.Instance, _trouble))
        {
            _kernel.Schedule(ConnectTimeout, _self, Refused, handle);
            return;
        }

        if (_paylane.LacksConnection(request.Instance, _balancer.Instances[request.Instance].StartedAt, _kernel.Now, _trouble))
        {
            _kernel.Schedule(HandshakeTime, _self, Refused, handle);
            return;
        }

        if (_configuration.ClosesConnections && !_ports.TryTake(_paylane.Route))
        {
            _kernel.Schedule(NoPortTime, _self, Refused, handle);
            return;
        }

        if (OverLimit() || (_paylane.OverQuotaPercent > 0 && _trouble.Below(100) < _paylane.OverQuotaPercent))
        {
            _kernel.Schedule(RefusalTime, _self, Limited, handle);
            return;
        }

        if (_paylane.Meets(_trouble))
        {
            if (_paylane.Trouble == PaylaneTrouble.Silent)
                WaitInVain(handle);
            else
                _kernel.Schedule(RefusalTime, _self, Refused, handle);
            return;
        }

        if (request.Network == CardNetworks.Amex && (request.Defects & ReleaseDefects.MisnamesAmex) != 0)
        {
            _kernel.Schedule(RefusalTime, _self, Rejected, handle);
            return;
        }

        Authorise(handle, ref request);
    }

    void Authorise(long handle, ref Request request)
    {
        if (!_orders.IsLive(request.Order))
        {
            // The order has been confirmed meanwhile; to Paylane this is a repeat like any other.
            _kernel.Schedule(RepeatTime, _self, Repeated, handle);
            return;
        }

        ref var order = ref _orders[request.Order];
        if (order is { AwaitsBank: true, State: OrderState.Pending })
        {
            // The outcome of such an order comes by webhook, and Paylane refuses a second call until the shop has accepted it.
            _kernel.Schedule(RefusalTime, _self, Undecided, handle);
            return;
        }

        if (order.Charged || order.ChargedUntil > _kernel.Now)
        {
            // Paylane knows the order: it repeats its first answer, if there is one.
            var wait = Math.Max(0, order.ChargedUntil - _kernel.Now) + RepeatTime;
            if (_paylane.Timeout > 0 && wait > _paylane.Timeout)
                _kernel.Schedule(_paylane.Timeout, _self, GaveUp, handle);
            else
                _kernel.Schedule(wait, _self, Repeated, handle);
            return;
        }

        var time = Time.DrawMicroseconds(_times) * _paylane.Slowness / 100;
        if (_configuration.ClosesConnections)
            time += HandshakeTime;
        if (_network.Loses(NetworkRoute.ApiGateway, _trouble))
            time += Retransmission;
        if (_paylane.Timeout > 0 && time > _paylane.Timeout)
        {
            // The shop stops waiting, but Paylane continues: it charges the card, and its webhook will report it.
            order.ChargedUntil = _kernel.Now + time;
            _webhooks.Send(request.Order, Draw(), time);
            _kernel.Schedule(_paylane.Timeout, _self, GaveUp, handle);
            return;
        }

        _kernel.Schedule(time, _self, Answered, handle);
    }

    void Settle(long handle)
    {
        ref var request = ref _flow.Requests[handle];
        var outcome = Draw();
        if (_banks.Below(100) < AsksCustomerPercent)
        {
            _webhooks.Send(request.Order, outcome, BankTime.DrawMicroseconds(_banks));
            if (_orders.IsLive(request.Order))
                _orders[request.Order].AwaitsBank = true;
            if (request.Responded)
                _flow.Continue(handle);
            else
                _flow.Complete(handle, 202);
            return;
        }

        Count(outcome, request);
        if (outcome == PaymentOutcome.Approved)
        {
            _orders.Charge(request.Order);
            _flow.Continue(handle);
            return;
        }

        _orders.Fail(request.Order);
        if (request.Responded)
            _flow.Continue(handle);
        else
            _flow.Complete(handle, 402);
    }

    /// <summary>There will be no answer: the shop's timeout ends the call or, without one, the end of the request.</summary>
    void WaitInVain(long handle)
    {
        if (_paylane.Timeout > 0)
            _kernel.Schedule(_paylane.Timeout, _self, GaveUp, handle);
        else
            _kernel.Schedule(ApiOptions.SocketTimeout, _self, GaveUp, handle);
    }

    void Fail(long handle, PaymentOutcome outcome)
    {
        LastErrorAt = _kernel.Now;
        Count(outcome, _flow.Requests[handle]);
        var order = _flow.Requests[handle].Order;
        if (outcome != PaymentOutcome.GatewayTimeout && !(_orders.IsLive(order) && _orders[order].AwaitsBank))
            _orders.Fail(order);
        if (_flow.Requests[handle].Responded)
            _flow.Continue(handle);
        else
            _flow.Complete(handle, 502);
    }

    void Count(PaymentOutcome outcome, in Request request)
    {
        _reports.Ended(outcome, request.Network, _orders.NumberOf(request.Order), _kernel.Now - request.StageAt, request.Trace);
        if (request.From == Caller.Probe)
            _probes.Paid(request.Call, outcome);
    }

    bool OverLimit()
    {
        if (_kernel.Now / Kernel.Second != _second)
            (_second, _inSecond) = (_kernel.Now / Kernel.Second, 0);
        return _paylane.CallsPerSecond > 0 && ++_inSecond > _paylane.CallsPerSecond;
    }

    /// <summary>99.3 % are approved; four in seven of the others are declined for insufficient funds.</summary>
    PaymentOutcome Draw() =>
        _outcomes.Below(1000) switch
        {
            < 993 => PaymentOutcome.Approved,
            < 996 => PaymentOutcome.CardDeclined,
            _ => PaymentOutcome.InsufficientFunds,
        };
}
