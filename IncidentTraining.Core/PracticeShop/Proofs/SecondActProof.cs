using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>
/// Plays the expert run of a cause without the repair of its second act, to check that the act begins and shows as promised.
/// </summary>
static class SecondActProof
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(45),
        Step = TimeSpan.FromSeconds(5);

    /// <summary>Broken promises; empty when there are none, or no second act.</summary>
    public static IEnumerable<ScenarioFlaw> Check(Scenario scenario, RootCause cause)
    {
        if (cause.SecondAct is not { } act)
            yield break;
        var seed = ScenarioProof.SeedOf(scenario, cause);
        var shop = ShopSimulation.Create(scenario, seed);
        var untreated = scenario.ExpertRunOf(cause, seed).Where(step => !act.Mitigations.Any(own => own.Action == step.Action));
        var player = new ExpertPlayer(shop, [.. untreated]);
        while (shop.Truth().SecondActAt is null && shop.Now < Longest)
            player.PlayTo(shop.Now + Step);
        if (shop.Truth().SecondActAt is not { } begin)
        {
            yield return new ScenarioFlaw(act.Line, $"The second act of '{cause.Id}' does not start in its expert run");
            yield break;
        }

        List<Symptom> missing = [.. act.Symptoms];
        while (missing.Count > 0)
        {
            missing.RemoveAll(symptom => SymptomWatch.Shows(shop, symptom));
            foreach (var late in missing.Where(symptom => begin + symptom.By < shop.Now).ToList())
            {
                missing.Remove(late);
                yield return new ScenarioFlaw(
                    late.Line,
                    $"In the second act of '{cause.Id}' {SymptomWatch.Describe(late)} does not show within {late.By:mm\\:ss}"
                );
            }

            player.PlayTo(shop.Now + Step);
        }
    }
}
