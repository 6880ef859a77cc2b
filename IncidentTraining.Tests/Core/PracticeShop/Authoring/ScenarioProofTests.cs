using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.Assessment;

namespace IncidentTraining.Tests.Core.PracticeShop.Authoring;

/// <summary>What the check reports to an author whose scenario breaks its promises.</summary>
public sealed class ScenarioProofTests
{
    private const string Repair = "{ action: restart-worker, worker: all }";

    [Fact]
    public void Mitigations_that_the_expert_does_not_take_and_that_repair_nothing_are_told()
    {
        var flaw = Assert.Single(
            Check(
                $"mitigations:                            # what repairs it; expert run and evidence path take it\n      - {Repair}",
                "mitigations:\n      - { action: flush-redis }"
            ),
            one => one.Sentence.StartsWith("The mitigations", StringComparison.Ordinal)
        );
        Assert.Contains("'all-crashed'", flaw.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Mitigations_that_the_expert_does_not_take_but_that_repair_as_well_are_taken()
    {
        var scenario = NewScenario.Read(text => text);
        var cause = scenario.RootCauses[0];
        var other = cause with
        {
            Mitigations = [.. Enumerable.Range(1, 4).Select(worker => new MitigationStep("restart-worker", Worker($"worker-{worker}")))],
            EvidencePath = null,
        };
        Assert.DoesNotContain(ScenarioProof.Check(scenario with { RootCauses = [other] }), flaw =>
            flaw.Sentence.StartsWith("The mitigations", StringComparison.Ordinal)
        );

        static Dictionary<string, string> Worker(string name) => new() { ["worker"] = name };
    }

    [Fact]
    public void An_evidence_path_that_ends_with_something_else_is_told_at_its_line()
    {
        var scenario = NewScenario.Read(text => text);
        var cause = scenario.RootCauses[0];
        var path = cause.EvidencePath!;
        var wrong = cause with
        {
            EvidencePath = path with
            {
                Repair = [path.Repair[0] with { Action = "retry-dead-jobs", Arguments = new Dictionary<string, string>() }],
            },
        };

        var flaw = Assert.Single(ScenarioProof.Check(scenario with { RootCauses = [wrong] }));

        Assert.Equal(path.Line, flaw.Line);
        Assert.Contains("neither all of its mitigations nor an equivalent repair", flaw.Sentence, StringComparison.Ordinal);
        var accepted = wrong with { EquivalentRepairs = [new("retry-dead-jobs", new Dictionary<string, string>())] };
        Assert.Empty(ScenarioProof.Check(scenario with { RootCauses = [accepted] }));
    }

    [Fact]
    public void What_the_shop_shows_before_the_incident_is_no_symptom_of_it()
    {
        var scenario = NewScenario.Read(text => text);
        var cause = scenario.RootCauses[0];
        var seed = ScenarioProof.SeedOf(scenario, cause);
        var begin = (int)scenario.BeginsAt(seed).TotalSeconds;
        var shop = ShopSimulation.Create(scenario, seed);
        shop.AdvanceTo(TimeSpan.FromSeconds(begin + 20));
        // A figure that is higher at some time before the start than in the seconds after it.
        var early = shop.Charts(TimeSpan.Zero)
            .Lines.Select(line => (line.Name, Before: Highest(line, 0, begin), After: Highest(line, begin, begin + 20)))
            .First(line => line.Before > line.After * 1.2 && line.After > 0);
        var symptom = new Symptom(SymptomKind.Chart, early.Name, "", early.After * 1.1, null, TimeSpan.FromSeconds(10));

        var flaw = Assert.Single(ScenarioProof.Check(scenario with { RootCauses = [cause with { Symptoms = [symptom] }] }));

        Assert.Contains("does not show within 00:10", flaw.Sentence, StringComparison.Ordinal);

        static double Highest(ChartLine line, int from, int to) =>
            line.Values.Skip(from).Take(to - from).Where(double.IsFinite).DefaultIfEmpty(0).Max();
    }

    private static IReadOnlyList<ScenarioFlaw> Check(string old, string changed) =>
        ScenarioProof.Check(NewScenario.Read(text => text.Replace(old, changed, StringComparison.Ordinal)));
}
