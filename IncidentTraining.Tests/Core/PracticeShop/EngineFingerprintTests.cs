using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop;

/// <summary>
/// A changed engine cannot be mistaken for its predecessor: an unchanged scenario with most components and a dozen actions has one digest
/// per version of the engine. If the newest digest differs from the recorded one, running shops could no longer be rebuilt: raise
/// <see cref="ShopSimulation.EngineVersion"/> and add a row. Rows are never changed or removed.
/// </summary>
public class EngineFingerprintTests
{
    static readonly (int Version, string Digest)[] Versions =
    [
        (2, "7ca0641a3773a777eb6a2cea310f8565"),
        (3, "19a211336941499a3a2cdefb3e9b63c9"),
        (4, "f806204c3f1286dfe213130ae56227dd"),
        (5, "5db5c4d4e9f84147e1240addf80e6b57"),
        (6, "7a98a6167a6ecec9d066a3931d9c1af1"),
        (7, "d86ea848249750fe150a1647b6c0b3d3"),
        (8, "3021d5ca74fb5fe3dd4f590bf28e8258"),
        (9, "cfa11f0dd9f26d4fb9753abd3cab4c15"),
        (10, "408dd0eddf3d959b7edd9e3c3a13585a"),
    ];

    [Fact]
    public void The_engine_is_the_one_that_its_version_says()
    {
        var (version, digest) = Versions[^1];
        Assert.Equal((version, digest), (ShopSimulation.EngineVersion, Play().Digest()));
    }

    [Fact]
    public void Every_version_tells_another_story() => Assert.Equal(Versions.Length, Versions.DistinctBy(row => row.Digest).Count());

    [Fact]
    public void The_fingerprint_takes_in_most_of_the_engine()
    {
        var shop = Play();
        var system = shop.System;
        Assert.All(
            [
                system.Telemetry.Answers,
                system.Levels.Total.PaymentFailures,
                system.Queue.Completed,
                system.Orders.DoubleCharges,
                system.Balancer.Shed,
                system.Workers.Workers.Sum(worker => worker.Restarts),
                shop.SmokeRuns().Count,
                shop.Traces(new TraceQuery()).Kept,
                shop.EventsAfter(0).Count(entry => entry.Kind == ShopEventKind.AlertFiring),
            ],
            count => Assert.True(count > 0)
        );
    }

    static ShopSimulation Play()
    {
        var file = new ContentFile(
            "scenarios/engine-fingerprint.yaml",
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data/PracticeShop/engine-fingerprint.yaml"))
        );
        var scenario = ScenarioReader.Read(file);
        Assert.Empty(file.Problems);
        var shop = ShopSimulation.Create(scenario, seed: 20261123);
        string[] script =
        [
            "enable-experiment experiment=http-latency",
            "run-smoke-tests",
            "enable-experiment experiment=gateway-outage",
            "set-gateway-timeout milliseconds=3000",
            "enable-experiment experiment=database-errors",
            "resize-pool connections=30",
            "restart-worker worker=worker-1",
            "scale-workers processes=4",
            "switch-flag flag=view-history state=off",
            "delete-view-history",
            "disable-experiment experiment=gateway-outage",
            "update-secret secret=paylane-webhook-key",
            "restart-instance instance=api-1",
            "switch-gateway route=standby",
            "shed-traffic percent=10",
            "limit-clients requests-per-minute=60",
            "create-index index=orders_customer_id_idx",
            "roll-back",
            "requeue-paid-orders",
            "shed-traffic percent=0",
            "restart-redis",
        ];
        foreach (var line in script)
        {
            shop.Run(25);
            var words = line.Split(' ', '=');
            Assert.True(shop.Do(words[0], words[1..]).Accepted, line);
        }

        shop.AdvanceTo(TimeSpan.FromMinutes(12));
        return shop;
    }
}
