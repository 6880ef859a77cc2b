using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>Every incident of every lab can be seen, can be solved, and is solved only by its own repair.</summary>
[Trait("Speed", "slow")]
public class LabTests
{
    const string Lab5 = "lab-5-full-incident-response";

    public static TheoryData<string, string> Causes => Labs.Causes;

    public static TheoryData<string, string, string> Siblings => PairsWhere(isAccepted: false);

    /// <summary>
    /// Sibling causes whose repair also cures this cause: it is the same one, or it restarts every process as a deploy does. The scenario
    /// must accept it.
    /// </summary>
    public static TheoryData<string, string, string> AcceptedSiblings => PairsWhere(isAccepted: true);

    static TheoryData<string, string, string> PairsWhere(bool isAccepted)
    {
        var pairs = new TheoryData<string, string, string>();
        foreach (var scenario in Labs.All.Where(scenario => scenario.Id != Lab1.Scenario.Id))
        {
            foreach (var cause in scenario.RootCauses)
            {
                foreach (
                    var sibling in scenario.RootCauses.Where(other => other != cause && IsAccepted(other.Mitigations, cause) == isAccepted)
                )
                    pairs.Add(scenario.Id, cause.Id, sibling.Id);
            }
        }

        return pairs;
    }

    static bool IsAccepted(IReadOnlyList<MitigationStep> repair, RootCause cause) =>
        repair is [var only]
        && cause.EquivalentRepairs.Concat(cause.Mitigations is [var own] ? [own] : []).Contains(only, SameStep.Instance);

    sealed class SameStep : IEqualityComparer<MitigationStep>
    {
        public static readonly SameStep Instance = new();

        public bool Equals(MitigationStep? one, MitigationStep? other) =>
            one!.Action == other!.Action
            && one.Arguments.OrderBy(pair => pair.Key).SequenceEqual(other.Arguments.OrderBy(pair => pair.Key));

        public int GetHashCode(MitigationStep step) => step.Action.GetHashCode(StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Causes))]
    public void Its_symptoms_show_in_time(string scenario, string cause) =>
        Assert.Empty(
            ScenarioProof.CheckSeed(Labs.Scenario(scenario), ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause)))
        );

    [Theory, MemberData(nameof(Causes))]
    public void Its_expert_run_reaches_measured_resolution(string scenario, string cause)
    {
        var resolved = ScenarioProof.Resolve(Labs.Scenario(scenario), Labs.Cause(scenario, cause));

        Assert.NotNull(resolved);
        Assert.InRange((resolved.Value - Labs.Begin(scenario, cause)).TotalMinutes, 6, 30);
    }

    [Theory, MemberData(nameof(Causes))]
    public void Doing_nothing_never_resolves_it(string scenario, string cause)
    {
        var shop = Labs.InTrouble(scenario, cause);

        Assert.NotNull(shop.Truth().OnsetAt);
        Assert.False(shop.ResolvesWithin(900));
    }

    [Theory, MemberData(nameof(Siblings))]
    public void The_repair_of_a_sibling_does_not_resolve_it(string scenario, string cause, string sibling)
    {
        var shop = Labs.InTroubleWithoutSecondAct(scenario, cause);

        shop.Take(Labs.Cause(scenario, sibling).Mitigations);

        Assert.False(shop.ResolvesWithin(600));
    }

    [Theory, MemberData(nameof(AcceptedSiblings))]
    public void The_repair_of_a_sibling_that_the_scenario_accepts_resolves_it(string scenario, string cause, string sibling)
    {
        var shop = Labs.InTrouble(scenario, cause);

        shop.Take(Labs.Cause(scenario, sibling).Mitigations);

        Assert.True(shop.ResolvesWithin(900), string.Join(' ', shop.Truth().Unresolved));
    }

    /// <summary>What belongs to one cause of a pair and to the other.</summary>
    static readonly Dictionary<string, (string[] One, string[] Other)> Halves = new()
    {
        ["rejected-network-numbered-orders"] = (["roll-back"], ["deploy-release"]),
        ["erring-gateway-numbered-orders"] = (["switch-gateway"], ["deploy-release"]),
        ["erring-gateway-locked-table"] = (["switch-gateway"], ["end-sessions"]),
        ["webhook-key-locked-table"] = (["update-secret"], ["end-sessions"]),
        ["webhook-key-closed-mail"] = (["update-secret"], ["restore-route"]),
        ["rejected-network-closed-mail"] = (["roll-back"], ["restore-route"]),
        ["expired-certificate-numbered-orders"] = (["update-secret"], ["deploy-release"]),
        ["expired-certificate-closed-mail"] = (["update-secret"], ["restore-route"]),
    };

    public static TheoryData<string> Pairs => [.. Labs.Scenario(Lab5).RootCauses.Select(cause => cause.Id)];

    [Theory, MemberData(nameof(Pairs))]
    public void A_pair_is_not_resolved_by_repairing_either_of_its_two_alone(string pair)
    {
        var repairs = Labs.Cause(Lab5, pair).Mitigations;
        var (one, other) = Halves[pair];
        Assert.Equal(repairs.Select(step => step.Action).Order(), one.Union(other).Order());
        foreach (var half in new[] { one, other })
        {
            var shop = Labs.InTroubleWithoutSecondAct(Lab5, pair);
            shop.Take(repairs.Where(step => half.Contains(step.Action)));
            Assert.False(shop.ResolvesWithin(900), $"{string.Join(", ", half)} resolved it.");
        }

        var both = Labs.InTroubleWithoutSecondAct(Lab5, pair);
        both.Take(repairs);
        Assert.True(both.ResolvesWithin(900), string.Join(' ', both.Truth().Unresolved));
    }

    [Theory, MemberData(nameof(Causes))]
    public void An_expert_does_no_harm(string scenario, string cause)
    {
        var (played, own) = (Labs.Scenario(scenario), Labs.Cause(scenario, cause));
        var seed = ScenarioProof.SeedOf(played, own);
        var shop = ShopSimulation.Create(played, seed);
        new ExpertPlayer(shop, played.ExpertRunOf(own, seed)).PlayTo(played.BeginsAt(seed) + TimeSpan.FromMinutes(14));

        Assert.Empty(shop.Harms());
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void Its_causes_are_of_matched_difficulty(string id)
    {
        var scenario = Labs.Scenario(id);
        Assert.All(scenario.RootCauses, cause => Assert.True(scenario.ParallelsOf(cause).Count >= 2));

        // Measured: an expert needs about the same time for each, from the onset to resolution.
        var times = scenario
            .RootCauses.Select(cause => (ScenarioProof.Resolve(scenario, cause)!.Value - Labs.Begin(id, cause.Id)).TotalMinutes)
            .Order()
            .ToList();
        Assert.InRange(times[^1] / times[0], 1, 1.25);
    }

    public static TheoryData<string> Scenarios => [.. Labs.Drawn.Select(scenario => scenario.Id).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Causes))]
    public void Pressing_every_button_is_not_counted_as_resolved_and_its_harm_is_counted(string scenario, string cause)
    {
        var shop = Labs.InTrouble(scenario, cause);
        foreach (var action in shop.Actions)
        {
            foreach (var choice in action.Arguments is [{ Choices.Count: > 0 } only] ? only.Choices : [""])
            {
                var arguments = action.Arguments.ToDictionary(
                    argument => argument.Name,
                    argument => choice.Length > 0 ? choice : argument.Suggested
                );
                shop.Apply(new ShopInput(shop.Now.Ticks + shop.EventsAfter(0).Count + 1, shop.Now, action.Name, arguments));
                shop.Run(1);
            }
        }

        Assert.False(shop.ResolvesWithin(900));
        Assert.Contains("Traffic is still being shed.", shop.Truth().Unresolved);
        Assert.True(shop.Harms().Sum(harm => harm.Points) >= 5);
    }
}
