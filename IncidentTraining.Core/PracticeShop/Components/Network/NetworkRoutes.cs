using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Network;

/// <summary>The ways between the parts of the shop, each of which a network policy may cut.</summary>
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
/// Which ways are open, and where names lead to. A cut way swallows packets: no one is refused, no one is answered. An open one can lose
/// some of the packets, or let only so many statements through in a second.
/// </summary>
sealed class NetworkRoutes
{
    /// <summary>The network check counts lost packets and answers for so long before it speaks of them, in microseconds.</summary>
    public const long CountsLossFor = 300 * Kernel.Second;

    /// <summary>So much less than all before does the newest wait count in the mean.</summary>
    const int Smoothing = 16;

    static readonly string[] Names = ["api-database", "api-redis", "api-gateway", "workers-database", "workers-redis", "workers-mail"];

    readonly bool[] _cut = new bool[Names.Length];
    readonly int[] _lossPercent = new int[Names.Length];
    readonly long[] _losesSince = new long[Names.Length];
    (int Instance, int Percent, long Since)? _answersCut;
    readonly long[] _interval = new long[Names.Length];
    readonly long[] _busyUntil = new long[Names.Length];
    readonly long[] _usualWait = new long[Names.Length];

    /// <summary>Names of the ways, in the order of <see cref="NetworkRoute"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Whether the resolver that the API's hosts ask still gives the address that the database's host has left.</summary>
    public bool ApiHasOldAddress { get; set; }

    public bool IsOpen(NetworkRoute route) => !_cut[(int)route];

    public void Cut(NetworkRoute route) => _cut[(int)route] = true;

    /// <summary>Puts a way back to what it was: open, whole and wide.</summary>
    public void Restore(NetworkRoute route)
    {
        _cut[(int)route] = false;
        if (route == NetworkRoute.ApiGateway)
            _answersCut = null;
        (_lossPercent[(int)route], _interval[(int)route], _usualWait[(int)route]) = (0, 0, 0);
    }

    /// <summary>Cuts ways back from Paylane to an API instance: what it sends arrives, and a share of the answers does not come.</summary>
    /// <param name="instance">Its place.</param>
    /// <param name="percent">The share.</param>
    /// <param name="now">In microseconds.</param>
    public void CutAnswers(int instance, int percent, long now) => _answersCut = (instance, percent, now);

    /// <summary>Whether Paylane's answers reach every instance.</summary>
    public bool IsBothWays => _answersCut is null;

    /// <summary>Whether Paylane's answer to a call of an instance comes back.</summary>
    public bool BringsAnswer(int instance, RandomStream chance) =>
        _answersCut is not { } cut || cut.Instance != instance || chance.Below(100) >= cut.Percent;

    /// <summary>Place of the instance that, as the network check has seen for long enough, lacks answers; null for none.</summary>
    public int? KnownWithoutAnswers(long now) => _answersCut is { } cut && now - cut.Since >= CountsLossFor ? cut.Instance : null;

    /// <summary>Lets a way lose a share of its packets, in per cent.</summary>
    public void Lose(NetworkRoute route, int percent, long now) => (_lossPercent[(int)route], _losesSince[(int)route]) = (percent, now);

    /// <summary>Whether a way loses packets.</summary>
    public bool IsLossy(NetworkRoute route) => _lossPercent[(int)route] > 0;

    /// <summary>Share of its packets that a way loses, in per cent, as far as the network check has counted; 0 until it has.</summary>
    public int CountedLoss(NetworkRoute route, long now) => now - _losesSince[(int)route] >= CountsLossFor ? _lossPercent[(int)route] : 0;

    /// <summary>Whether a packet is lost now.</summary>
    public bool Loses(NetworkRoute route, RandomStream chance) =>
        _lossPercent[(int)route] is > 0 and var percent && chance.Below(100) < percent;

    /// <summary>Lets only so many statements through in a second.</summary>
    public void Narrow(NetworkRoute route, int perSecond) => _interval[(int)route] = Kernel.Second / perSecond;

    /// <summary>Whether a way lets only so many through.</summary>
    public bool IsNarrow(NetworkRoute route) => _interval[(int)route] > 0;

    /// <summary>Puts a statement into the line before a narrow way.</summary>
    /// <returns>How long it takes until it is through, in microseconds.</returns>
    public long Pass(NetworkRoute route, long now)
    {
        ref var until = ref _busyUntil[(int)route];
        until = Math.Max(until, now) + _interval[(int)route];
        var wait = until - now;
        _usualWait[(int)route] += (wait - _usualWait[(int)route]) / Smoothing;
        return wait;
    }

    /// <summary>How long the last packets waited before a way, in microseconds: a mean in which an older one counts less.</summary>
    public long UsualWait(NetworkRoute route) => _usualWait[(int)route];

    /// <summary>The way of a name.</summary>
    public static NetworkRoute Find(string name) => (NetworkRoute)Array.IndexOf(Names, name);
}
