using System.Security.Cryptography;
using System.Text;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop;

/// <summary>
/// Expert runs as they were recorded: scenario by content hash, seed, and the digest of all telemetry after twelve minutes. When the
/// engine alters one although the scenario is the same, running shops can no longer be rebuilt: raise
/// <see cref="ShopSimulation.EngineVersion"/> and record again. When a scenario was edited, only record again.
/// </summary>
public class RecordedRunTests
{
    public static TheoryData<string, string, string, string> Recorded => new()
    {
        { "lab-1-high-latency", "missing-index", "73e43cc5cb198ead", "791159a347e8671057d9e6ce38d58294" },
        { "lab-2-payment-failure", "webhook-key", "10ed4f82d95acb8e", "19f994ef7b64391f84657b52e596354e" },
        { "lab-3-database-connection", "connection-leak", "68129c30830b3ac0", "61c2a2f28a6121fe670ee5d29e5b6690" },
        { "lab-4-worker-failure", "poison-job", "e574ead5a4464e69", "eb84cef553574f4a22444297ab0ee743" },
        { "lab-5-full-incident-response", "dead-redis-out-of-date", "76aac450a8ef9e75", "bdc08cdcc3741aa655145c22a05189d0" },
    };

    [Theory, MemberData(nameof(Recorded))]
    public void A_recorded_run_gives_the_same_bytes_again(string scenario, string cause, string contentHash, string digest)
    {
        var text = Encoding.UTF8.GetBytes(Labs.Scenario(scenario).Source);
        var shop = Play(scenario, cause, TimeSpan.FromMinutes(12));

        Assert.Equal((contentHash, digest), (Convert.ToHexStringLower(SHA256.HashData(text))[..16], shop.Digest()));
    }

    [Theory, MemberData(nameof(Recorded))]
    public void A_shop_that_was_lost_in_the_middle_is_rebuilt_to_the_same_bytes(string scenario, string cause, string contentHash, string digest)
    {
        Assert.NotEqual(contentHash, digest);
        var lost = Play(scenario, cause, TimeSpan.FromMinutes(9) + TimeSpan.FromMilliseconds(4567));
        var atTheTime = (lost.Digest(), lost.PrometheusText(), lost.EventsAfter(0).Count);

        var rebuilt = Play(scenario, cause, lost.Now);

        Assert.Equal(atTheTime, (rebuilt.Digest(), rebuilt.PrometheusText(), rebuilt.EventsAfter(0).Count));
        Assert.Equal(lost.Traces(new TraceQuery()).Traces.Select(trace => trace.Id), rebuilt.Traces(new TraceQuery()).Traces.Select(trace => trace.Id));
        Assert.Equal(lost.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines, rebuilt.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines);
    }

    static ShopSimulation Play(string scenario, string cause, TimeSpan end)
    {
        var (played, own) = (Labs.Scenario(scenario), Labs.Cause(scenario, cause));
        var shop = ShopSimulation.Create(played, ScenarioProof.SeedOf(played, own));
        new ExpertPlayer(shop, [.. played.Opening, .. own.ExpertRun]).PlayTo(end);
        return shop;
    }
}
