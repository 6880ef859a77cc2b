using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>Every incident of every lab can be seen, can be solved, and is solved by its own repair alone.</summary>
public class LabTests
{
    public static TheoryData<string, string> Causes => Labs.Causes;

    public static TheoryData<string, string, string> Siblings
    {
        get
        {
            var pairs = new TheoryData<string, string, string>();
            foreach (var scenario in Labs.All.Where(scenario => scenario.Id != Lab1.Scenario.Id))
            {
                foreach (var cause in scenario.RootCauses)
                {
                    foreach (var sibling in scenario.RootCauses.Where(other => other != cause))
                        pairs.Add(scenario.Id, cause.Id, sibling.Id);
                }
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(Causes))]
    public void Its_symptoms_show_in_time(string scenario, string cause) =>
        Assert.Empty(ScenarioProof.CheckSeed(Labs.Scenario(scenario), ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause))));

    [Theory, MemberData(nameof(Causes))]
    public void Its_expert_run_reaches_measured_resolution(string scenario, string cause)
    {
        var resolved = ScenarioProof.Resolve(Labs.Scenario(scenario), Labs.Cause(scenario, cause));

        Assert.NotNull(resolved);
        Assert.InRange(resolved.Value.TotalMinutes, 6, 30);
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
        var shop = Labs.InTrouble(scenario, cause);

        shop.Take(Labs.Cause(scenario, sibling).Mitigations);

        Assert.False(shop.ResolvesWithin(600));
    }

    [Theory, MemberData(nameof(Causes))]
    public void Pressing_every_button_is_not_counted_as_resolved_and_its_harm_is_counted(string scenario, string cause)
    {
        var shop = Labs.InTrouble(scenario, cause);
        foreach (var action in shop.Actions)
        {
            foreach (var choice in action.Arguments is [{ Choices.Count: > 0 } only] ? only.Choices : [""])
            {
                var arguments = action.Arguments.ToDictionary(argument => argument.Name, argument => choice.Length > 0 ? choice : argument.Suggested);
                shop.Apply(new ShopInput(shop.Now.Ticks + shop.EventsAfter(0).Count + 1, shop.Now, action.Name, arguments));
                shop.Run(1);
            }
        }

        Assert.False(shop.ResolvesWithin(900));
        Assert.Contains("Traffic is still being shed.", shop.Truth().Unresolved);
        Assert.True(shop.Harms().Sum(harm => harm.Points) >= 5);
    }
}
