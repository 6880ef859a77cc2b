using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Reads once a second what is a state rather than a count.</summary>
sealed class GaugeSampler
{
    const long Millionths = 1_000_000;

    readonly ShopSystem _shop;
    readonly int[] _up, _inFlight, _queued, _loop, _experiments;

    public GaugeSampler(ShopSystem shop)
    {
        _shop = shop;
        var metrics = shop.Telemetry.Metrics;
        int PerInstance(string name, string help, ApiInstance instance, long divisor = 1) =>
            metrics.Gauge(name, help, $"instance=\"{instance.Name}\"", divisor);
        int Pool(string state) => metrics.Gauge("db_pool_connections", "Connections of the API's pool by state.", $"state=\"{state}\"");
        int Budget(string level) => metrics.Gauge("slo_error_budget_remaining_ratio", "Error budget that is left.", $"slo=\"{level}\"", Millionths);

        var instances = shop.Balancer.Instances;
        _up = [.. instances.Select(instance => PerInstance("api_instance_in_rotation", "Whether the instance gets requests.", instance))];
        _inFlight = [.. instances.Select(instance => PerInstance("api_requests_in_flight", "Requests in slots.", instance))];
        _queued = [.. instances.Select(instance => PerInstance("api_requests_queued", "Requests waiting for a slot.", instance))];
        _loop = [.. instances.Select(instance => PerInstance("api_event_loop_utilization_ratio", "Share of the last second in which the event loop worked.", instance, Millionths))];
        PoolUsed = Pool("used");
        PoolIdle = Pool("idle");
        PoolWaiting = metrics.Gauge("db_pool_requests_waiting", "Requests waiting for a connection.");
        PoolSize = metrics.Gauge("db_pool_size", "Configured size of the API's pool.");
        _experiments = [.. shop.Chaos.Experiments.Select(experiment =>
            metrics.Gauge("chaos_experiment_enabled", "Whether the experiment is on.", $"experiment=\"{experiment.Id}\""))];
        AvailabilityBudget = Budget("availability");
        LatencyBudget = Budget("latency");
    }

    public int PoolUsed { get; }
    public int PoolIdle { get; }
    public int PoolWaiting { get; }
    public int PoolSize { get; }
    public int AvailabilityBudget { get; }
    public int LatencyBudget { get; }

    /// <summary>Places of the in-flight gauges.</summary>
    public IReadOnlyList<int> InFlight => _inFlight;

    /// <summary>Places of the queue gauges.</summary>
    public IReadOnlyList<int> Queued => _queued;

    /// <summary>Takes a sample.</summary>
    public void Sample()
    {
        var metrics = _shop.Telemetry.Metrics;
        for (var i = 0; i < _up.Length; i++)
        {
            var instance = _shop.Balancer.Instances[i];
            metrics.Set(_up[i], instance.Condition == InstanceCondition.Running ? 1 : 0);
            metrics.Set(_inFlight[i], instance.InFlight);
            metrics.Set(_queued[i], instance.Queued);
            // Work is booked when it begins, so a second may be booked a little over full.
            metrics.Set(_loop[i], Math.Min(instance.LoopWork, Kernel.Second));
            instance.LoopWork = 0;
        }
        for (var i = 0; i < _experiments.Length; i++)
            metrics.Set(_experiments[i], _shop.Chaos.IsOn(i) ? 1 : 0);
        metrics.Set(PoolUsed, _shop.Pool.Used);
        metrics.Set(PoolIdle, Math.Max(0, _shop.Pool.Size - _shop.Pool.Used));
        metrics.Set(PoolWaiting, _shop.Pool.Waiting);
        metrics.Set(PoolSize, _shop.Pool.Size);
        metrics.Set(AvailabilityBudget, (long)(_shop.Levels.AvailabilityBudgetLeft * Millionths));
        metrics.Set(LatencyBudget, (long)(_shop.Levels.LatencyBudgetLeft * Millionths));
    }
}
