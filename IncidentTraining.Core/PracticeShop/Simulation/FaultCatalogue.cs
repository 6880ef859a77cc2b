using IncidentTraining.Core.PracticeShop.Faults;
using IncidentTraining.Core.PracticeShop.Faults.Api;
using IncidentTraining.Core.PracticeShop.Faults.Customers;
using IncidentTraining.Core.PracticeShop.Faults.Database;
using IncidentTraining.Core.PracticeShop.Faults.Gateway;
using IncidentTraining.Core.PracticeShop.Faults.Platform;
using IncidentTraining.Core.PracticeShop.Faults.Work;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>The kinds of faults by the name that scenarios use.</summary>
static class FaultCatalogue
{
    static readonly SortedDictionary<string, Func<NamedOptions, IFault>> Readers = new(StringComparer.Ordinal)
    {
        ["blind-monitoring"] = BlindMonitoringFault.Read,
        ["bot-traffic"] = BotTrafficFault.Read,
        ["circling-job"] = CirclingJobFault.Read,
        ["clock-skew"] = ClockSkewFault.Read,
        ["cold-cache"] = ColdCacheFault.Read,
        ["covers-failing"] = CoversFailingFault.Read,
        ["cpu-starvation"] = CpuStarvationFault.Read,
        ["disk-full"] = DiskFullFault.Read,
        ["eager-probe"] = EagerProbeFault.Read,
        ["exhausted-ports"] = ExhaustedPortsFault.Read,
        ["expired-certificate"] = ExpiredCertificateFault.Read,
        ["fresh-keys"] = FreshKeysFault.Read,
        ["gateway-outage"] = GatewayOutageFault.Read,
        ["gateway-rate-limit"] = GatewayRateLimitFault.Read,
        ["gateway-slow"] = GatewaySlowFault.Read,
        ["held-replica"] = HeldReplicaFault.Read,
        ["invalid-index"] = InvalidIndexFault.Read,
        ["leaked-key"] = LeakedKeyFault.Read,
        ["locked-table"] = LockedTableFault.Read,
        ["lost-instance"] = LostInstanceFault.Read,
        ["lost-writes"] = LostWritesFault.Read,
        ["mail-certificate"] = MailCertificateFault.Read,
        ["mail-quota"] = MailQuotaFault.Read,
        ["memory-leak"] = MemoryLeakFault.Read,
        ["missing-index"] = MissingIndexFault.Read,
        ["missing-timeout"] = MissingTimeoutFault.Read,
        ["narrow-network"] = NarrowNetworkFault.Read,
        ["network-partition"] = NetworkPartitionFault.Read,
        ["numbered-orders"] = NumberedOrdersFault.Read,
        ["offer-begins"] = OfferBeginsFault.Read,
        ["one-way-network"] = OneWayNetworkFault.Read,
        ["open-export"] = OpenExportFault.Read,
        ["packet-loss"] = PacketLossFault.Read,
        ["poison-job"] = PoisonJobFault.Read,
        ["passing-instance-loss"] = PassingInstanceLossFault.Read,
        ["passing-outage"] = PassingOutageFault.Read,
        ["pool-leak"] = PoolLeakFault.Read,
        ["pool-size"] = PoolSizeFault.Read,
        ["pooler-places"] = PoolerPlacesFault.Read,
        ["project-paused"] = ProjectPausedFault.Read,
        ["purged-lists"] = PurgedListsFault.Read,
        ["pushed-configuration"] = PushedConfigurationFault.Read,
        ["queue-backlog"] = QueueBacklogFault.Read,
        ["reconnect-herd"] = ReconnectHerdFault.Read,
        ["quota-exhausted"] = QuotaExhaustedFault.Read,
        ["redis-down"] = RedisDownFault.Read,
        ["redis-full"] = RedisFullFault.Read,
        ["redis-slow"] = RedisSlowFault.Read,
        ["rejected-network"] = RejectedNetworkFault.Read,
        ["replaced-nodes"] = ReplacedNodesFault.Read,
        ["retry-storm"] = RetryStormFault.Read,
        ["rotated-password"] = RotatedPasswordFault.Read,
        ["runaway-pattern"] = RunawayPatternFault.Read,
        ["running-experiment"] = RunningExperimentFault.Read,
        ["single-use-connections"] = SingleUseConnectionsFault.Read,
        ["slow-release"] = SlowReleaseFault.Read,
        ["stale-dns"] = StaleDnsFault.Read,
        ["throwing-release"] = ThrowingReleaseFault.Read,
        ["too-few-workers"] = TooFewWorkersFault.Read,
        ["too-many-connections"] = TooManyConnectionsFault.Read,
        ["traffic-surge"] = TrafficSurgeFault.Read,
        ["untrusted-chain"] = UntrustedChainFault.Read,
        ["webhook-key"] = WebhookKeyFault.Read,
        ["workers-crashed"] = WorkersCrashedFault.Read,
        ["workers-out-of-date"] = WorkersOutOfDateFault.Read,
        ["workers-stuck"] = WorkersStuckFault.Read,
        ["wrong-totals"] = WrongTotalsFault.Read,
    };

    /// <summary>All kinds.</summary>
    public static IReadOnlyCollection<string> Kinds => Readers.Keys;

    /// <summary>Reads a fault.</summary>
    /// <exception cref="BadOptionException">There is no such kind, or its options are not valid.</exception>
    public static IFault Read(FaultSpec spec) =>
        Readers.TryGetValue(spec.Kind, out var read)
            ? read(new NamedOptions(spec.Options))
            : throw new BadOptionException($"There is no fault “{spec.Kind}”. There are {string.Join(", ", Readers.Keys)}.");

    /// <summary>The class of a kind, whose documentation describes its effect, and the options that it reads.</summary>
    public static (Type Class, IReadOnlyList<OptionDescription> Options) Describe(string kind)
    {
        var read = Readers[kind];
        return (read.Method.DeclaringType!, NamedOptions.AskedBy(options => read(options)));
    }
}
