using System.Globalization;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>The pager's scenarios: healthy shops and incidents that begin with the same page.</summary>
[Trait("Speed", "slow")]
public class OnCallScenarioTests
{
    const int Learnt = 60,
        Tried = 60;

    public static TheoryData<string> Scenarios => [.. Labs.Pagers.Select(scenario => scenario.Id)];

    public static TheoryData<string, string> Healthy => Causes(isHealthy: true);

    public static TheoryData<string, string> Incidents => Causes(isHealthy: false);

    static TheoryData<string, string> Causes(bool isHealthy) =>
        [
            .. Labs.Pagers.SelectMany(pager =>
                pager.RootCauses.Where(cause => cause.IsHealthy == isHealthy).Select(cause => (pager.Id, cause.Id))
            ),
        ];

    [Theory, MemberData(nameof(Healthy))]
    public void No_customer_is_harmed_from_the_page_of_a_healthy_shop_on(string pager, string cause) =>
        Assert.Empty(HealthyProof.Check(Labs.Scenario(pager), Labs.Cause(pager, cause), seeds: 6));

    [Theory, MemberData(nameof(Scenarios))]
    public void Every_page_belongs_to_a_healthy_shop_and_to_an_incident(string pager)
    {
        var scenario = Labs.Scenario(pager);
        var pages = scenario
            .RootCauses.Select(cause => (Alert: FirstPage(scenario, ScenarioProof.SeedOf(scenario, cause)).Alert, cause.IsHealthy))
            .ToList();
        Assert.True(scenario != Labs.Pager || pages.Select(page => page.Alert).Distinct().Count() >= 3);
        Assert.All(pages.GroupBy(page => page.Alert), page =>
            Assert.Equal([false, true], page.Select(one => one.IsHealthy).Distinct().Order())
        );
    }

    [Theory, MemberData(nameof(Healthy)), MemberData(nameof(Incidents))]
    public void The_page_comes_within_ten_minutes_of_the_begin(string pager, string cause)
    {
        var scenario = Labs.Scenario(pager);
        for (var (played, seed) = (0, 0L); played < 6; played++)
        {
            seed = ScenarioProof.SeedOf(scenario, Labs.Cause(pager, cause), seed + 1);
            Assert.InRange(FirstPage(scenario, seed).At - scenario.BeginsAt(seed), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));
        }
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void What_is_given_at_the_page_predicts_a_false_alarm_hardly_better_than_chance(string pager)
    {
        var scenario = Labs.Scenario(pager);
        var given = Enumerable
            .Range(1, Learnt + Tried)
            .Select(seed => new NoTellTests.Sample(scenario.RootCauseFor(seed).IsHealthy ? "healthy" : "incident", Given(scenario, seed)))
            .ToList();
        var (learnt, tried) = (given[..Learnt], given[Learnt..]);
        var chance = tried.GroupBy(sample => sample.Cause).Max(group => group.Count()) * 100.0 / Tried;
        foreach (
            var (name, guess) in new (string, Func<NoTellTests.Sample, string>)[]
            {
                ("Naive Bayes", NoTellTests.NaiveBayes(learnt)),
                ("Nearest neighbour", NoTellTests.NearestNeighbour(learnt)),
            }
        )
        {
            var right = tried.Count(sample => guess(sample) == sample.Cause) * 100.0 / Tried;
            Assert.True(right <= chance + 10, $"{name} is right in {right} % of the pages, chance {chance} %.");
        }
    }

    [Theory, MemberData(nameof(Incidents))]
    public void An_incident_keeps_what_a_lab_promises(string pager, string cause)
    {
        var (scenario, own) = (Labs.Scenario(pager), Labs.Cause(pager, cause));
        var resolved = ScenarioProof.Resolve(scenario, own);
        Assert.NotNull(resolved);
        Assert.InRange((resolved.Value - Labs.Begin(pager, cause)).TotalMinutes, 6, 30);

        var untouched = Labs.InTrouble(pager, cause);
        Assert.NotNull(untouched.Truth().OnsetAt);
        Assert.False(untouched.ResolvesWithin(900));
        foreach (var sibling in scenario.RootCauses.Where(other => !other.IsHealthy && other != own))
        {
            var shop = Labs.InTrouble(pager, cause);
            shop.Take(sibling.Mitigations);
            Assert.False(shop.ResolvesWithin(600), $"The repair of {sibling.Id} resolves {cause}.");
        }
    }

    [Theory, MemberData(nameof(Incidents))]
    public void Blind_actions_against_an_incident_of_the_pager_are_no_resolution_with_its_cause(string pager, string cause)
    {
        var result = new DeepCheck(seeds: 2, sequences: 6, singles: false, waits: 1).Check(
            Labs.Scenario(pager),
            Labs.Cause(pager, cause),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(result.Flaws);
    }

    [Theory, MemberData(nameof(Healthy))]
    public void The_deep_check_plays_a_healthy_shop_for_what_it_promises(string pager, string cause)
    {
        var own = Labs.Cause(pager, cause);
        Assert.Empty(new DeepCheck(seeds: 2, sequences: 6).Check(Labs.Scenario(pager), own, TestContext.Current.CancellationToken).Flaws);

        var harmful = own with
        {
            Faults = [.. own.Faults, new FaultSpec("redis-down", new Dictionary<string, string>(), TimeSpan.FromMinutes(15))],
        };
        var scenario = Labs.Scenario(pager) with { RootCauses = [harmful] };
        Assert.Contains(new DeepCheck(seeds: 1, sequences: 1).Check(scenario, harmful, TestContext.Current.CancellationToken).Flaws, flaw =>
            flaw.Contains("a service level breaks", StringComparison.Ordinal)
        );
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void The_causes_are_told_apart_by_all_views_together_ten_minutes_after_the_page(string pager)
    {
        var last = DepthTable.Of(Labs.Scenario(pager), 2).Rows[^1];
        Assert.Equal(last.Pairs, last.Together);
    }

    static (string Alert, TimeSpan At, string Text) FirstPage(Scenario scenario, long seed)
    {
        var shop = AtPage(scenario, seed);
        var page = shop.EventsAfter(0).First(told => IsPage(scenario, told));
        return (page.Subject, page.At, page.Text);
    }

    static ShopSimulation AtPage(Scenario scenario, long seed)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        while (!shop.EventsAfter(0).Any(told => IsPage(scenario, told)))
            shop.AdvanceTo(shop.Now + TimeSpan.FromSeconds(1));
        return shop;
    }

    static bool IsPage(Scenario scenario, ShopEvent told) =>
        told.Kind == ShopEventKind.AlertFiring && scenario.Alerts.Any(alert => alert.Id == told.Subject && alert.Severity == "page");

    /// <summary>The page with its figure, its time, people's messages until then, and the list of changes.</summary>
    static HashSet<string> Given(Scenario scenario, long seed)
    {
        var shop = AtPage(scenario, seed);
        var page = shop.EventsAfter(0).First(told => IsPage(scenario, told));
        HashSet<string> given =
        [
            $"paged in minute {(int)shop.Now.TotalMinutes}",
            $"by {page.Subject}",
            $"{page.Subject} {page.Text.Split('.', ' ').FirstOrDefault(word => int.TryParse(word, CultureInfo.InvariantCulture, out _))}",
            .. shop.EventsAfter(0)
                .Where(entry => entry.Kind is ShopEventKind.AlertFiring or ShopEventKind.AlertResolved)
                .Select(entry => $"{entry.Kind} {entry.Subject}"),
        ];
        var changes = shop.Changes();
        given.Add($"{changes.Count} changes");
        given.UnionWith(changes.Select(change => change.Title));
        return given;
    }
}
