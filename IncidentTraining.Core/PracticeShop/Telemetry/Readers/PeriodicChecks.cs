using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>
/// The checks that look at the database's sessions and statements, at the instances' event loops and memory, and at the ways between the
/// parts. In a
/// scenario that names a period they run so often, and what they saw is shown when the round is complete; elsewhere one always sees the
/// present, and nothing of the loops. Of a database that does not answer, the last lists stay.
/// </summary>
sealed class PeriodicChecks(ShopSystem shop)
{
    /// <summary>From the look until it is shown.</summary>
    const long UntilShown = 120 * Kernel.Second;

    /// <summary>The time before a look over which the event loops' work is counted.</summary>
    const long LoopWindow = 60 * Kernel.Second;

    readonly long _period = shop.Limits.ChecksEvery.Ticks / TimeSpan.TicksPerMicrosecond;
    CheckRound? _underWay;
    long[] _loopsBefore = [];

    /// <summary>Makes the round before the run.</summary>
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
        // Work is booked when it begins, so a minute may be booked a little over full.
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
