using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Actions;

/// <summary>Any known release can be deployed, forward and back, to the API and to the workers separately.</summary>
public class DeployTests
{
    const string Older = "2026.11.1",
        Newer = "2026.11.2";

    [Fact]
    public void The_API_goes_back_and_forward_again_and_the_workers_keep_their_release()
    {
        var shop = FaultyShop.With();
        foreach (var release in (string[])[Older, Newer])
        {
            Assert.True(Deploy(shop, "api", release).Accepted);
            shop.Run(60);
            Assert.All(shop.State().Instances, instance => Assert.Equal(("running", release), (instance.State, instance.Release)));
            Assert.Equal(release, shop.State().Release);
            Assert.All(shop.Work().Workers, worker => Assert.Equal(Newer, worker.Release));
        }

        Assert.Equal($"Release {Newer} deployed to the API", shop.Changes()[0].Title);
    }

    [Fact]
    public void The_workers_go_back_and_forward_again_one_at_a_time_and_the_API_keeps_its_release()
    {
        var shop = FaultyShop.With();
        foreach (var release in (string[])[Older, Newer])
        {
            Assert.True(Deploy(shop, "workers", release).Accepted);
            var least = 4;
            for (var second = 0; second < 60; second++)
            {
                shop.Run(1);
                least = Math.Min(least, shop.Work().Workers.Count(worker => worker.State == "running"));
            }

            Assert.Equal(3, least);
            Assert.All(shop.Work().Workers, worker =>
                Assert.Equal(("running", release, "stopped for a deploy"), (worker.State, worker.Release, worker.LastExit))
            );
            Assert.All(shop.State().Instances, instance => Assert.Equal(Newer, instance.Release));
        }
    }

    [Fact]
    public void A_process_that_is_started_later_gets_the_release_of_its_component()
    {
        var shop = FaultyShop.With();
        Deploy(shop, "api", Older);
        shop.Run(60);

        shop.Do("restart-worker", "worker", "worker-1");
        shop.Do("scale-api", "instances", "3");
        shop.Run(60);

        Assert.Equal(Newer, shop.Work().Workers[0].Release);
        Assert.Equal(Older, shop.State().Instances[2].Release);
    }

    [Theory]
    [InlineData("roll-back")]
    [InlineData("deploy-release", "component", "api", "release", Older)]
    public void A_deploy_reaches_every_instance_that_the_API_has(string action, params string[] arguments)
    {
        var shop = FaultyShop.With();
        shop.Do("scale-api", "instances", "4");
        shop.Run(60);

        Assert.True(shop.Do(action, arguments).Accepted);
        shop.Run(100);

        Assert.Equal(4, shop.State().Instances.Count);
        Assert.All(shop.State().Instances, instance => Assert.Equal(("running", Older), (instance.State, instance.Release)));
    }

    [Fact]
    public void Of_two_deploys_at_the_same_time_the_later_one_holds_everywhere()
    {
        var shop = FaultyShop.With();
        Deploy(shop, "api", Older);
        shop.Run(25);
        Assert.True(Deploy(shop, "api", Newer).Accepted);
        shop.Run(100);

        Assert.All(shop.State().Instances, instance => Assert.Equal(Newer, instance.Release));
        Assert.Contains(shop.EventsAfter(0), entry =>
            entry.Text == $"Release {Older} was replaced by {Newer} before it had reached all of the API."
        );
        Assert.DoesNotContain(shop.Changes(), change => change.Title == $"Release {Older} deployed to the API");
    }

    [Theory]
    [InlineData("api")]
    [InlineData("workers")]
    public void A_release_that_every_process_runs_is_not_deployed_again(string component)
    {
        var answer = Deploy(FaultyShop.With(), component, Newer);
        Assert.Equal(InputRefusal.NotNow, answer.Refusal);
        Assert.StartsWith($"Release {Newer} is already running", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_can_be_deployed_while_an_older_process_still_runs()
    {
        var shop = FaultyShop.InTrouble("workers-out-of-date");
        Assert.All(shop.Work().Workers, worker => Assert.Equal(Older, worker.Release));

        Assert.True(Deploy(shop, "workers", Newer).Accepted);
        shop.Run(60);

        Assert.All(shop.Work().Workers, worker => Assert.Equal(Newer, worker.Release));
    }

    [Theory]
    [InlineData("lab-4-worker-failure", "out-of-date", "roll-back|deploy-release component=workers release=2026.11.2")]
    [InlineData(
        "lab-4-worker-failure",
        "out-of-date",
        "roll-back|deploy-release component=api release=2026.11.2|deploy-release component=workers release=2026.11.2"
    )]
    [InlineData("lab-4-worker-failure", "out-of-date", "restart-worker worker=all|deploy-release component=workers release=2026.11.2")]
    [InlineData(
        "lab-5-full-incident-response",
        "rejected-network-numbered-orders",
        "roll-back|deploy-release component=workers release=2026.11.2|run-smoke-tests|run-smoke-tests|restart-redis|requeue-paid-orders"
    )]
    public void Rolling_back_first_is_no_dead_end(string scenario, string cause, string steps)
    {
        var shop = Labs.InTrouble(scenario, cause);

        foreach (var step in steps.Split('|'))
        {
            var words = step.Split(' ', '=');
            Assert.True(shop.Do(words[0], words[1..]).Accepted, step);
            shop.Run(60);
        }

        Assert.True(shop.ResolvesWithin(900), string.Join(' ', shop.Truth().Unresolved));
        Assert.Equal(0, shop.Cost().StuckOrders);
    }

    static InputAnswer Deploy(ShopSimulation shop, string component, string release) =>
        shop.Do("deploy-release", "component", component, "release", release);
}
