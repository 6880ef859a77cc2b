using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Recommendations;

/// <summary>What the recommendation service reports.</summary>
interface IRecommendationReports
{
    /// <summary>A call has ended after a duration in microseconds.</summary>
    void Recommended(long duration, long trace);
}

/// <summary>
/// A service that computes recommendations, with few workers because it was built for nightly mails. It only matters to a release that
/// calls it while a customer waits.
/// </summary>
sealed class RecommendationService : IStation, IComponent
{
    static readonly Distribution Time = Distribution.LogNormal(TimeSpan.FromMilliseconds(285), 0.1);

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly IRecommendationReports _reports;
    readonly RandomStream _random;
    readonly ServerGroup _workers = new(10);
    readonly int _self;

    public RecommendationService(Kernel kernel, RequestFlow flow, IRecommendationReports reports, RandomStream random)
    {
        (_kernel, _flow, _reports, _random) = (kernel, flow, reports, random);
        _self = kernel.Add(this);
    }

    public void Enter(long request, int argument)
    {
        _flow.Requests[request].StageAt = _kernel.Now;
        if (_workers.Enter(request))
            Work(request);
    }

    public void Handle(int what, long subject)
    {
        while (_workers.Next(out var next))
        {
            if (_flow.Requests.IsLive(next))
            {
                Work(next);
                break;
            }
        }
        if (!_flow.Requests.IsLive(subject))
            return;
        ref var request = ref _flow.Requests[subject];
        request.RemoteTime += _kernel.Now - request.StageAt;
        _reports.Recommended(request.RemoteTime, request.Trace);
        _flow.Continue(subject);
    }

    void Work(long request) => _kernel.Schedule(Time.DrawMicroseconds(_random), _self, 0, request);
}
