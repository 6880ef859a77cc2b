using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Customers;

/// <summary>
/// The customers: they arrive at random at the hour's rate, want a page or a purchase, and retry after an error, so that an overload
/// increases the load.
/// </summary>
/// <remarks>
/// The API's timeout of 8 s ends every attempt before the customers' own patience of 10 s does, unless someone removes it. Within a second
/// the rate counts as constant: a gap that extends beyond the second is drawn again from there, which is exact for a Poisson process.
/// </remarks>
sealed class CustomerCrowd : IComponent, ICaller
{
    const int GaveUp = 499;
    const int NextSecond = 0,
        Arrives = 1,
        TriesAgain = 2,
        AsksAgain = 3;
    const int HastyAttempts = 8;

    /// <summary>The response for an order that the database does not know.</summary>
    public const short NotFound = 404;

    /// <summary>Largest number of such orders among a thousand order pages.</summary>
    const int MostForUnknown = 100;

    const long HastyPause = 100_000;

    /// <summary>How long customers wait for the outcome of the bank's confirmation. Some then send the checkout again, once.</summary>
    const long BankPatience = 30 * Kernel.Second;

    /// <summary>The response to a checkout that the bank must confirm with its customer first.</summary>
    const int BankAsks = 202;

    /// <summary>Of this many customers, one sends such a checkout again.</summary>
    const int OneAsksAgain = 2;

    /// <summary>Share of customers who leave after their card is declined, in per cent.</summary>
    const int LeaveWithoutAmex = 33;

    static readonly Distribution BasketFactor = Distribution.LogNormal(TimeSpan.FromMilliseconds(1), 0.35);

    readonly Kernel _kernel;
    readonly LoadBalancer _balancer;
    readonly ICustomerReports _reports;
    readonly TrafficPlan _plan;
    readonly RetryPlan _retries;
    readonly FeatureFlags _flags;
    readonly OrderLedger _orders;
    readonly CallTable _calls = new();
    readonly RandomStream _gaps,
        _wishes,
        _who,
        _baskets,
        _cards,
        _jitter,
        _missed;
    readonly int _self;

    public CustomerCrowd(
        Kernel kernel,
        LoadBalancer balancer,
        FeatureFlags flags,
        OrderLedger orders,
        ICustomerReports reports,
        TrafficPlan plan,
        RetryPlan retries,
        long seed
    )
    {
        (_kernel, _balancer, _reports, _plan) = (kernel, balancer, reports, plan);
        (_flags, _orders, _retries) = (flags, orders, retries);
        Rate = new TrafficRate(plan.Ramp);
        _gaps = RandomStream.For(seed, "arrivals");
        _wishes = RandomStream.For(seed, "wishes");
        _who = RandomStream.For(seed, "customers");
        _baskets = RandomStream.For(seed, "baskets");
        _cards = RandomStream.For(seed, "cards");
        _jitter = RandomStream.For(seed, "retries");
        _missed = RandomStream.For(seed, "missed-orders");
        _self = kernel.Add(this);
        kernel.Schedule(0, _self, NextSecond);
    }

    /// <summary>The rate of arrivals.</summary>
    public TrafficRate Rate { get; }

    /// <summary>Calls under way.</summary>
    public int UnderWay => _calls.Count;

    /// <summary>A call in progress.</summary>
    public Call this[long place] => _calls[place];

    /// <summary>A call has placed an order.</summary>
    public void Placed(long place, long order) => _calls[place].Order = order;

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
            case AsksAgain:
                if (_orders.IsLive(_calls[subject].Order) && _orders[_calls[subject].Order] is { State: OrderState.Pending })
                    Send(subject);
                else
                    _calls.Remove(subject);
                break;
            default:
                Send(subject);
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
        var route =
            wish < _plan.BrowsePercent ? Route.Browse
            : wish < _plan.BrowsePercent + _plan.OrderPercent ? Route.OrderStatus
            : Route.Checkout;
        var basket = route == Route.Checkout ? (int)(_plan.BasketCents * BasketFactor.Draw(_baskets) / 1000) : 0;
        var card = _cards.Below(100);
        var call = new Call
        {
            Route = route,
            Customer = _who.Below(_plan.Customers),
            BasketCents = basket,
            Network = CardNetworks.Of(card),
            PerMinute = 2 + card / 4,
        };
        _reports.Offered();
        if (route == Route.Checkout && call.Network == CardNetworks.Amex && !_flags.IsOn(FeatureFlags.AcceptAmex))
        {
            if (_cards.Below(100) < LeaveWithoutAmex)
            {
                _reports.Ended(call, well: false, charged: false);
                return;
            }

            call.Network = 0;
        }

        if (route == Route.OrderStatus && _orders.Standby is { Unknown: > 0 } standby)
            AskForUnknown(ref call, standby.Unknown, standby);
        Send(_calls.Add(call));
    }

    /// <summary>The more orders the database does not know, the more order pages request one of them.</summary>
    void AskForUnknown(ref Call call, int unknown, StandbyOrders standby)
    {
        if (_missed.Below(1000) < Math.Min(unknown, MostForUnknown))
            (call.Customer, call.Answer) = (standby.CustomerAt(_missed.Below(unknown)), NotFound);
    }

    void Send(long place)
    {
        ref var call = ref _calls[place];
        _balancer.Receive(Caller.Customer, place, call.Route, call.Network, call.Order, call.PerMinute, call.Answer);
    }

    public void Answered(long place, int status, long duration)
    {
        ref var call = ref _calls[place];
        if (call.HasEnded)
        {
            _calls.Remove(place);
            return;
        }

        call.Attempts++;
        call.SlowestAttempt = Math.Max(call.SlowestAttempt, duration);
        var hasty = _flags.IsOn(FeatureFlags.FastRetry);
        if (status >= GaveUp && call.Attempts < (hasty ? HastyAttempts : _retries.Attempts))
        {
            _kernel.Schedule(hasty ? HastyPause : _retries.PauseAfter(call.Attempts, _jitter), _self, TriesAgain, place);
            return;
        }

        var charged = call.Order != 0 && _orders.WasCharged(call.Order);
        _reports.Ended(call, well: status is < 400 or 402, charged);
        if (status == BankAsks && call.Customer % OneAsksAgain == 0)
        {
            call.HasEnded = true;
            _kernel.Schedule(BankPatience, _self, AsksAgain, place);
            return;
        }

        _calls.Remove(place);
    }
}
