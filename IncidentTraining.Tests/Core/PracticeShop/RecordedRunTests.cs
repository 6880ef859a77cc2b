using System.Security.Cryptography;
using System.Text;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop;

/// <summary>
/// Recorded expert runs: scenario by content hash, seed, and the digest of all telemetry twelve minutes after the trouble began. If the
/// engine changes one although the scenario is the same, running shops can no longer be rebuilt: raise
/// <see cref="ShopSimulation.EngineVersion"/> and record again. If a scenario was edited, only record again.
/// </summary>
public class RecordedRunTests
{
    public static TheoryData<string, string, string, string> Recorded =>
        new()
        {
            { "lab-1-high-latency", "missing-index", "bc3174a71852fdc5", "ea99080eef2c5957432a1ec9b5617515" },
            { "lab-2-payment-failure", "webhook-key", "3fd4cfae1a75fb84", "c9fdc0a753d6304c566dba883b57e5cd" },
            { "lab-3-database-connection", "connection-leak", "69be444b234a48fd", "ffe5c45c1168c696118a0af8ffad7f4e" },
            { "lab-4-worker-failure", "poison-job", "a1f77fcc8fe950bd", "d3ad14e158d38ad84e2f8fc472290fbc" },
            { "security-order-export", "key-in-examples", "3b1329c9b231b034", "e7af0b502246a0c664d3c009048ef1da" },
            { "lab-5-full-incident-response", "rejected-network-numbered-orders", "00761e5c5ef08f8f", "4bc7d2e9ceb4544a1951efe421abde90" },
        };

    [Theory, MemberData(nameof(Recorded))]
    public void A_recorded_run_gives_the_same_bytes_again(string scenario, string cause, string contentHash, string digest)
    {
        var text = Encoding.UTF8.GetBytes(Labs.Scenario(scenario).Source);
        var shop = Play(scenario, cause, Labs.Begin(scenario, cause) + TimeSpan.FromMinutes(12));

        Assert.Equal((contentHash, digest), (Convert.ToHexStringLower(SHA256.HashData(text))[..16], shop.Digest()));
    }

    [Theory, MemberData(nameof(Recorded))]
    public void A_shop_that_was_lost_in_the_middle_is_rebuilt_to_the_same_bytes(
        string scenario,
        string cause,
        string contentHash,
        string digest
    )
    {
        Assert.NotEqual(contentHash, digest);
        var lost = Play(scenario, cause, Labs.Begin(scenario, cause) + TimeSpan.FromMinutes(9) + TimeSpan.FromMilliseconds(4567));
        var atTheTime = (lost.Digest(), lost.PrometheusText(), lost.EventsAfter(0).Count);

        var rebuilt = Play(scenario, cause, lost.Now);

        Assert.Equal(atTheTime, (rebuilt.Digest(), rebuilt.PrometheusText(), rebuilt.EventsAfter(0).Count));
        Assert.Equal(
            lost.Traces(new TraceQuery()).Traces.Select(trace => trace.Id),
            rebuilt.Traces(new TraceQuery()).Traces.Select(trace => trace.Id)
        );
        Assert.Equal(
            lost.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines,
            rebuilt.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines
        );
    }

    static ShopSimulation Play(string scenario, string cause, TimeSpan end)
    {
        var (played, own) = (Labs.Scenario(scenario), Labs.Cause(scenario, cause));
        var seed = ScenarioProof.SeedOf(played, own);
        var shop = ShopSimulation.Create(played, seed);
        new ExpertPlayer(shop, played.ExpertRunOf(own, seed)).PlayTo(end);
        return shop;
    }
}
