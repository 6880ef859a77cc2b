using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Probes;

/// <summary>
/// Requests that responders and the smoke suite send with their own tools. They pass through the shop like any other request and appear in
/// its metrics and logs, but they are not customers, so they are not repeated and do not affect revenue.
/// </summary>
sealed class ProbeSender(Kernel kernel, OrderLedger orders) : ICaller, IProbedPayments
{
    /// <summary>Number of probes whose answers are stored.</summary>
    const int Kept = 64;

    readonly Sent[] _ring = new Sent[Kept];
    LoadBalancer _balancer = null!;
    long _written;

    /// <summary>Connects it to the load balancer.</summary>
    public void Join(LoadBalancer balancer) => _balancer = balancer;

    /// <summary>Sends a probe.</summary>
    /// <param name="key">The key by which its answer is looked up.</param>
    /// <param name="content">What it requests.</param>
    public void Send(long key, ProbeContent content)
    {
        var place = _written++ % Kept;
        _ring[place] = new Sent
        {
            Key = key,
            At = kernel.Now,
            Content = content,
        };
        var answer =
            content.IsMalformed ? 400
            : content.Order != 0 && OrderLookup.Find(orders, content.Order) is null ? 404
            : 0;
        _ring[place].Trace = _balancer.Receive(Caller.Probe, _written - 1, content.Route, content.Network, answer: answer);
    }

    /// <summary>A probe has placed an order.</summary>
    public void Placed(long call, long order)
    {
        if (_written - call <= Kept)
            (_ring[call % Kept].Order, _ring[call % Kept].Number) = (order, orders.NumberOf(order));
    }

    /// <inheritdoc/>
    public void Paid(long call, PaymentOutcome outcome)
    {
        if (_written - call <= Kept)
            _ring[call % Kept].Outcome = outcome;
    }

    /// <summary>Whether the order that a probe placed has been confirmed.</summary>
    public bool Confirmed(long key) =>
        TryFind(key, out var sent) && sent is { Status: 201 or 202, Order: not 0 } && !orders.IsLive(sent.Order);

    public void Answered(long call, int status, long duration)
    {
        if (_written - call > Kept)
            return;
        ref var sent = ref _ring[call % Kept];
        (sent.Status, sent.Duration) = (status, duration);
        if (status == 200 && sent.Content.Order != 0)
            sent.Found = OrderLookup.Find(orders, sent.Content.Order);
    }

    /// <summary>The newest probe of a key.</summary>
    public bool TryFind(long key, out Sent found)
    {
        for (var back = 1L; back <= Math.Min(_written, Kept); back++)
        {
            found = _ring[(_written - back) % Kept];
            if (found.Key == key)
                return true;
        }

        found = default;
        return false;
    }

    /// <summary>A probe and, once <see cref="Status"/> is not 0, its answer.</summary>
    internal struct Sent
    {
        public long Key;
        public long At;
        public long Trace;
        public long Order;
        public int Number;
        public int Status;
        public long Duration;
        public ProbeContent Content;

        /// <summary>The requested order as it was when the response was sent.</summary>
        public ProbedOrder? Found;

        /// <summary>The gateway's response; null when it was not called or did not respond in time.</summary>
        public PaymentOutcome? Outcome;
    }
}
