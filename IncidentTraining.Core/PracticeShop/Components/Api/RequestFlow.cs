using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>
/// What happens to a request inside the API: from its slot through the steps of its route to the answer, with the time-out
/// over all of it.
/// </summary>
sealed class RequestFlow(
    Kernel kernel,
    IRequestReports reports,
    ITraceReports traces,
    Releases releases,
    FeatureFlags flags,
    RandomStream leaks
)
{
    readonly ICaller[] _callers = new ICaller[4];

    Step[][] _plans = [];
    Step[] _recommending = [],
        _malformed = [];
    Step[]? _keeping;
    IConnectionPool _pool = null!;
    LoadBalancer _balancer = null!;

    /// <summary>All requests that hold something in the API.</summary>
    public RequestTable Requests { get; } = new();

    /// <summary>Joins the flow with the rest of the shop.</summary>
    /// <param name="balancer">Gives slots.</param>
    /// <param name="pool">Gives connections.</param>
    /// <param name="plans">Steps by route.</param>
    /// <param name="recommending">Steps of the product list in the recommending release.</param>
    /// <param name="malformed">Steps of a request that its handler cannot read.</param>
    /// <param name="keeping">Steps of the product list in a release that keeps lists; null when none does.</param>
    public void Join(LoadBalancer balancer, IConnectionPool pool, Step[][] plans, Step[] recommending, Step[] malformed, Step[]? keeping) =>
        (_balancer, _pool, _plans, _recommending, _malformed, _keeping) = (balancer, pool, plans, recommending, malformed, keeping);

    /// <summary>Makes known who hears of the answers to requests of one kind of caller.</summary>
    public void Join(Caller kind, ICaller caller) => _callers[(int)kind] = caller;

    /// <summary>Tells the sender of a request that was never let in.</summary>
    public void TellRefused(Caller from, long call, int status) => _callers[(int)from].Answered(call, status, 0);

    /// <summary>A request has got its slot.</summary>
    public void Begin(long handle)
    {
        ref var request = ref Requests[handle];
        request.QueueWait = kernel.Now - request.ArrivedAt;
        if (request.QueueWait > 0)
            traces.Note(handle, request, SpanKind.WaitForSlot, request.ArrivedAt, failed: false);
        request.Stage = RequestStage.Acquiring;
        request.StageAt = kernel.Now;
        _pool.Acquire(handle);
    }

    /// <summary>A request has got its connection.</summary>
    public void Connected(long handle)
    {
        ref var request = ref Requests[handle];
        request.PoolWait = kernel.Now - request.StageAt;
        if (request.PoolWait > 0)
            traces.Note(handle, request, SpanKind.AcquireConnection, request.StageAt, failed: false);
        request.HoldsConnection = true;
        request.Stage = RequestStage.Working;
        request.Defects = releases.DefectsOf(_balancer.ReleaseOf(request.Instance));
        request.Plan = PlanOf(request);
        request.Step = -1;
        Continue(handle);
    }

    /// <summary>A station has done its part: the next step follows, or the answer.</summary>
    public void Continue(long handle)
    {
        ref var request = ref Requests[handle];
        NoteStep(handle, request, failed: false);
        if (request.Responded)
        {
            End(handle);
            return;
        }

        var plan = request.Plan;
        if (++request.Step == plan.Length)
        {
            Respond(handle, request.Answer != 0 ? request.Answer : Routes.Success(request.Route));
            End(handle);
            return;
        }

        request.StepAt = kernel.Now;
        plan[request.Step].Station.Enter(handle, plan[request.Step].Argument);
    }

    /// <summary>What the plan asks of the station at which the request is.</summary>
    public static int ArgumentOf(in Request request) => request.Plan[request.Step].Argument;

    /// <summary>The request never gets further; its time-out will end it.</summary>
    public void Hang(long handle)
    {
        // Who has been answered already, and hangs, holds its slot until someone ends the process.
        Requests[handle].Stage = RequestStage.Hanging;
        if (Requests[handle].Responded)
            End(handle);
    }

    /// <summary>A station ends the request: it is answered, and gives back what it holds.</summary>
    public void Complete(long handle, int status)
    {
        ref var request = ref Requests[handle];
        if (request.HoldsConnection)
            NoteStep(handle, request, failed: status >= 500);
        else
            traces.Note(handle, request, SpanKind.AcquireConnection, request.StageAt, failed: true);
        if (!request.Responded)
            Respond(handle, status);
        End(handle);
    }

    /// <summary>The request's time is up.</summary>
    /// <param name="handle">The request.</param>
    /// <param name="status">504 when the API gives it up, 499 when its sender does.</param>
    public void TimeOut(long handle, int status = 504)
    {
        ref var request = ref Requests[handle];
        if (request.Responded)
            return;
        var stage = request.Stage;
        if (stage == RequestStage.Queued)
            traces.Note(handle, request, SpanKind.WaitForSlot, request.ArrivedAt, failed: true);
        else if (stage == RequestStage.Acquiring)
            traces.Note(handle, request, SpanKind.AcquireConnection, request.StageAt, failed: true);
        else
            NoteStep(handle, request, failed: true);
        Respond(handle, status);
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
                // The handler works on without knowing that no one waits; Continue will end it.
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
        var (held, broken) = (request.HoldsConnection, request.Broken);
        Requests.Remove(handle);
        if (held)
            _pool.Release(broken);
    }

    void NoteStep(long handle, in Request request, bool failed)
    {
        if (request.Plan is not { } plan || request.Step < 0 || request.Step >= plan.Length)
            return;
        var span = plan[request.Step].Span;
        // Where no experiment is met there is nothing to tell.
        var isTold = span != SpanKind.Request && (span != SpanKind.Chaos || failed || kernel.Now > request.StepAt);
        if (isTold)
            traces.Note(handle, request, span, request.StepAt, failed);
    }

    void Respond(long handle, int status)
    {
        ref var request = ref Requests[handle];
        request.Responded = true;
        var duration = kernel.Now - request.ArrivedAt;
        var (from, call) = (request.From, request.Call);
        traces.Answered(handle, request, status, duration, reports.IsSlow(duration));
        reports.Answered(request, status, duration);
        _callers[(int)from].Answered(call, status, duration);
    }

    void End(long handle)
    {
        ref var request = ref Requests[handle];
        var (held, broken, instance) = (request.HoldsConnection, request.Broken, request.Instance);
        var isLeaked =
            held
            && !broken
            && request.Route == Route.OrderStatus
            && (request.Defects & ReleaseDefects.Leaks) != 0
            && (request.Answer != 0 || leaks.Below(100) < releases.LeakingPercent);
        Requests.Remove(handle);
        if (isLeaked)
            _pool.Leak(instance);
        else if (held)
            _pool.ReleaseAfterSending(broken);
        _balancer.SlotFreed(instance);
    }

    Step[] PlanOf(in Request request) =>
        request.Answer == 400 ? _malformed
        : request.Route == Route.Browse
        && releases.LacksPicks(_balancer.ReleaseOf(request.Instance), request.Trace)
        && flags.IsOn(FeatureFlags.LiveRecommendations)
            ? _recommending
        : request.Route == Route.Browse && _keeping is not null && _balancer.ReleaseOf(request.Instance) == Releases.Newest ? _keeping
        : _plans[(int)request.Route];
}
