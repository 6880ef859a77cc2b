using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Chaos;

/// <summary>The middleware through which experiments on HTTP traffic act. It runs after the connection has been acquired.</summary>
sealed class HttpChaos : IStation, IComponent
{
    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly ChaosController _chaos;
    readonly int _self;

    public HttpChaos(Kernel kernel, RequestFlow flow, ChaosController chaos)
    {
        (_kernel, _flow, _chaos) = (kernel, flow, chaos);
        _self = kernel.Add(this);
    }

    public void Enter(long request, int argument)
    {
        switch (_chaos.Meet(ExperimentTarget.Http, out var delay))
        {
            case Encounter.Latency:
                _kernel.Schedule(delay, _self, 0, request);
                break;
            case Encounter.Error:
                _flow.Complete(request, 503);
                break;
            case Encounter.Outage:
                _flow.Hang(request);
                break;
            default:
                _flow.Continue(request);
                break;
        }
    }

    public void Handle(int what, long subject)
    {
        if (_flow.Requests.IsLive(subject))
            _flow.Continue(subject);
    }
}
