using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>
/// Plays a healthy system to check that it is one: something pages, and from then on no service level breaks. Any earlier violation must
/// have been over for the hold time when it pages.
/// </summary>
static class HealthyProof
{
    /// <summary>Seeds that are played by default.</summary>
    const int Seeds = 3;

    /// <summary>A scenario that takes longer to page is not suitable for a shift.</summary>
    static readonly TimeSpan Latest = TimeSpan.FromMinutes(30);

    /// <summary>How long it is observed after the page.</summary>
    static readonly TimeSpan Watched = TimeSpan.FromMinutes(30);

    static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    const string Weaken = "Weaken its faults until no customer is harmed, or say in 'diagnosis' what failed";

    /// <summary>Describes why the system is not healthy; the first flaw only.</summary>
    public static IEnumerable<ScenarioFlaw> Check(Scenario scenario, RootCause cause, int seeds = Seeds)
    {
        var seed = 0L;
        for (var played = 0; played < seeds; played++)
        {
            seed = ScenarioProof.SeedOf(scenario, cause, seed + 1);
            if (Play(scenario, cause, seed) is { } flaw)
            {
                yield return flaw;
                yield break;
            }
        }
    }

    static ScenarioFlaw? Play(Scenario scenario, RootCause cause, long seed)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        var player = new ExpertPlayer(shop, scenario.Opening);
        var pages = scenario.Alerts.Where(alert => alert.Severity == "page").Select(alert => alert.Id).ToHashSet();
        TimeSpan? violated = null;
        while (!shop.EventsAfter(0).Any(e => e.Kind == ShopEventKind.AlertFiring && pages.Contains(e.Subject)))
        {
            if (shop.Now >= Latest)
                return new ScenarioFlaw(
                    cause.Line,
                    $"No alert pages in the healthy system '{cause.Id}' within {Latest.TotalMinutes:0} minutes, so no one would be called"
                )
                {
                    Cure = "Make an alert with severity 'page' fire, through its threshold or a fault that no customer notices",
                };
            player.PlayTo(shop.Now + Step);
            violated = shop.Truth().ServiceLevelsHold ? violated : shop.Now;
        }

        var page = shop.Now;
        if (page - violated < scenario.ServiceLevels.HoldTime)
            return new ScenarioFlaw(
                cause.Line,
                $"In the healthy system '{cause.Id}' a service level is violated at {violated:mm\\:ss}, less than the hold time before it pages at {page:mm\\:ss}"
            )
            {
                Cure = Weaken,
            };
        var looks = new Queue<EvidenceLook>(cause.EvidencePath?.Looks ?? []);
        while (shop.Now < page + Watched)
        {
            player.PlayTo(shop.Now + Step);
            if (!shop.Truth().ServiceLevelsHold)
                return new ScenarioFlaw(
                    cause.Line,
                    $"In the healthy system '{cause.Id}' a service level breaks at {shop.Now:mm\\:ss}, after it has paged at {page:mm\\:ss}"
                )
                {
                    Cure = Weaken,
                };
            while (looks.TryPeek(out var look) && (look.Shows is not { } symptom || SymptomWatch.Shows(shop, symptom)))
                looks.Dequeue();
            if (looks.TryPeek(out var missing) && shop.Now - page > LongestLook)
                return new ScenarioFlaw(
                    missing.Shows!.Line,
                    $"In the healthy system '{cause.Id}' {SymptomWatch.Describe(missing.Shows)} does not show within {LongestLook.TotalMinutes:0} minutes of the page"
                );
        }

        return null;
    }
}
