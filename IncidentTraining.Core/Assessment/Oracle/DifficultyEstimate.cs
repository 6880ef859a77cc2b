using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Assessment;

/// <summary>Estimates how hard the causes of a scenario are, from runs of the reference responder.</summary>
public static class DifficultyEstimate
{
    /// <summary>Number of seeds on which a cause is played.</summary>
    public const int Seeds = 3;

    /// <summary>How long a shop is simulated after its incident begins: the hour of a lab.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(1);

    /// <summary>The estimate of a cause; null when it has no evidence path, or nothing pages.</summary>
    /// <param name="scenario">A scenario that was read without problems.</param>
    /// <param name="cause">One of its causes.</param>
    /// <param name="ct">Stops the computing.</param>
    public static CauseDifficulty? Of(Scenario scenario, RootCause cause, CancellationToken ct = default)
    {
        var given = scenario.OpeningInputs;
        var (seed, minutes, harm) = (0L, 0d, 0d);
        for (var i = 0; i < Seeds; i++)
        {
            seed = ScenarioProof.SeedOf(scenario, cause, seed + 1);
            var situation = new Situation(scenario, seed, scenario.BeginsAt(seed) + Horizon);
            if (ReferenceResponder.Work(situation, given, ct) is not { PagedAt: { } page } reference)
            {
                return null;
            }

            var end = (cause.IsHealthy ? reference.ConcludedAt : reference.Course.Truth.RecoveredAt) ?? situation.Horizon;
            minutes += (end - page).TotalMinutes / Seeds;
            harm += cause.IsHealthy ? 0 : (Course.Play(situation, given, ct).Cents - reference.Course.Cents) / 100d / Seeds;
        }

        return new CauseDifficulty(cause.EvidencePath!.Looks.Count + (cause.SecondAct?.EvidencePath?.Looks.Count ?? 0), minutes, harm);
    }
}
