using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>What became of a metastable cause on some seeds.</summary>
/// <param name="Seeds">Seeds that were played.</param>
/// <param name="Waited">On how many the service levels held again, for the hold time, within half an hour in which no one did
/// anything.</param>
/// <param name="Recovered">On how many each recovery resolved the incident.</param>
/// <param name="Flaws">What is not as promised.</param>
public sealed record MetastableResult(int Seeds, int Waited, IReadOnlyDictionary<string, int> Recovered, IReadOnlyList<ScenarioFlaw> Flaws)
{
    /// <summary>The figures in words.</summary>
    public string Words =>
        $"of {Seeds} seeds {Waited} recover by waiting, {string.Join(", ", Recovered.Select(pair => $"{pair.Value} by {pair.Key}"))}";
}

/// <summary>
/// Plays a metastable cause: what set it off ends by itself, half an hour of waiting from then on brings no recovery on any seed, and each
/// of the recoveries resolves the incident on at least 95 % of the seeds.
/// </summary>
public static class MetastableProof
{
    /// <summary>Seeds that the check of the content plays.</summary>
    public const int Seeds = 3;

    /// <summary>Seeds that the deep check plays.</summary>
    public const int DeepSeeds = 1000;

    /// <summary>The least share of the seeds on which a recovery has to resolve the incident, in per cent.</summary>
    public const int LeastPercent = 95;

    /// <summary>How long is waited from the moment on at which what set the outage off has ended.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(30);

    /// <summary>How long after the page a recovery may take to be resolved.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>How long it has to stay resolved: a shop that is pushed back into the outage by the load that returns has not
    /// recovered.</summary>
    static readonly TimeSpan Stays = TimeSpan.FromMinutes(5);

    static readonly TimeSpan LatestPage = TimeSpan.FromMinutes(30),
        Step = TimeSpan.FromSeconds(5);

    /// <summary>Plays a cause.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="cause">One of its causes, with a promise.</param>
    /// <param name="seeds">How many seeds are played.</param>
    /// <param name="ct">Stops the play.</param>
    /// <exception cref="ArgumentException">The cause promises nothing of the kind.</exception>
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

    /// <summary>What is not as promised on a few seeds; empty when all is, or when the cause promises nothing of the kind.</summary>
    public static IReadOnlyList<ScenarioFlaw> Check(Scenario scenario, RootCause cause) =>
        cause.Metastable is null ? [] : Play(scenario, cause, Seeds).Flaws;

    /// <summary>Whether the service levels hold again for the hold time although no one did anything.</summary>
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
