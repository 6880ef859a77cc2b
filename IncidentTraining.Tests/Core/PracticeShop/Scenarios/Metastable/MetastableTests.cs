using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios.Metastable;

/// <summary>Outages that outlast their trigger: the shop keeps itself in them, waiting does not help, and each recovery does.</summary>
[Trait("Speed", "slow")]
public class MetastableTests
{
    const int Seeds = 10;
    const string Evening = "on-call-evening",
        Storm = "stale-queue";
    const string Publication = "on-call-publication",
        Cold = "cold-lists";

    static readonly TimeSpan Trigger = TimeSpan.FromMinutes(2),
        LatestPage = TimeSpan.FromMinutes(10);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Causes =>
        [
            .. Labs.WithPager.SelectMany(scenario =>
                scenario.RootCauses.Where(cause => cause.Metastable is not null).Select(cause => (scenario.Id, cause.Id))
            ),
        ];

    [Theory, MemberData(nameof(Causes))]
    public void Half_an_hour_of_waiting_recovers_on_no_seed_and_each_recovery_resolves_it_on_nearly_all(string scenario, string cause)
    {
        var result = MetastableProof.Play(Labs.Scenario(scenario), Labs.Cause(scenario, cause), Seeds, Ct);

        Assert.Empty(result.Flaws);
        Assert.Equal((Seeds, 0), (result.Seeds, result.Waited));
        Assert.True(result.Recovered.Count >= 2);
        Assert.All(result.Recovered.Values, recovered => Assert.InRange(recovered, Seeds * MetastableProof.LeastPercent / 100.0, Seeds));
    }

    [Theory, MemberData(nameof(Causes))]
    public void The_cause_is_present_as_long_as_the_outage_keeps_itself_up(string scenario, string cause)
    {
        var shop = AtPage(Labs.Scenario(scenario), ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause)));
        Assert.True(shop.TriggersAreOver);
        Assert.Null(shop.Truth().CauseRemovedAt);

        shop.Take([.. Labs.Cause(scenario, cause).Mitigations]);
        shop.Run(240);
        Assert.NotNull(shop.Truth().CauseRemovedAt);
        Assert.Null(shop.Truth().RecoveredAt);
    }

    [Theory, MemberData(nameof(Causes))]
    public void An_equivalent_repair_resolves_it_by_itself_on_nine_of_ten_seeds(string scenario, string cause)
    {
        foreach (var repair in Labs.Cause(scenario, cause).EquivalentRepairs)
        {
            var resolved = 0;
            for (var (played, seed) = (0, 0L); played < Seeds; played++)
            {
                seed = ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause), seed + 1);
                resolved += Resolves(Labs.Scenario(scenario), seed, repair) ? 1 : 0;
            }

            Assert.True(resolved >= Seeds - 1, $"{repair.Action} resolves {cause} on {resolved} of {Seeds} seeds.");
        }
    }

    [Fact]
    public void With_a_short_queue_or_without_repeated_requests_the_same_loss_passes_by_itself()
    {
        var limits = Labs.Scenario(Evening).Limits;

        Assert.Null(CalmAfter(Evening, Storm, limits));
        // Only both together sustain it: with a queue that a customer outwaits, or with customers who ask once, the shop recovers soon
        // after its instance is back.
        Assert.InRange(CalmAfter(Evening, Storm, limits with { Queue = 64 })!.Value - Trigger, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.InRange(
            CalmAfter(Evening, Storm, limits with { Retries = new RetryPlan { Attempts = 1 } })!.Value - Trigger,
            TimeSpan.Zero,
            TimeSpan.FromMinutes(5)
        );
    }

    [Fact]
    public void With_lists_that_are_quick_to_read_or_hardly_asked_for_the_same_deletion_passes_by_itself()
    {
        var scenario = Labs.Scenario(Publication);
        var quick = scenario.Limits with { Lists = scenario.Limits.Lists! with { Load = TimeSpan.FromMilliseconds(100) } };

        Assert.Null(CalmAfter(Publication, Cold, scenario.Limits));
        Assert.InRange(CalmAfter(Publication, Cold, quick, mayHold: true) ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(3));
        // With a fifth of the traffic the database reads all lists in time, as it does during load shedding.
        Assert.InRange(
            CalmAfter(Publication, Cold, scenario.Limits, perSecond: 4, mayHold: true) ?? TimeSpan.Zero,
            TimeSpan.Zero,
            TimeSpan.FromMinutes(5)
        );
    }

    [Theory]
    [InlineData(Evening, Storm, "restart-instance", "instance", "api-1")]
    [InlineData(Evening, Storm, "restart-instance", "instance", "api-2")]
    [InlineData(Evening, Storm, "restart-pool")]
    [InlineData(Evening, Storm, "restart-redis")]
    [InlineData(Evening, Storm, "restart-worker", "worker", "all")]
    [InlineData(Evening, Storm, "roll-back")]
    [InlineData(Evening, Storm, "set-request-timeout", "milliseconds", "8000")]
    [InlineData(Publication, Cold, "restart-instance", "instance", "api-1")]
    [InlineData(Publication, Cold, "restart-instance", "instance", "api-2")]
    [InlineData(Publication, Cold, "restart-pool")]
    [InlineData(Publication, Cold, "restart-redis")]
    [InlineData(Publication, Cold, "flush-redis")]
    [InlineData(Publication, Cold, "scale-api", "instances", "4")]
    [InlineData(Publication, Cold, "set-request-timeout", "milliseconds", "8000")]
    public void The_wrong_part_alone_does_not_bring_the_shop_back(
        string scenario,
        string cause,
        string action,
        string name = "",
        string value = ""
    )
    {
        var step = new MitigationStep(action, name.Length == 0 ? new Dictionary<string, string>() : new() { [name] = value });
        Assert.False(Resolves(Labs.Scenario(scenario), ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause)), step));
    }

    [Theory]
    [InlineData(Evening, Storm)]
    [InlineData(Publication, Cold)]
    public void Starting_both_instances_anew_under_full_load_does_not_bring_the_shop_back(string scenario, string cause)
    {
        var shop = AtPage(Labs.Scenario(scenario), ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause)));
        shop.Take([
            .. ((string[])["api-1", "api-2"]).Select(instance => new MitigationStep(
                "restart-instance",
                new Dictionary<string, string> { ["instance"] = instance }
            )),
        ]);
        Assert.False(shop.ResolvesWithin(1800));
    }

    [Fact]
    public void Letting_all_customers_in_at_once_brings_the_storm_back()
    {
        var cause = Labs.Cause(Evening, Storm);
        var steps = cause.Metastable!.Recoveries.Single(recovery => recovery.Id == "shedding").Steps;
        var hasty = cause with
        {
            Metastable = cause.Metastable with { Recoveries = [new Recovery("at-once", [steps[0], steps[^1] with { At = steps[1].At }])] },
        };

        var result = MetastableProof.Play(Labs.Scenario(Evening) with { RootCauses = [hasty] }, hasty, 3, Ct);

        Assert.Equal(0, result.Recovered["at-once"]);
        Assert.Contains(result.Flaws, flaw =>
            flaw.Sentence.Contains("'at-once' of 'stale-queue' resolves it on 0 of 3 seeds", StringComparison.Ordinal)
            && flaw.Line == cause.Metastable.Line
        );
    }

    [Fact]
    public void A_cause_that_recovers_by_itself_or_whose_trigger_stays_is_refused()
    {
        var (scenario, cause) = (Labs.Scenario(Evening), Labs.Cause(Evening, Storm));
        var calm = scenario with { RootCauses = [cause], Limits = scenario.Limits with { Queue = 64 } };
        Assert.Contains(MetastableProof.Check(calm, cause), flaw =>
            flaw.Sentence.Contains("recovers without action on 3 of 3 seeds", StringComparison.Ordinal)
        );

        var staying = cause with
        {
            Faults = [new FaultSpec("lost-instance", new Dictionary<string, string> { ["instance"] = "2" }, TimeSpan.Zero)],
        };
        Assert.Contains(MetastableProof.Check(scenario with { RootCauses = [staying] }, staying), flaw =>
            flaw.Sentence.Contains("has not ended 04:00 after its start", StringComparison.Ordinal)
        );
        Assert.Empty(MetastableProof.Check(scenario, cause with { Metastable = null }));
    }

    [Fact]
    public void The_deep_check_counts_the_seeds_on_which_a_metastable_cause_comes_back()
    {
        var (scenario, cause) = (Labs.Scenario(Evening), Labs.Cause(Evening, Storm));
        var result = new DeepCheck(seeds: 1, sequences: 0, singles: false, waits: 2).Check(scenario, cause, Ct);
        Assert.Contains("of 2 seeds 0 recover by waiting, 2 by shedding, 2 by restart-in-order", result.Line, StringComparison.Ordinal);
        Assert.Null(
            new DeepCheck(seeds: 1, sequences: 0, singles: false, waits: 2)
                .Check(scenario, Labs.Cause(Evening, "gateway-erring"), Ct)
                .Metastable
        );
    }

    /// <summary>Whether one action, half a minute after the page, resolves the incident within half an hour.</summary>
    static bool Resolves(Scenario scenario, long seed, MitigationStep step)
    {
        var shop = AtPage(scenario, seed);
        shop.Take([step]);
        return shop.ResolvesWithin(1800);
    }

    static ShopSimulation AtPage(Scenario scenario, long seed)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        while (shop.Truth().DetectedAt is null && shop.Now < scenario.BeginsAt(seed) + LatestPage)
            shop.Run(5);
        Assert.NotNull(shop.Truth().DetectedAt);
        shop.Run(30);
        return shop;
    }

    /// <summary>
    /// The time from the start until the service levels hold permanently when no one acts for half an hour; null when they never do.
    /// </summary>
    /// <param name="id">The scenario.</param>
    /// <param name="cause">The cause.</param>
    /// <param name="limits">The limits of the shop.</param>
    /// <param name="perSecond">The traffic; null for the scenario's.</param>
    /// <param name="mayHold">Whether the service levels may hold all the time, in which case null is returned as well.</param>
    static TimeSpan? CalmAfter(string id, string cause, ShopLimits limits, int? perSecond = null, bool mayHold = false)
    {
        var scenario = Labs.Scenario(id) with { RootCauses = [Labs.Cause(id, cause)], Limits = limits };
        if (perSecond is { } rate)
            scenario = scenario with { Traffic = scenario.Traffic with { Ramp = [new TrafficPoint(TimeSpan.Zero, rate)] } };
        var shop = ShopSimulation.Create(scenario, seed: 1);
        shop.AdvanceTo(scenario.BeginsAt(1) + TimeSpan.FromMinutes(32));
        Assert.True(mayHold || shop.Truth().OnsetAt is not null);
        Assert.True(!mayHold || shop.Truth().ServiceLevelsHold);
        return shop.Truth().RecoveredAt - scenario.BeginsAt(1);
    }
}
