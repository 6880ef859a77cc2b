using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Probes;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Checkout;

/// <summary>What the checkout and the webhook do between their queries, as in <c>server/routes/payments.ts</c>.</summary>
enum CheckoutStep
{
    /// <summary>The order has been stored.</summary>
    Placed,

    /// <summary>The webhook's signature is checked.</summary>
    CheckSignature,

    /// <summary>The approved payment has been stored.</summary>
    Recorded,

    /// <summary>A worker is asked to confirm the order.</summary>
    Enqueue,
}

/// <summary>The checkout and webhook steps that the API itself performs.</summary>
sealed class CheckoutSteps : IStation, IComponent
{
    readonly CheckoutPeers _shop;
    readonly CustomerCrowd _customers;
    readonly ProbeSender _probes;
    readonly WebhookSender _webhooks;
    readonly JobQueue _queue;
    readonly IPaymentReports _reports;
    readonly int _self;

    public CheckoutSteps(
        CheckoutPeers shop,
        CustomerCrowd customers,
        ProbeSender probes,
        WebhookSender webhooks,
        JobQueue queue,
        IPaymentReports reports
    )
    {
        (_shop, _customers, _probes, _webhooks, _queue, _reports) = (shop, customers, probes, webhooks, queue, reports);
        _self = shop.Kernel.Add(this);
    }

    /// <summary>When an order last failed to be enqueued, in microseconds; null when that has not happened.</summary>
    public long? LastEnqueueFailureAt { get; private set; }

    public void Enter(long request, int argument)
    {
        switch ((CheckoutStep)argument)
        {
            case CheckoutStep.Placed:
                Place(ref _shop.Flow.Requests[request]);
                _shop.Flow.Continue(request);
                break;
            case CheckoutStep.CheckSignature:
                CheckSignature(request);
                break;
            case CheckoutStep.Recorded:
                Record(_shop.Flow.Requests[request]);
                _shop.Flow.Continue(request);
                break;
            default:
                var silent = !_shop.Redis.Answers(Network.NetworkRoute.ApiRedis, out var waits);
                _shop.Kernel.Schedule(silent ? waits : _shop.Redis.Latency, _self, 0, request);
                break;
        }
    }

    public void Handle(int what, long subject)
    {
        if (_shop.Flow.Requests.IsLive(subject))
            Enqueue(subject);
    }

    void Place(ref Request request)
    {
        var known = _shop.Orders.IsLive(request.Order);
        if (known && !_shop.Flags.IsOn(FeatureFlags.FreshCheckoutKeys))
            return;
        if (request.From == Caller.Probe)
        {
            request.Order = _shop.Orders.Place(customer: 0, basketCents: 0, earlier: 0, ofTest: true);
            _probes.Placed(request.Call, request.Order);
            return;
        }

        // The order of a finished request was a repeat as well: with its own key it would have been found again.
        var call = _customers[request.Call];
        var isFinished = request.Order != 0 && !known && !_shop.Orders.IsLost(request.Order);
        if (isFinished && !_shop.Flags.IsOn(FeatureFlags.FreshCheckoutKeys))
            return;
        request.Order = _shop.Orders.Place(call.Customer, call.BasketCents, earlier: request.Order, ofTest: false);
        _shop.Totals?.Write(ref _shop.Orders[request.Order], twice: (request.Defects & ReleaseDefects.ReducesTwice) != 0, request.Trace);
        _customers.Placed(request.Call, request.Order);
    }

    void CheckSignature(long handle)
    {
        ref var request = ref _shop.Flow.Requests[handle];
        if (_shop.Paylane.WebhookKeyValid)
        {
            _shop.Flow.Continue(handle);
            return;
        }

        _reports.Ended(PaymentOutcome.SignatureMismatch, request.Network, _shop.Orders.NumberOf(request.Order), 0, request.Trace);
        _shop.Flow.Complete(handle, 401);
    }

    void Record(in Request request)
    {
        if (!_shop.Orders.IsLive(request.Order))
            return;
        if (request.Route == Route.Checkout)
        {
            _shop.Orders.Pay(request.Order);
            return;
        }

        if (_shop.Orders[request.Order].State != OrderState.Pending)
            return;
        var outcome = _webhooks.OutcomeOf(request.Call);
        _reports.Ended(outcome, request.Network, _shop.Orders.NumberOf(request.Order), 0, request.Trace);
        if (outcome == PaymentOutcome.Approved)
            _shop.Orders.Pay(request.Order);
        else
            _shop.Orders.Fail(request.Order);
    }

    void Enqueue(long handle)
    {
        ref var request = ref _shop.Flow.Requests[handle];
        if (!_shop.Orders.IsLive(request.Order) || _shop.Orders[request.Order] is not { State: OrderState.Paid, HasJob: false })
        {
            _shop.Flow.Continue(handle);
            return;
        }

        var refusal = _shop.Redis.Write(Network.NetworkRoute.ApiRedis);
        if (refusal == RedisRefusal.None)
        {
            var isNumbered =
                (request.Defects & ReleaseDefects.NumbersOrders) != 0 && (ulong)request.Trace % 100 < (ulong)_shop.Releases.NumberedPercent;
            _queue.Add(request.Order, request.Trace, newShape: (request.Defects & ReleaseDefects.NewJobShape) != 0, isNumbered);
            _shop.Flow.Continue(handle);
            return;
        }

        LastEnqueueFailureAt = _shop.Kernel.Now;
        _reports.EnqueueFailed(_shop.Orders.NumberOf(request.Order), refusal, request.Trace);
        _shop.Flow.Complete(handle, 500);
    }
}
