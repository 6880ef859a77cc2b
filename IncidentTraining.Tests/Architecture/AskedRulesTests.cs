using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Architecture;

/// <summary>The rules of an input run in one place, and no use case can forget them.</summary>
public sealed class AskedRulesTests
{
    private static readonly AskedRules Core = AskedRules.Of(typeof(InputRules).Assembly);
    private static readonly AskedRules Planted = AskedRules.Of(typeof(AskedRulesTests).Assembly);

    /// <summary>Names are also read from lists and archives, where each line is judged separately.</summary>
    [Fact]
    public void Rules_run_in_one_place_and_for_a_name_in_a_list() => Assert.Equal(["InputRules", "PersonName"], Core.Runners());

    [Fact]
    public void Each_use_case_has_the_rules_of_its_input_asked() => AssertNone(Core.Forgetful());

    [Fact]
    public void All_rules_are_asked_by_a_use_case()
    {
        Assert.True(Core.Count >= 45, $"Only {Core.Count} inputs with rules are found.");
        AssertNone(Core.Unasked());
    }

    [Fact]
    public void The_write_gate_and_the_shops_ask_the_rules_of_an_input_that_they_are_given() =>
        Assert.Equal(
            [
                "IncidentTraining.Core.Results.InputRules.Refuse 1/1",
                "IncidentTraining.Core.Runs.ShopHost.ActAsync 1/5",
                "IncidentTraining.Core.Storage.WriteGate.WriteAsync 1/3",
                "IncidentTraining.Core.Storage.WriteGate.WriteAsync 2/3",
            ],
            AskedRules.DoorNames.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Planted_use_cases_that_forget_their_rules_or_run_them_are_found()
    {
        const string input = "IncidentTraining.Tests.Architecture.PlantedInputs.Input";
        Assert.Equal(
            [$"AsksForAnother.RunAsync: {input}", $"AsksInOneOfTwo.ChangeAsync: {input}", $"Forgets.RunAsync: {input}"],
            Planted.Forgetful().Order(StringComparer.Ordinal)
        );
        Assert.Equal(["IncidentTraining.Tests.Architecture.PlantedInputs.Forgotten"], Planted.Unasked());
        Assert.Equal(["RunsThemItself"], Planted.Runners());
    }

    // Written in full: the names are long, and a comparison's message is truncated.
    private static void AssertNone(IReadOnlyList<string> found) => Assert.True(found.Count == 0, string.Join('\n', found));
}
