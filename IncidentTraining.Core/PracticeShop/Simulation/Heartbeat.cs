using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;
using IncidentTraining.Core.PracticeShop.Telemetry.Readers;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>What happens at the end of every virtual second: samples, service levels, alerts, the story.</summary>
sealed class Heartbeat : IComponent
{
    const int BetweenRotationLines = 60,
        BetweenChecks = 10;

    readonly ShopSystem _shop;
    readonly PeriodicChecks _checks;
    readonly SeriesStore _store;
    readonly GaugeSampler _gauges;
    readonly AlertBoard _alerts;
    readonly ResolutionMeter _resolution;
    readonly Storyline _story;
    readonly FaultSchedule _faults;
    readonly TimeSpan _window;
    readonly int _self,
        _rotation;
    int _seconds;

    public Heartbeat(
        ShopSystem shop,
        PeriodicChecks checks,
        SeriesStore store,
        GaugeSampler gauges,
        AlertBoard alerts,
        ResolutionMeter resolution,
        Storyline story,
        FaultSchedule faults,
        TimeSpan window
    )
    {
        _window = window;
        (_shop, _checks, _store, _gauges, _alerts, _resolution, _story, _faults) = (
            shop,
            checks,
            store,
            gauges,
            alerts,
            resolution,
            story,
            faults
        );
        _rotation = shop.Telemetry.Logs.Declare(
            ShopLogLevel.Info,
            "load-balancer",
            "targets in rotation: {0:n:inRotation} of {1:n:targets}"
        );
        _self = shop.Kernel.Add(this);
        shop.Kernel.Schedule(Kernel.Second, _self, 0);
    }

    public void Handle(int what, long subject)
    {
        _shop.Kernel.Schedule(Kernel.Second, _self, 0);
        var now = TimeSpan.FromMicroseconds(_shop.Kernel.Now);
        if (_seconds++ % BetweenRotationLines == 0)
            WriteRotation();
        _shop.EndSecond();
        _checks.EndSecond();
        _faults.EndSecond();
        if (_seconds % BetweenChecks == 0)
            CheckReadiness();
        _gauges.Sample();
        _store.Append(_shop.Telemetry.Hash);
        _shop.Samples.EndSecond(wasFetched: !_shop.Configuration.FindsNoTargets);
        _shop.Telemetry.Logs.EndSecond();
        _shop.Levels.EndSecond();
        _shop.Latency.EndSecond();
        _alerts.Evaluate();
        _resolution.EndSecond(
            now,
            new ShopCondition(
                _shop.Chaos.AnyOn,
                _shop.Balancer.ShedPercent > 0,
                _faults.Present,
                _shop.Orders.OldestUnconfirmedSeconds(),
                _shop.Exports?.WasReadByStranger(_window) ?? false,
                _shop.Exports?.IsClosed ?? false,
                _shop.Totals?.WasWrong(_window) ?? false,
                _shop.Totals is { Wrong: > 0 }
            )
        );
        _story.EndSecond(now, _resolution.OnsetAt);
    }

    void WriteRotation() => _shop.Telemetry.Logs.Write(_rotation, 0, _shop.Balancer.Running, _shop.Balancer.Size);

    void CheckReadiness()
    {
        // Asked rarely: a response consists of texts, and a running shop creates none that no one reads.
        if (_shop.Pool.LastTimeoutAt is not { } at || _shop.Kernel.Now - at > Kernel.Second)
            return;
        _shop.Telemetry.NotReady($"database: acquire timeout after {_shop.Limits.AcquireTimeout.TotalMilliseconds:0} ms");
    }
}
