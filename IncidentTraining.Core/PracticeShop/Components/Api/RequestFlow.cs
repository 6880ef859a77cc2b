using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>
/// What happens to a request inside the API: from its slot through the steps of its route to the response, with a timeout over all of it.
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

    /// <summary>All requests that hold a resource of the API.</summary>
    public RequestTable Requests { get; } = new();

    /// <summary>Connects the flow to the rest of the shop.</summary>
    /// <param name="balancer">Gives slots.</param>
    /// <param name="pool">Gives connections.</param>
    /// <param name="plans">Steps by route.</param>
    /// <param name="recommending">Steps of the product list in the release that asks for recommendations.</param>
    /// <param name="malformed">Steps of a request that its handler cannot parse.</param>
    /// <param name="keeping">Steps of the product list in a release that caches lists; null when none does.</param>
    public void Join(LoadBalancer balancer, IConnectionPool pool, Step[][] plans, Step[] recommending, Step[] malformed, Step[]? keeping) =>
        (_balancer, _pool, _plans, _recommending, _malformed, _keeping) = (balancer, pool, plans, recommending, malformed, keeping);

    /// <summary>Registers who is told about the responses to one kind of caller.</summary>
    public void Join(Caller kind, ICaller caller) => _callers[(int)kind] = caller;

    /// <summary>Tells the sender about a request that was rejected at the door.</summary>
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

    /// <summary>A station has finished: the next step follows, or the response.</summary>
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

    /// <summary>What the plan requires of the request's current station.</summary>
    public static int ArgumentOf(in Request request) => request.Plan[request.Step].Argument;

    /// <summary>The request makes no further progress; its timeout will end it.</summary>
    public void Hang(long handle)
    {
        // A request that has been answered but hangs holds its slot until its process ends.
        Requests[handle].Stage = RequestStage.Hanging;
        if (Requests[handle].Responded)
            End(handle);
    }

    /// <summary>A station ends the request: it is answered and releases its resources.</summary>
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

    /// <summary>The request has timed out.</summary>
    /// <param name="handle">The request.</param>
    /// <param name="status">504 when the API gives up, 499 when the sender does.</param>
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
                // The handler continues without knowing that no one is waiting; Continue will end it.
                break;
        }
    }

    /// <summary>The process of the request was killed: none of it continues.</summary>
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
        // Without an active experiment there is nothing to report.
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
