using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>
/// An action that removes the impact but leaves the cause is not a resolution, and neither is one that only moves the harm elsewhere.
/// </summary>
public class MitigatedTests
{
    [Theory]
    [InlineData("worker-1")]
    [InlineData("all")]
    public void A_restarted_worker_gives_its_sessions_to_the_API_and_that_resolves_nothing(string worker)
    {
        var shop = Labs.InTrouble("lab-3-database-connection", "too-many-connections");
        shop.Do("restart-worker", "worker", worker);

        Assert.False(shop.ResolvesWithin(1320));

        Assert.Null(shop.Truth().CauseRemovedAt);
        Assert.Contains(shop.Harms(), harm => harm.Action == "restart-worker");
        Assert.Contains("Paid orders wait longer to be confirmed than the service level allows.", shop.Truth().Unresolved);
    }

    [Theory]
    [InlineData("lab-2-payment-failure", "rejected-network", "switch-flag flag=accept-amex state=off")]
    [InlineData("lab-3-database-connection", "too-many-connections", "scale-workers processes=1")]
    public void With_the_cause_still_there_a_shop_that_is_well_again_is_mitigated(string scenario, string cause, string steps)
    {
        var shop = Labs.InTrouble(scenario, cause);
        foreach (var step in steps.Split('|'))
        {
            var words = step.Split(' ', '=');
            Assert.True(shop.Do(words[0], words[1..]).Accepted);
        }

        for (var second = 0; second < 600 && shop.Truth().MitigatedAt is null; second++)
            shop.Run(1);

        var truth = shop.Truth();
        Assert.NotNull(truth.MitigatedAt);
        Assert.Equal((null, null), (truth.CauseRemovedAt, truth.ResolvedAt));
        Assert.Contains("mitigated, not resolved", Assert.Single(truth.Unresolved), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Lab1.Causes), MemberType = typeof(Lab1))]
    public void Without_the_experiment_and_the_newsletter_Lab_1_is_mitigated_and_its_weakness_is_still_there(string cause)
    {
        var shop = Lab1.InTrouble(cause);
        shop.Do("disable-experiment", "experiment", Lab1.Experiment);
        shop.Do(PeopleDecisions.Action, "hold", "newsletter");
        for (var second = 0; second < 600 && shop.Truth().MitigatedAt is null; second++)
            shop.Run(1);

        var truth = shop.Truth();
        Assert.NotNull(truth.MitigatedAt);
        Assert.Equal((null, null), (truth.CauseRemovedAt, truth.ResolvedAt));
    }

    [Fact]
    public void Every_lab_holds_every_service_level()
    {
        Assert.All(Labs.All, scenario =>
            Assert.Equal(
                (0.995, 0.95, 0.97, TimeSpan.FromSeconds(60)),
                (
                    scenario.ServiceLevels.Availability,
                    scenario.ServiceLevels.Latency,
                    Math.Round(scenario.ServiceLevels.PaymentSuccess, 6),
                    scenario.ServiceLevels.OrderDelay
                )
            )
        );
    }
}
