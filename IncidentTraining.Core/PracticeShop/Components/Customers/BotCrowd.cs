using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Customers;

/// <summary>Crawlers that read the whole shop from a few addresses. They never buy, give up or retry.</summary>
sealed class BotCrowd : IComponent, ICaller
{
    /// <summary>Requests per minute from one of their addresses.</summary>
    public const int PerMinuteAndAddress = 300;

    readonly Kernel _kernel;
    readonly LoadBalancer _balancer;
    readonly RandomStream _gaps,
        _routes;
    readonly int _self;
    bool _scheduled;

    public BotCrowd(Kernel kernel, LoadBalancer balancer, RandomStream gaps, RandomStream routes)
    {
        (_kernel, _balancer, _gaps, _routes) = (kernel, balancer, gaps, routes);
        _self = kernel.Add(this);
    }

    /// <summary>Requests per second; 0 for none.</summary>
    public int PerSecond { get; private set; }

    public void Come(int perSecond)
    {
        PerSecond = perSecond;
        Schedule();
    }

    public void Answered(long call, int status, long duration)
    {
        // No person is waiting for the answer.
    }

    public void Handle(int what, long subject)
    {
        _scheduled = false;
        var route = _routes.Below(100) < 60 ? Route.Browse : Route.OrderStatus;
        _balancer.Receive(Caller.Bot, 0, route, perMinute: PerMinuteAndAddress);
        Schedule();
    }

    void Schedule()
    {
        if (PerSecond == 0 || _scheduled)
            return;
        _scheduled = true;
        _kernel.Schedule((long)(Distribution.Exponential.Draw(_gaps) * Kernel.Second / PerSecond), _self, 0);
    }
}
