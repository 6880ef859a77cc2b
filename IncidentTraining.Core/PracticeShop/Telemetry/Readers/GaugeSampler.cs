using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Samples once per second what is a state rather than a count.</summary>
sealed class GaugeSampler
{
    const long Millionths = 1_000_000;

    /// <summary>Workers with their own series; those that a responder adds are included in <c>worker_processes</c>.</summary>
    const int WorkersShown = WorkerFleet.Usual;

    readonly ShopSystem _shop;
    readonly int _redisPing,
        _oldestOrder,
        _workersMissing,
        _coverFailures;
    readonly int[] _up,
        _inFlight,
        _queued,
        _loop,
        _experiments,
        _workerUp,
        _beatAge;

    public GaugeSampler(ShopSystem shop)
    {
        _shop = shop;
        var metrics = shop.Telemetry.Metrics;
        int PerInstance(string name, string help, ApiInstance instance, long divisor = 1) =>
            metrics.Gauge(name, help, $"instance=\"{instance.Name}\"", divisor);
        int PerWorker(string name, string help, WorkerProcess worker, long divisor = 1) =>
            metrics.Gauge(name, help, $"worker=\"{worker.Name}\"", divisor);
        int Pool(string state) =>
            metrics.Gauge(
                "db_pool_connections",
                "Connections of the pool that are active or idle, and requests waiting for one.",
                $"state=\"{state}\""
            );
        int Budget(string level) =>
            metrics.Gauge("slo_error_budget_remaining_ratio", "Error budget that is left.", $"slo=\"{level}\"", Millionths);

        var instances = shop.Balancer.Instances.Take(shop.Limits.Instances).ToList();
        _up = [.. instances.Select(instance => PerInstance("api_instance_in_rotation", "Whether the instance gets requests.", instance))];
        _inFlight = [.. instances.Select(instance => PerInstance("api_requests_in_flight", "Requests in slots.", instance))];
        _queued = [.. instances.Select(instance => PerInstance("api_requests_queued", "Requests waiting for a slot.", instance))];
        _loop =
        [
            .. instances.Select(instance =>
                PerInstance(
                    "api_event_loop_utilization_ratio",
                    "Share of the last second in which the event loop worked.",
                    instance,
                    Millionths
                )
            ),
        ];
        PoolUsed = Pool("active");
        PoolIdle = Pool("idle");
        PoolWaiting = Pool("waiting");
        PoolSize = metrics.Gauge("db_pool_size", "Configured size of the API's pool.");
        RedisUp = metrics.Gauge("redis_up", "1 if Redis answered the last ping, else 0.");
        RedisUsed = metrics.Gauge("redis_memory_used_ratio", "Memory that Redis uses, of its limit.", divisor: Millionths);
        _redisPing = metrics.Gauge("redis_ping_seconds", "How long Redis took to answer the last ping.", divisor: Millionths);
        QueueDepth = metrics.Gauge("queue_depth", "Jobs that wait for a worker.");
        QueueOldest = metrics.Gauge("queue_oldest_job_seconds", "How long the oldest waiting job has been waiting; 0 if none is.");
        _workerUp =
        [
            .. shop
                .Workers.Workers.Take(WorkersShown)
                .Select(worker => PerWorker("worker_up", "1 while the worker process exists, else 0.", worker)),
        ];
        _beatAge =
        [
            .. shop
                .Workers.Workers.Take(WorkersShown)
                .Select(worker =>
                    PerWorker("worker_heartbeat_age_seconds", "Time since the worker process last gave a sign of life.", worker)
                ),
        ];
        WorkersUp = metrics.Gauge("worker_processes", "Worker processes that exist.");
        StuckOrders = metrics.Gauge("orders_unconfirmed", "Orders that were paid for over a minute ago and are not confirmed.");
        _oldestOrder = metrics.Gauge(
            "orders_oldest_unconfirmed_seconds",
            "How long the oldest paid order has waited to be confirmed; 0 if none does."
        );
        _workersMissing = metrics.Gauge("worker_processes_missing", "Worker processes that should exist and do not.");
        _coverFailures = metrics.Gauge("cover_failures_ratio", "Share of cover images that were not sent in time.", divisor: Millionths);
        _experiments =
        [
            .. shop.Chaos.Experiments.Select(experiment =>
                metrics.Gauge("chaos_experiment_enabled", "Whether the experiment is on.", $"experiment=\"{experiment.Id}\"")
            ),
        ];
        AvailabilityBudget = Budget("availability");
        LatencyBudget = Budget("latency");
    }

    public int PoolUsed { get; }

    public int PoolIdle { get; }

    public int PoolWaiting { get; }

    public int PoolSize { get; }

    public int RedisUp { get; }

    public int RedisUsed { get; }

    public int QueueDepth { get; }

    public int QueueOldest { get; }

    public int WorkersUp { get; }

    public int StuckOrders { get; }

    public int AvailabilityBudget { get; }

    public int LatencyBudget { get; }

    /// <summary>Indexes of the in-flight gauges.</summary>
    public IReadOnlyList<int> InFlight => _inFlight;

    /// <summary>Indexes of the queue gauges.</summary>
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
            // Work is recorded when it begins, so a second may be slightly more than full.
            metrics.Set(_loop[i], Math.Min(instance.LoopWork, Kernel.Second));
            instance.LoopWork = 0;
        }

        for (var i = 0; i < _experiments.Length; i++)
            metrics.Set(_experiments[i], _shop.Chaos.IsOn(i) ? 1 : 0);
        metrics.Set(PoolUsed, _shop.Pool.Busy);
        metrics.Set(PoolIdle, Math.Max(0, _shop.Pool.Open - _shop.Pool.Used));
        metrics.Set(PoolWaiting, _shop.Pool.Waiting);
        metrics.Set(PoolSize, _shop.Pool.Size);
        metrics.Set(StuckOrders, _shop.Orders.Stuck);
        metrics.Set(_oldestOrder, (long)_shop.Orders.OldestUnconfirmedSeconds());
        metrics.Set(_workersMissing, _shop.Workers.Wanted - _shop.Workers.Running);
        metrics.Set(_coverFailures, (long)(_shop.Noise.CoverFailures / 100 * Millionths));
        metrics.Set(AvailabilityBudget, (long)(_shop.Levels.AvailabilityBudgetLeft * Millionths));
        metrics.Set(LatencyBudget, (long)(_shop.Levels.LatencyBudgetLeft * Millionths));
        SampleWork(metrics);
    }

    /// <summary>Without a response from Redis, depth, age and heartbeats are unknown: no data is not the same as zero.</summary>
    void SampleWork(MetricRegistry metrics)
    {
        var answers = _shop.Redis.Answers(NetworkRoute.ApiRedis, out var took);
        metrics.Set(RedisUp, answers ? 1 : 0);
        metrics.Set(_redisPing, answers ? took : MetricRegistry.NoData);
        metrics.Set(
            RedisUsed,
            answers ? (long)(_shop.Redis.UsedMegabytes / _shop.Redis.LimitMegabytes * Millionths) : MetricRegistry.NoData
        );
        metrics.Set(QueueDepth, answers ? _shop.Queue.Depth : MetricRegistry.NoData);
        metrics.Set(QueueOldest, answers ? (long)_shop.Queue.OldestSeconds() : MetricRegistry.NoData);
        metrics.Set(WorkersUp, _shop.Workers.Running);
        for (var i = 0; i < _workerUp.Length; i++)
        {
            var worker = _shop.Workers.Workers[i];
            metrics.Set(_workerUp[i], worker.Condition == WorkerCondition.Running ? 1 : 0);
            metrics.Set(_beatAge[i], answers ? worker.BeatAge(_shop.Kernel.Now) / Kernel.Second : MetricRegistry.NoData);
        }
    }
}
