using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>The single thread of each API process: it processes one request at a time, and the others wait in order.</summary>
sealed class EventLoop : IStation, IComponent
{
    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly ApiInstance[] _instances;
    readonly RandomStream _random,
        _defects;
    readonly Distribution _work;
    readonly Releases _releases;
    readonly PushedConfiguration _configuration;
    readonly IRequestReports _reports;
    readonly int _self;

    public EventLoop(
        Kernel kernel,
        RequestFlow flow,
        ApiInstance[] instances,
        Distribution work,
        Releases releases,
        PushedConfiguration configuration,
        IRequestReports reports,
        RandomStream random,
        RandomStream defects
    )
    {
        (_kernel, _flow, _instances, _work, _random) = (kernel, flow, instances, work, random);
        (_releases, _configuration, _reports, _defects) = (releases, configuration, reports, defects);
        _self = kernel.Add(this);
    }

    public void Enter(long request, int argument)
    {
        var instance = _instances[_flow.Requests[request].Instance];
        if (instance.Loop.Enter(request))
            Work(instance, request);
    }

    public void Handle(int what, long subject)
    {
        // A killed process loses its work, and its successor has a new loop.
        if (!_flow.Requests.IsLive(subject))
            return;
        var instance = _instances[_flow.Requests[subject].Instance];
        while (instance.Loop.Next(out var next))
        {
            if (_flow.Requests.IsLive(next))
            {
                Work(instance, next);
                break;
            }
        }
        var request = _flow.Requests[subject];
        if (request.Route == Route.Browse && (request.Defects & ReleaseDefects.KeepsViews) != 0)
            instance.Heap.Keep(_releases.KeptKilobytes, _releases.KeptSeconds);
        if (Throws(request))
        {
            _reports.Thrown(request);
            _flow.Complete(subject, 500);
            return;
        }

        _flow.Continue(subject);
    }

    bool Throws(in Request request) =>
        (request.Defects & ReleaseDefects.Throws) != 0
        && request.Route == _releases.ThrowingRoute
        && _defects.Below(100) < _releases.ThrowingPercent;

    void Work(ApiInstance instance, long request)
    {
        var filter = _configuration.FilterTime(_flow.Requests[request].Route, _defects);
        var work = _work.DrawMicroseconds(_random) * instance.WorkFactor + instance.Heap.Allocate() + filter;
        instance.LoopWork += work;
        instance.LoopTotal += work;
        _kernel.Schedule(work, _self, 0, request);
    }
}
