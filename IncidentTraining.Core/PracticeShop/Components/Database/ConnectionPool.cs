using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>
/// The connection pool that the API instances share. A request holds one connection from before its handler until its answer
/// has been sent; who finds none waits in line, but not for ever.
/// </summary>
sealed class ConnectionPool : IComponent
{
    const int Sent = 0, WaitedTooLong = 1;

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly ShopTelemetry _telemetry;
    readonly LongQueue _waiters = new();
    readonly int _self;

    public ConnectionPool(Kernel kernel, RequestFlow flow, ShopTelemetry telemetry)
    {
        (_kernel, _flow, _telemetry) = (kernel, flow, telemetry);
        _self = kernel.Add(this);
    }

    /// <summary>Configured size.</summary>
    public int Size { get; private set; } = DatabaseOptions.PoolSize;

    /// <summary>Connections in use; above <see cref="Size"/> for a moment after the pool was made smaller.</summary>
    public int Used { get; private set; }

    /// <summary>Requests that wait for a connection.</summary>
    public int Waiting { get; private set; }

    /// <summary>When a request last gave up waiting, in microseconds; null when none has.</summary>
    public long? LastTimeoutAt { get; private set; }

    public void Acquire(long request)
    {
        if (Used < Size)
        {
            Grant(request);
            return;
        }
        Waiting++;
        _waiters.Enqueue(request);
        _kernel.Schedule(DatabaseOptions.AcquireTimeout, _self, WaitedTooLong, request);
    }

    /// <summary>A request no longer waits.</summary>
    public void Forget(long request)
    {
        if (_flow.Requests[request].Stage == RequestStage.Acquiring)
            Waiting--;
    }

    /// <summary>Gives a connection back at once.</summary>
    public void Release()
    {
        Used--;
        ServeWaiters();
    }

    /// <summary>Gives a connection back when the answer has been sent.</summary>
    public void ReleaseAfterSending() => _kernel.Schedule(ApiOptions.SendTime, _self, Sent);

    /// <summary>Sets the size. Connections above a smaller size are closed as they come back.</summary>
    public void Resize(int size)
    {
        Size = size;
        ServeWaiters();
    }

    public void Handle(int what, long subject)
    {
        if (what == Sent)
        {
            Release();
            return;
        }
        if (!_flow.Requests.IsLive(subject) || _flow.Requests[subject].Stage != RequestStage.Acquiring)
            return;
        LastTimeoutAt = _kernel.Now;
        _telemetry.NoConnection(_flow.Requests[subject], Used, Size, Waiting);
        Waiting--;
        _flow.Requests[subject].Stage = RequestStage.Working;
        _flow.Complete(subject, 503);
    }

    void ServeWaiters()
    {
        while (Used < Size && _waiters.TryDequeue(out var request))
        {
            if (!_flow.Requests.IsLive(request) || _flow.Requests[request].Stage != RequestStage.Acquiring)
                continue;
            Waiting--;
            Grant(request);
        }
    }

    void Grant(long request)
    {
        // The pool may be larger than what the database accepts: then the connection is refused, not waited for.
        if (Used + DatabaseOptions.PlatformConnections >= DatabaseOptions.MaxConnections)
        {
            _telemetry.TooManyConnections(_flow.Requests[request]);
            _flow.Requests[request].Stage = RequestStage.Working;
            _flow.Complete(request, 500);
            return;
        }
        Used++;
        _flow.Connected(request);
    }
}
