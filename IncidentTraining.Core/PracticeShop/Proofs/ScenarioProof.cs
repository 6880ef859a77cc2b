using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>A promise that a scenario breaks.</summary>
/// <param name="Line">The line of its text with the promise.</param>
/// <param name="Sentence">What is wrong, without a full stop.</param>
public sealed record ScenarioFlaw(int Line, string Sentence)
{
    /// <summary>The cure, as a sentence without a full stop.</summary>
    public string Cure { get; init; } = "Correct its faults, symptoms or expert run";
}

/// <summary>
/// Plays a scenario to check its promises: its symptoms show in time, and its expert runs lead to measured resolution. A trainee must never
/// be the first to find out that an incident cannot be seen or solved.
/// </summary>
public static class ScenarioProof
{
    /// <summary>Longest time that an expert run may take to be resolved.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(45);

    /// <summary>With a single parallel cause, a person who runs the lab again would know it.</summary>
    const int LeastParallels = 2;

    static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>Plays every root cause: its symptoms and its expert run.</summary>
    /// <param name="scenario">A scenario that was read without problems.</param>
    /// <returns>Broken promises; empty when there are none.</returns>
    public static IReadOnlyList<ScenarioFlaw> Check(Scenario scenario) =>
        [.. scenario.RootCauses.SelectMany(cause => CheckCause(scenario, cause))];

    /// <summary>Plays the run of one seed until its symptoms show: for the start of a lab.</summary>
    /// <param name="scenario">A scenario that was read without problems.</param>
    /// <param name="seed">The run's seed.</param>
    /// <returns>Symptoms that do not show, one sentence each; empty when all do.</returns>
    public static IReadOnlyList<string> CheckSeed(Scenario scenario, long seed) =>
        [.. Missing(scenario, seed).Select(flaw => flaw.Sentence)];

    static IReadOnlyList<ScenarioFlaw> Missing(Scenario scenario, long seed)
    {
        var cause = scenario.RootCauseFor(seed);
        List<Symptom> missing = [.. scenario.Symptoms, .. cause.Symptoms];
        if (missing.Count == 0)
            return [];
        var shop = ShopSimulation.Create(scenario, seed);
        var begin = scenario.BeginsAt(seed);
        var end = begin + missing.Max(symptom => symptom.By);
        var late = new List<Symptom>();
        var player = new ExpertPlayer(shop, scenario.Opening);
        while (shop.Now < end && missing.Count > 0)
        {
            player.PlayTo(shop.Now + Step);
            // Whatever the shop shows earlier has other reasons.
            if (shop.Now <= begin)
                continue;
            late.AddRange(missing.Where(symptom => begin + symptom.By < shop.Now && !SymptomWatch.Shows(shop, symptom)));
            missing.RemoveAll(symptom => late.Contains(symptom) || SymptomWatch.Shows(shop, symptom));
        }

        return
        [
            .. late.Concat(missing)
                .Select(symptom => new ScenarioFlaw(
                    symptom.Line,
                    $"In '{cause.Id}' {SymptomWatch.Describe(symptom)} does not show within {symptom.By:mm\\:ss}"
                )),
        ];
    }

    /// <summary>Plays an expert run to its end.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="cause">The root cause.</param>
    /// <returns>When the run counted as resolved, in virtual time; null when it never did.</returns>
    public static TimeSpan? Resolve(Scenario scenario, RootCause cause)
    {
        var seed = SeedOf(scenario, cause);
        return Resolve(scenario, seed, scenario.ExpertRunOf(cause, seed));
    }

    static TimeSpan? Resolve(Scenario scenario, long seed, IReadOnlyList<TimedStep> steps)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        var player = new ExpertPlayer(shop, steps);
        while (shop.Now < Longest)
        {
            player.PlayTo(shop.Now + Step);
            if (player.IsDone && shop.Truth().ResolvedAt is { } at)
                return at;
        }

        return null;
    }

    /// <summary>The smallest seed, starting at a given one, that picks a root cause.</summary>
    internal static long SeedOf(Scenario scenario, RootCause cause, long from = 1)
    {
        for (var seed = from; ; seed++)
        {
            if (scenario.RootCauseFor(seed).Id == cause.Id)
                return seed;
        }
    }

    static IEnumerable<ScenarioFlaw> CheckCause(Scenario scenario, RootCause cause)
    {
        foreach (var missing in Missing(scenario, SeedOf(scenario, cause)))
            yield return missing;
        if (cause.IsHealthy)
        {
            foreach (var harmed in HealthyProof.Check(scenario, cause))
                yield return harmed;
        }
        else if (cause.ExpertRun.Count == 0)
        {
            yield return new ScenarioFlaw(cause.Line, $"The root cause '{cause.Id}' has no expert run");
        }

        if (cause.EvidencePath is null)
            yield return new ScenarioFlaw(
                cause.Line,
                $"The root cause '{cause.Id}' has no evidence path, so its runs would have no reference"
            );
        if (cause.Diagnosis is null)
            yield return new ScenarioFlaw(cause.Line, $"The root cause '{cause.Id}' has no diagnosis, so no declaration could be right");
        if (scenario.RootCauses.Count > LeastParallels && scenario.ParallelsOf(cause).Count < LeastParallels)
            yield return new ScenarioFlaw(
                cause.Line,
                $"The root cause '{cause.Id}' has fewer than {LeastParallels} other causes of difficulty {cause.Difficulty} that share a skill, so anyone who repeats the lab would know the answer"
            );
        if (cause.ExpertRun.Count > 0 && Resolve(scenario, cause) is null)
            yield return new ScenarioFlaw(
                cause.ExpertRunLine,
                $"The expert run of '{cause.Id}' does not lead to resolution within {Longest.TotalMinutes:0} minutes"
            );
        foreach (
            var flaw in Repairs(scenario, cause)
                .Concat(SecondActProof.Check(scenario, cause))
                .Concat(MetastableProof.Check(scenario, cause))
        )
            yield return flaw;
    }

    /// <summary>An expert run that resolves shows that its actions repair; that omitting them does not must be shown separately.</summary>
    static IEnumerable<ScenarioFlaw> Repairs(Scenario scenario, RootCause cause)
    {
        if (cause.IsHealthy || cause.ExpertRun.Count == 0)
            yield break;
        if (!IsRepaired(cause, cause.ExpertRun) && Resolve(scenario, SeedOf(scenario, cause), Mitigated(scenario, cause)) is null)
            yield return new ScenarioFlaw(
                cause.Line,
                $"The mitigations of '{cause.Id}' are not in its expert run, and do not lead to resolution on their own within {Longest.TotalMinutes:0} minutes"
            );
        if (cause.EvidencePath is { } path && !IsRepaired(cause, path.First.Concat(path.Repair)))
            yield return new ScenarioFlaw(
                path.Line,
                $"The evidence path of '{cause.Id}' ends with neither all of its mitigations nor an equivalent repair"
            );
    }

    static bool IsRepaired(RootCause cause, IEnumerable<TimedStep> steps)
    {
        var taken = steps.ToList();
        return cause.Mitigations.All(IsTaken) || cause.EquivalentRepairs.Any(IsTaken);

        bool IsTaken(MitigationStep step) =>
            taken.Exists(one => one.Action == step.Action && one.Arguments.ToHashSet().SetEquals(step.Arguments));
    }

    /// <summary>The mitigations at the time of the expert's last step, after the evidence path's first mitigation.</summary>
    static IReadOnlyList<TimedStep> Mitigated(Scenario scenario, RootCause cause)
    {
        var at = scenario.BeginsAt(SeedOf(scenario, cause)) + cause.ExpertRun.Max(step => step.At);
        return
        [
            .. scenario.Opening,
            .. (cause.EvidencePath?.First ?? []).Select(step => step with { At = at }),
            .. cause.Mitigations.Select(step => new TimedStep(at, step.Action, step.Arguments)),
        ];
    }
}
