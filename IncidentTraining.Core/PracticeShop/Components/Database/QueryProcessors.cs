using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>The database's processors: a query occupies one of them while it runs, and queries beyond their number wait.</summary>
sealed class QueryProcessors : IStation, IComponent
{
    const int Done = 0,
        Delayed = 1,
        Through = 2;

    /// <summary>Marks a job's query among those of requests; the bits below it hold the kind, then the subject.</summary>
    const long OfJob = 1L << 62;

    const int KindShift = 56;

    /// <summary>Marks the read of a whole cached product list in the argument of a step; the bits below it hold the kind.</summary>
    public const int WholeList = 0x100;
    const int KindBits = 0xFF;

    const double WholeListSpread = 0.15;

    /// <summary>Bits that hold a worker's lane, the low part of a job's subject.</summary>
    const int Lanes = 32;

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly DatabaseServer _server;
    readonly ChaosController _chaos;
    readonly IDatabaseReports _reports;
    readonly RandomStream _random;
    readonly ServerGroup _processors = new(DatabaseOptions.Processors);
    readonly HashSet<string> _indexes = [.. DatabaseOptions.Indexes],
        _invalid = [];
    readonly int _self;
    readonly LongQueue _locked = new();
    readonly long[] _sentAt = new long[Lanes];
    IQueryClient _workers = null!;
    readonly Distribution? _wholeList;
    bool _scans;

    public QueryProcessors(
        Kernel kernel,
        RequestFlow flow,
        DatabaseServer server,
        ChaosController chaos,
        IDatabaseReports reports,
        KeptLists? lists,
        RandomStream random
    )
    {
        _wholeList = lists is null ? null : Distribution.LogNormal(lists.Load, WholeListSpread);
        (_kernel, _flow, _server, _chaos, _reports, _random) = (kernel, flow, server, chaos, reports, random);
        _self = kernel.Add(this);
    }

    /// <summary>Indexes of the orders table by name, including invalid ones: the catalogue lists both.</summary>
    public IReadOnlyCollection<string> Indexes => _indexes;

    /// <summary>Processors that run a query, and queries that wait.</summary>
    public (int Busy, int Waiting) Load => (_processors.Busy, _processors.Waiting);

    /// <summary>Statements that are waiting for the lock on <c>products</c>.</summary>
    public int WaitingForLock => _locked.Count;

    /// <summary>Whether an index exists and can be used.</summary>
    public bool HasIndex(string index) => _indexes.Contains(index) && !_invalid.Contains(index);

    public void CreateIndex(string index)
    {
        _indexes.Add(index);
        _invalid.Remove(index);
        _scans = !HasIndex(DatabaseOptions.OrdersIndex);
    }

    public void DropIndex(string index)
    {
        _indexes.Remove(index);
        _scans = !HasIndex(DatabaseOptions.OrdersIndex);
    }

    /// <summary>An index build was interrupted: the index stays under its name, and no query uses it.</summary>
    public void Invalidate(string index)
    {
        _invalid.Add(index);
        _scans = !HasIndex(DatabaseOptions.OrdersIndex);
    }

    /// <summary>Registers the workers.</summary>
    public void Join(IQueryClient workers) => _workers = workers;

    /// <summary>Whether a kind of query scans a whole table.</summary>
    public bool Scans(QueryKind kind) => kind == QueryKind.OrdersOfCustomer && _scans;

    public void Enter(long request, int argument)
    {
        _flow.Requests[request].StageAt = _kernel.Now;
        var kind = (QueryKind)(argument & KindBits);
        if (!Arrives(request, kind))
            return;
        if (_server.WaitBefore(_kernel.Now) is > 0 and var wait)
            _kernel.Schedule(wait, _self, Through, request);
        else
            Arrive(request, kind);
    }

    void Arrive(long request, QueryKind kind)
    {
        switch (_chaos.Meet(ExperimentTarget.Database, out var delay))
        {
            case Encounter.Latency:
                _kernel.Schedule(delay, _self, Delayed, request);
                break;
            case Encounter.Error:
                _flow.Complete(request, 503);
                break;
            case Encounter.Outage:
                _flow.Hang(request);
                break;
            default:
                Queue(request, kind);
                break;
        }
    }

    /// <summary>A worker runs a query.</summary>
    /// <param name="subject">The workers' own number for it, below 2^48.</param>
    /// <param name="kind">Its kind.</param>
    public void RunForWorkers(long subject, QueryKind kind)
    {
        var query = OfJob | (long)kind << KindShift | subject;
        _sentAt[LaneOf(subject)] = _kernel.Now;
        if (kind == QueryKind.ConfirmOrder && _server.ProductsLocked)
        {
            // It waits for the lock, not for a processor, and its sender waits with it.
            _locked.Enqueue(query);
            _reports.WaitsForLock();
        }
        else
            Queue(query, kind);
    }

    /// <summary>The session that held the lock on <c>products</c> is gone.</summary>
    public void Unlock()
    {
        _server.ProductsLocked = false;
        while (_locked.TryDequeue(out var query))
            Queue(query, KindOf(query));
    }

    public void Handle(int what, long subject)
    {
        var job = (subject & OfJob) != 0;
        var live = job || _flow.Requests.IsLive(subject);
        if (what == Through)
        {
            if (!live)
                return;
            // The database measures a statement from its arrival.
            _flow.Requests[subject].StageAt = _kernel.Now;
            Arrive(subject, KindOf(subject));
            return;
        }

        if (what == Delayed)
        {
            if (live)
                Queue(subject, KindOf(subject));
            return;
        }

        while (_processors.Next(out var next))
        {
            if ((next & OfJob) != 0 || _flow.Requests.IsLive(next))
            {
                Run(next, KindOf(next));
                break;
            }
        }

        if (!live)
            return;
        var kind = KindOf(subject);
        if (job)
        {
            // The database counts the workers' statements like all others, including the time spent waiting for a lock.
            _reports.Queried(kind, _kernel.Now - _sentAt[LaneOf(subject)], trace: 0);
            _workers.Queried(subject & ((1L << KindShift) - 1), kind);
            return;
        }

        ref var request = ref _flow.Requests[subject];
        if (!Arrives(subject, kind))
            return;
        var duration = _kernel.Now - request.StageAt;
        request.DatabaseTime += duration;
        _reports.Queried(kind, duration, request.Trace);
        _flow.Continue(subject);
    }

    /// <summary>Whether a query and its answer get through; if not, the request ends or hangs, and its connection is dead.</summary>
    bool Arrives(long handle, QueryKind kind)
    {
        ref var request = ref _flow.Requests[handle];
        // A database that is switched off answers no more than one behind a cut route.
        if (!_server.Reaches(NetworkRoute.ApiDatabase) || !_server.Answers)
        {
            request.Broken = true;
            _flow.Hang(handle);
            return false;
        }

        var isReadOnly = _server.IsReadOnly(request.Trace);
        if (_server.HasRoom && !isReadOnly || !DatabaseOptions.IsWrite(kind))
            return true;
        if (isReadOnly)
            _reports.WriteRefused(kind, request.Trace);
        else
            _reports.QueryFailed(kind, request.Trace);
        _flow.Complete(handle, 500);
        return false;
    }

    void Queue(long subject, QueryKind kind)
    {
        if (_processors.Enter(subject))
            Run(subject, kind);
    }

    void Run(long subject, QueryKind kind)
    {
        var time =
            Scans(kind) ? DatabaseOptions.Scan
            : IsWholeList(subject) ? _wholeList!
            : DatabaseOptions.IsWrite(kind) ? DatabaseOptions.Write
            : DatabaseOptions.Read;
        var slowness = Scans(kind) || DatabaseOptions.IsWrite(kind) ? 100 : _server.Cache.ReadPercent;
        _kernel.Schedule(time.DrawMicroseconds(_random) * slowness / 100, _self, Done, subject);
    }

    // Lane and process are in the two lowest bytes, of which neither number needs more than four bits.
    static int LaneOf(long subject) => (int)((subject >> 8 & 1) * (Lanes / 2) + (subject & (Lanes / 2 - 1)));

    QueryKind KindOf(long subject) =>
        (subject & OfJob) != 0
            ? (QueryKind)(subject >> KindShift & 0x3F)
            : (QueryKind)(RequestFlow.ArgumentOf(_flow.Requests[subject]) & KindBits);

    bool IsWholeList(long subject) => (subject & OfJob) == 0 && (RequestFlow.ArgumentOf(_flow.Requests[subject]) & WholeList) != 0;
}
