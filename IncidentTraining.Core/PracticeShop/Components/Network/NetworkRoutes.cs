using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Network;

/// <summary>The network routes between the parts of the shop, each of which a network policy may cut.</summary>
enum NetworkRoute
{
    ApiDatabase,
    ApiRedis,
    ApiGateway,
    WorkersDatabase,
    WorkersRedis,
    WorkersMail,
}

/// <summary>
/// Which routes are open, and what names resolve to. A cut route drops packets: nothing is refused and nothing is answered. An open one can
/// lose some of the packets, or limit the statements per second.
/// </summary>
sealed class NetworkRoutes
{
    /// <summary>How long the network check counts lost packets and answers before it reports them, in microseconds.</summary>
    public const long CountsLossFor = 300 * Kernel.Second;

    /// <summary>The factor by which the newest wait counts less in the mean than all earlier ones.</summary>
    const int Smoothing = 16;

    static readonly string[] Names = ["api-database", "api-redis", "api-gateway", "workers-database", "workers-redis", "workers-mail"];

    readonly bool[] _cut = new bool[Names.Length];
    readonly int[] _lossPercent = new int[Names.Length];
    readonly long[] _losesSince = new long[Names.Length];
    (int Instance, int Percent, long Since)? _answersCut;
    readonly long[] _interval = new long[Names.Length];
    readonly long[] _busyUntil = new long[Names.Length];
    readonly long[] _usualWait = new long[Names.Length];

    /// <summary>Names of the routes, in the order of <see cref="NetworkRoute"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Whether the resolver of the API's hosts still returns the address that the database's host has left.</summary>
    public bool ApiHasOldAddress { get; set; }

    public bool IsOpen(NetworkRoute route) => !_cut[(int)route];

    public void Cut(NetworkRoute route) => _cut[(int)route] = true;

    /// <summary>Restores a route: open, without loss and without a limit.</summary>
    public void Restore(NetworkRoute route)
    {
        _cut[(int)route] = false;
        if (route == NetworkRoute.ApiGateway)
            _answersCut = null;
        (_lossPercent[(int)route], _interval[(int)route], _usualWait[(int)route]) = (0, 0, 0);
    }

    /// <summary>Cuts the routes back from Paylane to an API instance: its calls arrive, and a share of the answers is lost.</summary>
    /// <param name="instance">Its place.</param>
    /// <param name="percent">The share.</param>
    /// <param name="now">In microseconds.</param>
    public void CutAnswers(int instance, int percent, long now) => _answersCut = (instance, percent, now);

    /// <summary>Whether Paylane's answers reach every instance.</summary>
    public bool IsBothWays => _answersCut is null;

    /// <summary>Whether Paylane's answer to a call of an instance comes back.</summary>
    public bool BringsAnswer(int instance, RandomStream chance) =>
        _answersCut is not { } cut || cut.Instance != instance || chance.Below(100) >= cut.Percent;

    /// <summary>Index of the instance that lacks answers, once the network check has seen it for long enough; null for none.</summary>
    public int? KnownWithoutAnswers(long now) => _answersCut is { } cut && now - cut.Since >= CountsLossFor ? cut.Instance : null;

    /// <summary>Makes a route lose a share of its packets, in per cent.</summary>
    public void Lose(NetworkRoute route, int percent, long now) => (_lossPercent[(int)route], _losesSince[(int)route]) = (percent, now);

    /// <summary>Whether a route loses packets.</summary>
    public bool IsLossy(NetworkRoute route) => _lossPercent[(int)route] > 0;

    /// <summary>Share of a route's packets that the network check has counted as lost, in per cent; 0 until it reports.</summary>
    public int CountedLoss(NetworkRoute route, long now) => now - _losesSince[(int)route] >= CountsLossFor ? _lossPercent[(int)route] : 0;

    /// <summary>Whether a packet is lost now.</summary>
    public bool Loses(NetworkRoute route, RandomStream chance) =>
        _lossPercent[(int)route] is > 0 and var percent && chance.Below(100) < percent;

    /// <summary>Limits the statements per second.</summary>
    public void Narrow(NetworkRoute route, int perSecond) => _interval[(int)route] = Kernel.Second / perSecond;

    /// <summary>Whether a route limits the statements per second.</summary>
    public bool IsNarrow(NetworkRoute route) => _interval[(int)route] > 0;

    /// <summary>Queues a statement at a limited route.</summary>
    /// <returns>How long it takes to get through, in microseconds.</returns>
    public long Pass(NetworkRoute route, long now)
    {
        ref var until = ref _busyUntil[(int)route];
        until = Math.Max(until, now) + _interval[(int)route];
        var wait = until - now;
        _usualWait[(int)route] += (wait - _usualWait[(int)route]) / Smoothing;
        return wait;
    }

    /// <summary>How long the last packets queued at a route, in microseconds: a mean in which older ones count less.</summary>
    public long UsualWait(NetworkRoute route) => _usualWait[(int)route];

    /// <summary>Returns the route with a name.</summary>
    public static NetworkRoute Find(string name) => (NetworkRoute)Array.IndexOf(Names, name);
}
