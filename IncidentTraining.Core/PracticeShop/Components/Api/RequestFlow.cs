using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>
/// What happens to a request inside the API: from its slot through the steps of its route to the answer, with the time-out
/// over all of it.
/// </summary>
sealed class RequestFlow(Kernel kernel, ShopTelemetry telemetry)
{
    Step[][] _plans = [];
    Step[] _recommending = [];
    ConnectionPool _pool = null!;
    LoadBalancer _balancer = null!;

    /// <summary>All requests that hold something in the API.</summary>
    public RequestTable Requests { get; } = new();

    /// <summary>Hears of every answer: the call it was for, the status and the duration in microseconds.</summary>
    public Action<long, int, long> Answered { get; set; } = (_, _, _) => { };

    /// <summary>Release whose product list calls the recommendation service; empty for none.</summary>
    public string RecommendingRelease { get; set; } = "";

    /// <summary>Joins the flow with the rest of the shop.</summary>
    /// <param name="balancer">Gives slots.</param>
    /// <param name="pool">Gives connections.</param>
    /// <param name="plans">Steps by route.</param>
    /// <param name="recommending">Steps of the product list in the recommending release.</param>
    public void Join(LoadBalancer balancer, ConnectionPool pool, Step[][] plans, Step[] recommending) =>
        (_balancer, _pool, _plans, _recommending) = (balancer, pool, plans, recommending);

    /// <summary>A request has got its slot.</summary>
    public void Begin(long handle)
    {
        ref var request = ref Requests[handle];
        request.QueueWait = kernel.Now - request.ArrivedAt;
        request.Stage = RequestStage.Acquiring;
        request.StageAt = kernel.Now;
        _pool.Acquire(handle);
    }

    /// <summary>A request has got its connection.</summary>
    public void Connected(long handle)
    {
        ref var request = ref Requests[handle];
        request.PoolWait = kernel.Now - request.StageAt;
        request.HoldsConnection = true;
        request.Stage = RequestStage.Working;
        request.Plan = PlanOf(request);
        request.Step = -1;
        Continue(handle);
    }

    /// <summary>A station has done its part: the next step follows, or the answer.</summary>
    public void Continue(long handle)
    {
        ref var request = ref Requests[handle];
        if (request.Responded)
        {
            End(handle);
            return;
        }
        var plan = request.Plan;
        if (++request.Step == plan.Length)
            Complete(handle, 200);
        else
            plan[request.Step].Station.Enter(handle, plan[request.Step].Argument);
    }

    /// <summary>What the plan asks of the station at which the request is.</summary>
    public static int ArgumentOf(in Request request) => request.Plan[request.Step].Argument;

    /// <summary>The request never gets further; its time-out will end it.</summary>
    public void Hang(long handle) => Requests[handle].Stage = RequestStage.Hanging;

    /// <summary>Answers the request and gives back what it holds.</summary>
    public void Complete(long handle, int status)
    {
        Respond(handle, status);
        End(handle);
    }

    /// <summary>The request's time is up.</summary>
    public void TimeOut(long handle)
    {
        ref var request = ref Requests[handle];
        if (request.Responded)
            return;
        var stage = request.Stage;
        Respond(handle, 504);
        switch (stage)
        {
            case RequestStage.Queued:
                _balancer.Forget(handle);
                break;
            case RequestStage.Acquiring:
                _pool.Forget(handle);
                End(handle);
                break;
            case RequestStage.Hanging:
                End(handle);
                break;
            case RequestStage.Working:
                // The handler works on without knowing that nobody waits; Continue will end it.
                break;
        }
    }

    /// <summary>The request's process was killed: nothing of it goes on.</summary>
    public void Kill(long handle)
    {
        ref var request = ref Requests[handle];
        if (!request.Responded)
            Respond(handle, 502);
        if (request.Stage == RequestStage.Acquiring)
            _pool.Forget(handle);
        var held = request.HoldsConnection;
        Requests.Remove(handle);
        if (held)
            _pool.Release();
    }

    void Respond(long handle, int status)
    {
        ref var request = ref Requests[handle];
        request.Responded = true;
        var duration = kernel.Now - request.ArrivedAt;
        telemetry.Answered(request, status, duration);
        Answered(request.Call, status, duration);
    }

    void End(long handle)
    {
        ref var request = ref Requests[handle];
        var (held, instance) = (request.HoldsConnection, request.Instance);
        Requests.Remove(handle);
        if (held)
            _pool.ReleaseAfterSending();
        _balancer.SlotFreed(instance);
    }

    Step[] PlanOf(in Request request)
    {
        if (request.Route == Route.Browse && RecommendingRelease.Length > 0
            && _balancer.ReleaseOf(request.Instance) == RecommendingRelease)
            return _recommending;
        return _plans[(int)request.Route];
    }
}
