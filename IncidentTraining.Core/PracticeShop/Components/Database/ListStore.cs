using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>
/// The product lists in Redis. A request looks up its list; on a miss, it reads the list from the database and caches it for the others. A
/// request that has timed out ends at its next step, so a list that took too long to read is not cached.
/// </summary>
sealed class ListStore : IStation, IComponent
{
    /// <summary>The requested operation: look up a request's list, or cache the list that was read for it.</summary>
    public const int Find = 0,
        Keep = 1;

    /// <summary>Size of a cached list, in megabytes.</summary>
    public const double MegabytesEach = 0.25;

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly RedisServer _redis;
    readonly RandomStream _random;
    readonly IListReports _reports;
    readonly long[] _until;
    readonly long _keptFor;
    readonly int _self;
    Step[] _found = [];

    public ListStore(Kernel kernel, RequestFlow flow, RedisServer redis, KeptLists lists, IListReports reports, RandomStream random)
    {
        (_kernel, _flow, _redis, _reports, _random) = (kernel, flow, redis, reports, random);
        _keptFor = lists.KeptFor.Ticks / TimeSpan.TicksPerMicrosecond;
        _until = new long[lists.Lists];
        // The run begins in the middle of a day: every list is cached, and each was read at another time.
        for (var list = 0; list < _until.Length; list++)
            _until[list] = _random.Below((int)(_keptFor / Kernel.Second)) * Kernel.Second;
        EndSecond();
        _self = kernel.Add(this);
    }

    /// <summary>Number of lists.</summary>
    public int Lists => _until.Length;

    /// <summary>Number of lists that are cached now.</summary>
    public int Kept
    {
        get
        {
            var kept = 0;
            foreach (var until in _until)
                kept += until > _kernel.Now ? 1 : 0;
            return kept;
        }
    }

    /// <summary>Registers the plan of a request whose list was found: it ends with the lookup.</summary>
    public void Join(Step[] found) => _found = found;

    /// <summary>Forgets all lists.</summary>
    public void Clear()
    {
        _reports.Deleted(Kept);
        Array.Clear(_until);
        EndSecond();
    }

    /// <summary>A node has been replaced by an empty one: its lists are lost.</summary>
    /// <param name="node">The node's index, from 0.</param>
    /// <param name="nodes">Number of nodes that share the lists.</param>
    public void ReplaceNode(int node, int nodes)
    {
        _reports.NodeReplaced(node + 1, nodes);
        for (var list = node; list < _until.Length; list += nodes)
            _until[list] = 0;
        EndSecond();
    }

    /// <summary>A second has passed.</summary>
    public void EndSecond() => _redis.ListMegabytes = Kept * MegabytesEach;

    public void Enter(long request, int argument)
    {
        _redis.Answers(NetworkRoute.ApiRedis, out var waits);
        _kernel.Schedule(waits, _self, argument, request);
    }

    public void Handle(int what, long subject)
    {
        if (!_flow.Requests.IsLive(subject))
            return;
        ref var request = ref _flow.Requests[subject];
        if (what == Find)
        {
            request.List = _random.Below(_until.Length);
            if (_redis.Answers(NetworkRoute.ApiRedis, out _) && _until[request.List] > _kernel.Now)
                request.Plan = _found;
        }
        else if (_redis.Write(NetworkRoute.ApiRedis) == RedisRefusal.None)
            _until[request.List] = _kernel.Now + _keptFor;
        _flow.Continue(subject);
    }
}
