using IncidentTraining.Core.PracticeShop.Faults.BotTraffic;
using IncidentTraining.Core.PracticeShop.Faults.CpuStarvation;
using IncidentTraining.Core.PracticeShop.Faults.DiskFull;
using IncidentTraining.Core.PracticeShop.Faults.FreshKeys;
using IncidentTraining.Core.PracticeShop.Faults.GatewayOutage;
using IncidentTraining.Core.PracticeShop.Faults.GatewayRateLimit;
using IncidentTraining.Core.PracticeShop.Faults.GatewaySlow;
using IncidentTraining.Core.PracticeShop.Faults.LockedTable;
using IncidentTraining.Core.PracticeShop.Faults.LostInstance;
using IncidentTraining.Core.PracticeShop.Faults.MissingIndex;
using IncidentTraining.Core.PracticeShop.Faults.MissingTimeout;
using IncidentTraining.Core.PracticeShop.Faults.NetworkPartition;
using IncidentTraining.Core.PracticeShop.Faults.PoisonJob;
using IncidentTraining.Core.PracticeShop.Faults.PoolLeak;
using IncidentTraining.Core.PracticeShop.Faults.PoolSize;
using IncidentTraining.Core.PracticeShop.Faults.ProjectPaused;
using IncidentTraining.Core.PracticeShop.Faults.QueueBacklog;
using IncidentTraining.Core.PracticeShop.Faults.RedisDown;
using IncidentTraining.Core.PracticeShop.Faults.RedisFull;
using IncidentTraining.Core.PracticeShop.Faults.RedisSlow;
using IncidentTraining.Core.PracticeShop.Faults.RejectedNetwork;
using IncidentTraining.Core.PracticeShop.Faults.RetryStorm;
using IncidentTraining.Core.PracticeShop.Faults.RotatedPassword;
using IncidentTraining.Core.PracticeShop.Faults.RunningExperiment;
using IncidentTraining.Core.PracticeShop.Faults.SlowRelease;
using IncidentTraining.Core.PracticeShop.Faults.ThrowingRelease;
using IncidentTraining.Core.PracticeShop.Faults.TooFewWorkers;
using IncidentTraining.Core.PracticeShop.Faults.TooManyConnections;
using IncidentTraining.Core.PracticeShop.Faults.TrafficSurge;
using IncidentTraining.Core.PracticeShop.Faults.WebhookKey;
using IncidentTraining.Core.PracticeShop.Faults.WorkersCrashed;
using IncidentTraining.Core.PracticeShop.Faults.WorkersOutOfDate;
using IncidentTraining.Core.PracticeShop.Faults.WorkersStuck;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>The kinds of faults by the name that scenarios use.</summary>
static class FaultCatalogue
{
    static readonly SortedDictionary<string, Func<NamedOptions, IFault>> Readers = new(StringComparer.Ordinal)
    {
        ["bot-traffic"] = BotTrafficFault.Read,
        ["cpu-starvation"] = CpuStarvationFault.Read,
        ["disk-full"] = DiskFullFault.Read,
        ["fresh-keys"] = FreshKeysFault.Read,
        ["gateway-outage"] = GatewayOutageFault.Read,
        ["gateway-rate-limit"] = GatewayRateLimitFault.Read,
        ["gateway-slow"] = GatewaySlowFault.Read,
        ["locked-table"] = LockedTableFault.Read,
        ["lost-instance"] = LostInstanceFault.Read,
        ["missing-index"] = MissingIndexFault.Read,
        ["missing-timeout"] = MissingTimeoutFault.Read,
        ["network-partition"] = NetworkPartitionFault.Read,
        ["poison-job"] = PoisonJobFault.Read,
        ["pool-leak"] = PoolLeakFault.Read,
        ["pool-size"] = PoolSizeFault.Read,
        ["project-paused"] = ProjectPausedFault.Read,
        ["queue-backlog"] = QueueBacklogFault.Read,
        ["redis-down"] = RedisDownFault.Read,
        ["redis-full"] = RedisFullFault.Read,
        ["redis-slow"] = RedisSlowFault.Read,
        ["rejected-network"] = RejectedNetworkFault.Read,
        ["retry-storm"] = RetryStormFault.Read,
        ["rotated-password"] = RotatedPasswordFault.Read,
        ["running-experiment"] = RunningExperimentFault.Read,
        ["slow-release"] = SlowReleaseFault.Read,
        ["throwing-release"] = ThrowingReleaseFault.Read,
        ["too-few-workers"] = TooFewWorkersFault.Read,
        ["too-many-connections"] = TooManyConnectionsFault.Read,
        ["traffic-surge"] = TrafficSurgeFault.Read,
        ["webhook-key"] = WebhookKeyFault.Read,
        ["workers-crashed"] = WorkersCrashedFault.Read,
        ["workers-out-of-date"] = WorkersOutOfDateFault.Read,
        ["workers-stuck"] = WorkersStuckFault.Read,
    };

    /// <summary>All kinds.</summary>
    public static IReadOnlyCollection<string> Kinds => Readers.Keys;

    /// <summary>Reads a fault.</summary>
    /// <exception cref="BadOptionException">There is no such kind, or its options do not fit.</exception>
    public static IFault Read(FaultSpec spec) => Readers.TryGetValue(spec.Kind, out var read)
        ? read(new NamedOptions(spec.Options))
        : throw new BadOptionException($"There is no fault “{spec.Kind}”. There are {string.Join(", ", Readers.Keys)}.");
}
