using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>What a round of checks saw.</summary>
/// <param name="NetworkAt">When it looked at the network, in microseconds.</param>
/// <param name="SessionsAt">When the database last answered it, in microseconds.</param>
/// <param name="Connections">Connections by client.</param>
/// <param name="Sessions">Sessions of the database.</param>
/// <param name="Network">The ways between the parts.</param>
sealed record CheckRound(
    long NetworkAt, long SessionsAt, IReadOnlyList<ConnectionUse> Connections, IReadOnlyList<SessionState> Sessions, IReadOnlyList<NetworkProbe> Network);

/// <summary>
/// The checks that look at the database's sessions and at the ways between the parts. In a scenario that names a period they run so often,
/// and what they saw is shown when the round is complete; elsewhere one always sees the present. Of a database that does not answer, the last
/// list of sessions stays.
/// </summary>
sealed class PeriodicChecks(ShopSystem shop)
{
    /// <summary>From the look until it is shown.</summary>
    const long UntilShown = 120 * Kernel.Second;

    readonly long _period = shop.Limits.ChecksEvery.Ticks / TimeSpan.TicksPerMicrosecond;
    CheckRound? _shown, _underWay;

    /// <summary>The last complete round; null when the present is shown.</summary>
    public CheckRound? Shown => _period == 0 ? null : _shown ?? Look();

    /// <summary>A second has passed.</summary>
    public void EndSecond()
    {
        if (_period == 0)
            return;
        _shown ??= Look();
        var now = shop.Kernel.Now;
        if (now % _period == 0)
            _underWay = Look();
        if (_underWay is { } round && now - round.NetworkAt >= UntilShown)
            (_shown, _underWay) = (round, null);
    }

    CheckRound Look()
    {
        var (now, network) = (shop.Kernel.Now, StatusReader.Look(shop));
        return _shown is { } last && !shop.DatabaseServer.Answers
            ? last with { NetworkAt = now, Network = network }
            : new CheckRound(now, now, DatabaseReader.Connections(shop), DatabaseReader.Sessions(shop), network);
    }
}
