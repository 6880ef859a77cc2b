using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>
/// The connection pool that the API instances share. A request holds one connection from before its handler until its response has been
/// sent; without a free one it queues until the acquire timeout. Connections are opened on demand, kept, and replaced after their lifetime.
/// </summary>
sealed class ConnectionPool : IConnectionPool, IComponent
{
    const int Sent = 0,
        WaitedTooLong = 1,
        TryAgain = 2,
        Replace = 3,
        SentBroken = 4,
        LoggedIn = 5,
        GaveUp = 6,
        Reopened = 7;

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly DatabaseServer _server;
    readonly IDatabaseReports _reports;
    readonly LongQueue _waiters = new();
    readonly int[] _leaked = new int[ApiOptions.MostInstances];
    readonly long _acquireTimeout,
        _betweenReplacements;
    readonly int _self;
    int _closing,
        _opening;
    bool _trying;

    /// <param name="kernel">The kernel.</param>
    /// <param name="flow">Continues a request that has a connection.</param>
    /// <param name="server">The database.</param>
    /// <param name="reports">Told about timeouts and refusals.</param>
    /// <param name="size">Connections that the instances share.</param>
    /// <param name="acquireTimeout">How long a request waits for one.</param>
    public ConnectionPool(
        Kernel kernel,
        RequestFlow flow,
        DatabaseServer server,
        IDatabaseReports reports,
        int size,
        TimeSpan acquireTimeout
    )
    {
        (_kernel, _flow, _server, _reports) = (kernel, flow, server, reports);
        Turnover = new ConnectionTurnover(reports);
        _self = kernel.Add(this);
        _acquireTimeout = acquireTimeout.Ticks / TimeSpan.TicksPerMicrosecond;
        _betweenReplacements = DatabaseOptions.ConnectionLifetime / size;
        Open = Size = size;
        kernel.Schedule(_betweenReplacements, _self, Replace);
    }

    /// <summary>When a connection is replaced because of its use.</summary>
    public ConnectionTurnover Turnover { get; }

    /// <summary>Configured size.</summary>
    public int Size { get; private set; }

    /// <summary>Open connections, including those that requests have leaked.</summary>
    public int Open
    {
        get;
        private set
        {
            field = value;
            _server.ApiSessions = value;
        }
    }

    /// <summary>
    /// Connections in use or being opened, as the driver counts them: to the driver, a login that the pooler neither completes nor refuses
    /// in time looks like a connection in use.
    /// </summary>
    public int Busy => Used + (LastRefusal is null ? 0 : Math.Min(Waiting, Math.Max(0, Size - Open)));

    /// <summary>Connections in use; briefly above <see cref="Size"/> after the pool was made smaller.</summary>
    public int Used { get; private set; }

    /// <summary>Those of them that were leaked.</summary>
    public int Leaked { get; private set; }

    /// <summary>Requests that are waiting for a connection.</summary>
    public int Waiting { get; private set; }

    /// <summary>How long the request at the front of the queue has waited, in microseconds; 0 when none is waiting.</summary>
    public long LongestWait
    {
        get
        {
            for (var place = 0; place < _waiters.Count; place++)
            {
                if (_flow.Requests.IsLive(_waiters[place]) && _flow.Requests[_waiters[place]].Stage == RequestStage.Acquiring)
                    return _kernel.Now - _flow.Requests[_waiters[place]].StageAt;
            }

            return 0;
        }
    }

    /// <summary>When a request last gave up waiting, in microseconds; null when none has.</summary>
    public long? LastTimeoutAt { get; private set; }

    /// <summary>Why the last connection could not be opened; null when one has been opened since.</summary>
    public ConnectOutcome? LastRefusal { get; private set; }

    public void Acquire(long request)
    {
        if (Waiting == 0 && HasOne())
        {
            Grant(request);
            return;
        }

        Waiting++;
        _waiters.Enqueue(request);
        _kernel.Schedule(_acquireTimeout, _self, WaitedTooLong, request);
        BeginLogins();
    }

    /// <summary>A request has stopped waiting.</summary>
    public void Forget(long request)
    {
        if (_flow.Requests[request].Stage == RequestStage.Acquiring)
            Waiting--;
    }

    /// <summary>Returns a connection at once; a broken one is closed.</summary>
    public void Release(bool broken)
    {
        Used--;
        if (broken || _closing > 0 || Open > Size)
        {
            Open--;
            _closing = Math.Max(0, _closing - 1);
        }

        ServeWaiters();
    }

    /// <summary>Returns a connection when the response has been sent.</summary>
    public void ReleaseAfterSending(bool broken) => _kernel.Schedule(ApiOptions.SendTime, _self, broken ? SentBroken : Sent);

    /// <summary>A request of an instance has ended without returning its connection.</summary>
    public void Leak(int instance)
    {
        _leaked[instance]++;
        Leaked++;
    }

    /// <summary>A process that had leaked connections has ended, which closes them.</summary>
    public void ForgetLeaks(int instance)
    {
        var freed = _leaked[instance];
        _leaked[instance] = 0;
        (Leaked, Used, Open) = (Leaked - freed, Used - freed, Open - freed);
        ServeWaiters();
    }

    /// <summary>Sets the size. Connections above a smaller size are closed when they are returned.</summary>
    public void Resize(int size)
    {
        Size = size;
        Open = Math.Max(Used, Math.Min(Open, size));
        ServeWaiters();
    }

    /// <summary>Closes all connections: idle and leaked ones now, those in use when they are returned.</summary>
    public void CloseAll()
    {
        for (var instance = 0; instance < _leaked.Length; instance++)
            ForgetLeaks(instance);
        Open = Used;
        _closing = Used;
        ServeWaiters();
    }

    /// <summary>Closes connections down to a number: idle ones now, those in use when they are returned.</summary>
    public void Shrink(int left)
    {
        Open = Math.Max(Used, Math.Min(Open, left));
        _closing = Math.Max(0, Open - left);
    }

    public void Handle(int what, long subject)
    {
        switch (what)
        {
            case Sent when Turnover.TimeOfNext() is > 0 and var time:
                _kernel.Schedule(time, _self, Reopened);
                return;
            case Reopened:
                Turnover.Opened();
                Release(broken: false);
                return;
            case Sent or SentBroken:
                Release(what == SentBroken);
                return;
            case TryAgain:
                _trying = false;
                ServeWaiters();
                return;
            case Replace:
                _kernel.Schedule(_betweenReplacements, _self, Replace);
                ReplaceOldest();
                return;
            case LoggedIn or GaveUp:
                EndLogin(what == LoggedIn);
                return;
        }

        if (!_flow.Requests.IsLive(subject) || _flow.Requests[subject].Stage != RequestStage.Acquiring)
            return;
        LastTimeoutAt = _kernel.Now;
        _reports.NoConnection(_flow.Requests[subject], Used, Size, Waiting);
        Waiting--;
        _flow.Requests[subject].Stage = RequestStage.Working;
        _flow.Complete(subject, 503);
    }

    void ReplaceOldest()
    {
        if (Used == Open)
            _closing++;
        else
            Open--;
        // If the database is healthy, the pool opens the next one at once.
        if (Open < Size && _server.Desk is null && _server.Connect() == ConnectOutcome.Opened)
            Open++;
    }

    /// <summary>If login checks are slow, each waiting request starts one, within the limit of the pool.</summary>
    void BeginLogins()
    {
        for (; _server.Desk is { } desk && _opening < Math.Min(Math.Max(1, Waiting), Size - Open); _opening++)
        {
            var checkedIn = desk.Enter();
            _kernel.Schedule(Math.Min(checkedIn, _acquireTimeout), _self, checkedIn <= _acquireTimeout ? LoggedIn : GaveUp);
        }
    }

    void EndLogin(bool wasChecked)
    {
        _opening--;
        if (!wasChecked || Open >= Size)
            Refuse(ConnectOutcome.TooSlow);
        else if (_server.Connect() is var outcome && outcome != ConnectOutcome.Opened)
            Refuse(outcome);
        else
            (Open, LastRefusal) = (Open + 1, null);
        ServeWaiters();
    }

    void Refuse(ConnectOutcome why)
    {
        LastRefusal = why;
        _reports.LoginNotCompleted(why);
    }

    void ServeWaiters()
    {
        while (_waiters.Count > 0)
        {
            var request = _waiters[0];
            if (_flow.Requests.IsLive(request) && _flow.Requests[request].Stage == RequestStage.Acquiring)
            {
                if (!HasOne())
                    return;
                Waiting--;
                _waiters.TryDequeue(out _);
                Grant(request);
            }
            else
                _waiters.TryDequeue(out _);
        }
    }

    /// <summary>Whether there is a free connection, or one can be opened now.</summary>
    bool HasOne()
    {
        if (Used < Open && Used < Size)
            return true;
        if (Open >= Size)
            return false;
        if (_server.Desk is not null)
        {
            BeginLogins();
            return false;
        }

        var outcome = _server.Connect();
        if (outcome == ConnectOutcome.Opened)
        {
            Open++;
            LastRefusal = null;
            return true;
        }

        Refuse(outcome);
        if (!_trying)
        {
            _trying = true;
            _kernel.Schedule(DatabaseOptions.ReconnectPause, _self, TryAgain);
        }

        return false;
    }

    void Grant(long request)
    {
        Used++;
        _flow.Connected(request);
    }
}
