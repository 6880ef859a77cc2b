using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>
/// The periodic checks of the database's sessions and statements, of the instances' event loops and memory, and of the network routes. In a
/// scenario that sets a period they run at that interval, and their results are shown when the round is complete; elsewhere the current
/// state is always shown, without the event loops. If the database does not answer, the last lists remain.
/// </summary>
sealed class PeriodicChecks(ShopSystem shop)
{
    /// <summary>Time from a check until its results are shown.</summary>
    const long UntilShown = 120 * Kernel.Second;

    /// <summary>The time before a check over which the event loops' work is counted.</summary>
    const long LoopWindow = 60 * Kernel.Second;

    readonly long _period = shop.Limits.ChecksEvery.Ticks / TimeSpan.TicksPerMicrosecond;
    CheckRound? _underWay;
    long[] _loopsBefore = [];

    /// <summary>Runs the round before the run.</summary>
    public void Begin() => shop.Checked = _period == 0 ? null : Look();

    /// <summary>A second has passed.</summary>
    public void EndSecond()
    {
        if (_period == 0)
            return;
        var now = shop.Kernel.Now;
        if (now % _period == _period - LoopWindow)
            _loopsBefore = Loops();
        if (now % _period == 0)
            _underWay = Look();
        if (_underWay is { } round && now - round.At >= UntilShown)
            (shop.Checked, _underWay) = (round, null);
    }

    static int MostKept(ApiInstance instance)
    {
        var most = (int)(instance.Heap.Most * 100L / Heap.Limit);
        instance.Heap.Watch();
        return most;
    }

    long[] Loops() => [.. shop.Balancer.Instances.Select(instance => instance.LoopTotal)];

    CheckRound Look()
    {
        var (now, network) = (shop.Kernel.Now, StatusReader.Look(shop));
        // Work is recorded when it begins, so a minute may be slightly more than full.
        int[] loops = [.. _loopsBefore.Zip(Loops(), (before, after) => (int)Math.Min(100, (after - before) * 100 / LoopWindow))];
        int[] memory = _loopsBefore.Length == 0 ? [] : [.. shop.Balancer.Instances.Select(MostKept)];
        return shop.Checked is { } last && !shop.DatabaseServer.Answers
            ? last with
            {
                At = now,
                Loops = loops,
                Memory = memory,
                Network = network,
            }
            : new CheckRound(
                now,
                now,
                DatabaseReader.Connections(shop),
                DatabaseReader.Sessions(shop),
                DatabaseReader.Queries(shop),
                loops,
                memory,
                network
            );
    }
}
