using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>The outcome of a metastable cause on some seeds.</summary>
/// <param name="Seeds">Seeds that were played.</param>
/// <param name="Waited">The number of seeds on which the service levels held again, for the hold time, within half an hour without any
/// action.</param>
/// <param name="Recovered">The number of seeds on which each recovery resolved the incident.</param>
/// <param name="Flaws">Broken promises.</param>
public sealed record MetastableResult(int Seeds, int Waited, IReadOnlyDictionary<string, int> Recovered, IReadOnlyList<ScenarioFlaw> Flaws)
{
    /// <summary>The figures in words.</summary>
    public string Words =>
        $"of {Seeds} seeds {Waited} recover by waiting, {string.Join(", ", Recovered.Select(pair => $"{pair.Value} by {pair.Key}"))}";
}

/// <summary>
/// Plays a metastable cause: its trigger ends by itself, half an hour of waiting from then on brings no recovery on any seed, and each of
/// the recoveries resolves the incident on at least 95 % of the seeds.
/// </summary>
public static class MetastableProof
{
    /// <summary>Seeds that the content check plays.</summary>
    public const int Seeds = 3;

    /// <summary>Seeds that the deep check plays.</summary>
    public const int DeepSeeds = 1000;

    /// <summary>The smallest share of the seeds on which a recovery must resolve the incident, in per cent.</summary>
    public const int LeastPercent = 95;

    /// <summary>How long the proof waits after the trigger has ended.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(30);

    /// <summary>Longest time from the page until a recovery has resolved the incident.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>How long it must stay resolved: a shop that the returning load pushes back into the outage has not recovered.</summary>
    static readonly TimeSpan Stays = TimeSpan.FromMinutes(5);

    static readonly TimeSpan LatestPage = TimeSpan.FromMinutes(30),
        Step = TimeSpan.FromSeconds(5);

    /// <summary>Plays a cause.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="cause">A metastable cause of the scenario.</param>
    /// <param name="seeds">Number of seeds to play.</param>
    /// <param name="ct">Stops the play.</param>
    /// <exception cref="ArgumentException">The cause is not described as metastable.</exception>
    public static MetastableResult Play(Scenario scenario, RootCause cause, int seeds, CancellationToken ct = default)
    {
        var promise = cause.Metastable ?? throw new ArgumentException($"The cause '{cause.Id}' is not metastable.", nameof(cause));
        var (waited, flaws) = (0, new List<ScenarioFlaw>());
        var recovered = promise.Recoveries.ToDictionary(recovery => recovery.Id, _ => 0);
        var seed = 0L;
        for (var played = 0; played < seeds; played++)
        {
            ct.ThrowIfCancellationRequested();
            seed = ScenarioProof.SeedOf(scenario, cause, seed + 1);
            waited += Waits(scenario, cause, promise, seed, flaws) ? 1 : 0;
            foreach (var recovery in promise.Recoveries)
                recovered[recovery.Id] += Resolves(scenario, recovery, seed) ? 1 : 0;
        }

        if (waited > 0)
            flaws.Add(
                new ScenarioFlaw(promise.Line, $"The metastable cause '{cause.Id}' recovers without action on {waited} of {seeds} seeds")
            );
        flaws.AddRange(
            recovered
                .Where(pair => pair.Value * 100 < LeastPercent * seeds)
                .Select(pair => new ScenarioFlaw(
                    promise.Line,
                    $"The recovery '{pair.Key}' of '{cause.Id}' resolves it on {pair.Value} of {seeds} seeds, fewer than {LeastPercent} %"
                ))
        );
        return new MetastableResult(seeds, waited, recovered, flaws);
    }

    /// <summary>Promises broken on a few seeds; empty when none are, or when the cause is not metastable.</summary>
    public static IReadOnlyList<ScenarioFlaw> Check(Scenario scenario, RootCause cause) =>
        cause.Metastable is null ? [] : Play(scenario, cause, Seeds).Flaws;

    /// <summary>Whether the service levels hold again for the hold time without any action.</summary>
    static bool Waits(Scenario scenario, RootCause cause, MetastableOutage promise, long seed, List<ScenarioFlaw> flaws)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        var player = new ExpertPlayer(shop, scenario.Opening);
        var (begin, over) = (scenario.BeginsAt(seed), (TimeSpan?)null);
        while (over is null && shop.Now < begin + promise.OverBy)
        {
            player.PlayTo(shop.Now + Step);
            over = shop.Now >= begin && shop.TriggersAreOver ? shop.Now : null;
        }

        if (over is null)
            flaws.Add(
                new ScenarioFlaw(
                    promise.Line,
                    $"The trigger of '{cause.Id}' has not ended {promise.OverBy:mm\\:ss} after its start on seed {seed}"
                )
            );
        var end = shop.Now + Wait;
        while (shop.Now < end)
        {
            player.PlayTo(shop.Now + Step);
            if (shop.Truth().MitigatedAt is not null)
                return true;
        }

        return false;
    }

    static bool Resolves(Scenario scenario, Recovery recovery, long seed)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        var opening = new ExpertPlayer(shop, scenario.Opening);
        while (shop.Truth().DetectedAt is null && shop.Now < LatestPage)
            opening.PlayTo(shop.Now + Step);
        var page = shop.Now;
        List<TimedStep> steps =
        [
            .. scenario.Opening.Where(step => step.At > page),
            .. recovery.Steps.Select(step => step with { At = page + step.At }),
        ];
        var player = new ExpertPlayer(shop, steps, after: scenario.Opening.Count);
        while (shop.Truth().ResolvedAt is null || !player.IsDone)
        {
            if (shop.Now >= page + Longest)
                return false;
            player.PlayTo(shop.Now + Step);
        }

        var resolved = shop.Truth().ResolvedAt;
        player.PlayTo(shop.Now + Stays);
        return shop.Truth().ResolvedAt == resolved;
    }
}
