using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Probes;

/// <summary>
/// Requests that responders and the smoke suite send with their own tools. They travel through the shop like any other, and stand
/// in its metrics and logs; they are no customers, so they are not repeated and cost no revenue.
/// </summary>
sealed class ProbeDesk(Kernel kernel, OrderLedger orders) : ICaller
{
    /// <summary>Probes whose answers are kept.</summary>
    const int Kept = 256;

    readonly Sent[] _ring = new Sent[Kept];
    LoadBalancer _balancer = null!;
    long _written;

    /// <summary>Joins it with the shop's door.</summary>
    public void Join(LoadBalancer balancer) => _balancer = balancer;

    /// <summary>Sends a probe.</summary>
    /// <param name="key">By what it will be asked for.</param>
    /// <param name="route">Where to.</param>
    public void Send(long key, Route route)
    {
        var place = _written++ % Kept;
        _ring[place] = new Sent { Key = key, At = kernel.Now };
        _ring[place].Trace = _balancer.Receive(Caller.Probe, _written - 1, route);
    }

    /// <summary>A probe has placed an order.</summary>
    public void Placed(long call, long order)
    {
        if (_written - call <= Kept)
            (_ring[call % Kept].Order, _ring[call % Kept].Number) = (order, orders.NumberOf(order));
    }

    /// <summary>Whether the order that a probe placed has been confirmed.</summary>
    public bool Confirmed(long key) => TryFind(key, out var sent) && sent is { Status: 201 or 202, Order: not 0 } && !orders.IsLive(sent.Order);

    public void Answered(long call, int status, long duration)
    {
        if (_written - call > Kept)
            return;
        ref var sent = ref _ring[call % Kept];
        (sent.Status, sent.Duration) = (status, duration);
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
    }
}
