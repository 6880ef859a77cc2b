using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>
/// The part of Paylane that calls the shop: it reports how a charge ended, and repeats the call up to six times, at growing intervals,
/// until the shop answers 204.
/// </summary>
sealed class WebhookSender : IComponent, ICaller
{
    const int MostTries = 6;
    const long FirstPause = 10 * Kernel.Second;

    readonly Kernel _kernel;
    readonly OrderLedger _orders;
    readonly int _self;
    Message[] _rows = new Message[32];
    int[] _free = new int[32];
    int _freeCount,
        _used;
    LoadBalancer _balancer = null!;

    public WebhookSender(Kernel kernel, OrderLedger orders)
    {
        (_kernel, _orders) = (kernel, orders);
        _self = kernel.Add(this);
    }

    /// <summary>Connects it to the load balancer.</summary>
    public void Join(LoadBalancer balancer) => _balancer = balancer;

    /// <summary>The outcome that a webhook reports.</summary>
    public PaymentOutcome OutcomeOf(long message) => _rows[message].Outcome;

    /// <summary>Schedules the report of a charge.</summary>
    /// <param name="order">The order.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="delay">Time until the outcome is known.</param>
    public void Send(long order, PaymentOutcome outcome, long delay)
    {
        if (_freeCount == 0 && _used == _rows.Length)
        {
            Array.Resize(ref _rows, _used * 2);
            Array.Resize(ref _free, _used * 2);
        }

        var place = _freeCount > 0 ? _free[--_freeCount] : _used++;
        _rows[place] = new Message { Order = order, Outcome = outcome };
        _kernel.Schedule(delay, _self, 0, place);
    }

    /// <summary>Resends all reports that were given up, at the shop's request.</summary>
    public PaymentOutcome? Ask(long order)
    {
        for (var place = 0; place < _used; place++)
        {
            if (_rows[place].Order == order && _rows[place].Known)
                return _rows[place].Outcome;
        }

        return null;
    }

    public void Handle(int what, long subject)
    {
        ref var message = ref _rows[subject];
        message.Known = true;
        if (message.Outcome == PaymentOutcome.Approved)
            _orders.Charge(message.Order);
        _balancer.Receive(Caller.Paylane, subject, Route.Webhook, order: message.Order);
    }

    public void Answered(long call, int status, long duration)
    {
        ref var message = ref _rows[call];
        if (status != 204 && ++message.Tries < MostTries)
        {
            _kernel.Schedule(FirstPause << (message.Tries - 1), _self, 0, call);
            return;
        }

        message.Order = 0;
        _free[_freeCount++] = (int)call;
    }

    struct Message
    {
        public long Order;
        public PaymentOutcome Outcome;
        public int Tries;
        public bool Known;
    }
}
