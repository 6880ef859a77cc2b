using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>The database's processors: a query occupies one of them while it runs, and queries beyond their number wait.</summary>
sealed class QueryProcessors : IStation, IComponent
{
    const int Done = 0, Delayed = 1;

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly ChaosController _chaos;
    readonly ShopTelemetry _telemetry;
    readonly RandomStream _random;
    readonly ServerGroup _processors = new(DatabaseOptions.Processors);
    readonly HashSet<string> _indexes = [.. DatabaseOptions.Indexes];
    readonly int _self;

    public QueryProcessors(Kernel kernel, RequestFlow flow, ChaosController chaos, ShopTelemetry telemetry, RandomStream random)
    {
        (_kernel, _flow, _chaos, _telemetry, _random) = (kernel, flow, chaos, telemetry, random);
        _self = kernel.Add(this);
    }

    /// <summary>Indexes of the orders table that exist.</summary>
    public IReadOnlyCollection<string> Indexes => _indexes;

    public bool HasIndex(string index) => _indexes.Contains(index);

    public void CreateIndex(string index) => _indexes.Add(index);

    public void DropIndex(string index) => _indexes.Remove(index);

    public void Enter(long request, int argument)
    {
        _flow.Requests[request].StageAt = _kernel.Now;
        switch (_chaos.Meet(ExperimentTarget.Database, out var delay))
        {
            case Encounter.Latency:
                _kernel.Schedule(delay, _self, Delayed, request);
                break;
            case Encounter.Error:
                _flow.Complete(request, 500);
                break;
            case Encounter.Outage:
                _flow.Hang(request);
                break;
            default:
                Queue(request);
                break;
        }
    }

    public void Handle(int what, long subject)
    {
        var live = _flow.Requests.IsLive(subject);
        if (what == Delayed)
        {
            if (live)
                Queue(subject);
            return;
        }
        while (_processors.Next(out var next))
        {
            if (_flow.Requests.IsLive(next))
            {
                Run(next);
                break;
            }
        }
        if (!live)
            return;
        ref var request = ref _flow.Requests[subject];
        var duration = _kernel.Now - request.StageAt;
        request.DatabaseTime += duration;
        var kind = KindOf(request);
        _telemetry.Queried(kind, duration, request.Trace, scanned: Scans(kind));
        _flow.Continue(subject);
    }

    void Queue(long request)
    {
        if (_processors.Enter(request))
            Run(request);
    }

    void Run(long request)
    {
        var kind = KindOf(_flow.Requests[request]);
        var time = Scans(kind) ? DatabaseOptions.Scan
            : kind == QueryKind.WriteOrder ? DatabaseOptions.Write
            : DatabaseOptions.Read;
        _kernel.Schedule(time.DrawMicroseconds(_random), _self, Done, request);
    }

    bool Scans(QueryKind kind) => kind == QueryKind.OrdersOfCustomer && !_indexes.Contains(DatabaseOptions.OrdersIndex);

    static QueryKind KindOf(in Request request) => (QueryKind)RequestFlow.ArgumentOf(request);
}
