using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Core.PracticeShop.Components.Customers;

/// <summary>
/// The customers: they arrive by chance at the rate of the hour, want a page or a purchase, and try again when they meet an
/// error, so that an overload brings more load.
/// </summary>
/// <remarks>
/// The API's time-out of 8 s ends every attempt before the customers' own patience of 10 s does. Between two seconds the rate
/// counts as constant: a gap that reaches beyond the second is drawn anew from there, which is exact for a Poisson process.
/// </remarks>
sealed class CustomerCrowd : IComponent
{
    const int NextSecond = 0, Arrives = 1, TriesAgain = 2;
    const int MaxAttempts = 3;

    static readonly Distribution BasketFactor = Distribution.LogNormal(TimeSpan.FromMilliseconds(1), 0.35);

    readonly Kernel _kernel;
    readonly LoadBalancer _balancer;
    readonly ImpactMeter _impact;
    readonly TrafficPlan _plan;
    readonly CallTable _calls = new();
    readonly RandomStream _gaps, _wishes, _who, _baskets;
    readonly int _self;

    public CustomerCrowd(Kernel kernel, LoadBalancer balancer, RequestFlow flow, ImpactMeter impact, TrafficPlan plan, long seed)
    {
        (_kernel, _balancer, _impact, _plan) = (kernel, balancer, impact, plan);
        Rate = new TrafficRate(plan.Ramp);
        _gaps = RandomStream.For(seed, "arrivals");
        _wishes = RandomStream.For(seed, "wishes");
        _who = RandomStream.For(seed, "customers");
        _baskets = RandomStream.For(seed, "baskets");
        _self = kernel.Add(this);
        flow.Answered = Answered;
        kernel.Schedule(0, _self, NextSecond);
    }

    /// <summary>The rate of arrivals.</summary>
    public TrafficRate Rate { get; }

    /// <summary>Calls under way.</summary>
    public int UnderWay => _calls.Count;

    public void Handle(int what, long subject)
    {
        switch (what)
        {
            case NextSecond:
                _kernel.Schedule(Kernel.Second, _self, NextSecond);
                ScheduleArrival();
                break;
            case Arrives:
                Arrive();
                ScheduleArrival();
                break;
            default:
                _balancer.Receive(subject, _calls[subject].Route);
                break;
        }
    }

    void ScheduleArrival()
    {
        var rate = Rate.At(_kernel.Now / Kernel.Second * Kernel.Second);
        if (rate <= 0)
            return;
        var gap = (long)(Distribution.Exponential.Draw(_gaps) * Kernel.Second / rate);
        var leftOfSecond = Kernel.Second - _kernel.Now % Kernel.Second;
        if (gap < leftOfSecond)
            _kernel.Schedule(gap, _self, Arrives);
    }

    void Arrive()
    {
        var wish = _wishes.Below(100);
        var route = wish < _plan.BrowsePercent ? Route.Browse
            : wish < _plan.BrowsePercent + _plan.OrderPercent ? Route.OrderStatus
            : Route.Checkout;
        var basket = route == Route.Checkout ? (int)(_plan.BasketCents * BasketFactor.Draw(_baskets) / 1000) : 0;
        var call = new Call { Route = route, Customer = _who.Below(_plan.Customers), BasketCents = basket };
        _impact.Offered();
        _balancer.Receive(_calls.Add(call), route);
    }

    void Answered(long place, int status, long duration)
    {
        ref var call = ref _calls[place];
        call.Attempts++;
        call.SlowestAttempt = Math.Max(call.SlowestAttempt, duration);
        if (status >= 500 && call.Attempts < MaxAttempts)
        {
            // 1 s before the second attempt, 2 s before the third.
            _kernel.Schedule(call.Attempts * Kernel.Second, _self, TriesAgain, place);
            return;
        }
        _impact.Ended(call, status < 500);
        _calls.Remove(place);
    }
}
