using System.Security.Cryptography;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// Picks seeds so that neighbours do not get the same root cause, and no one gets the same one twice in a row: a person who runs a lab
/// again gets a parallel cause, with the same skills at the same difficulty. The rest is chance: a rule that could be derived from the
/// order of starting would reveal the cause.
/// </summary>
/// <param name="draw">The source of seeds; null for an unpredictable generator.</param>
/// <param name="difficulties">How hard causes are; null to match only by the difficulty that the content declares.</param>
public sealed class SeedChoice(Func<long>? draw = null, DifficultyTable? difficulties = null)
{
    private const int Tries = 100;

    private readonly Func<long> _draw = draw ?? (() => RandomNumberGenerator.GetInt32(1, int.MaxValue));

    /// <summary>Draws a number for a decision other than a run's seed.</summary>
    public long Draw() => _draw();

    /// <summary>Picks a seed.</summary>
    /// <param name="scenario">The scenario of the new run.</param>
    /// <param name="classSeeds">Seeds of the class's runs of the scenario.</param>
    /// <param name="lastOwnSeed">Seed of the person's last run of it; null when this is the first.</param>
    /// <param name="may">Which causes may be picked; null for all.</param>
    public long Pick(Scenario scenario, IReadOnlyCollection<long> classSeeds, long? lastOwnSeed, Func<RootCause, bool>? may = null)
    {
        var used = classSeeds.CountBy(seed => scenario.RootCauseFor(seed).Id).ToDictionary();
        var candidates = scenario.RootCauses.Where(cause => may?.Invoke(cause) != false).Select(cause => cause.Id).ToList();
        if (lastOwnSeed is { } last && candidates.Count > 1)
        {
            var before = scenario.RootCauseFor(last);
            candidates.Remove(before.Id);
            if (scenario.ParallelsOf(before) is { Count: > 0 } parallels)
            {
                candidates = [.. parallels.Select(cause => cause.Id)];
            }
        }

        // What a pager draws is not a parallel of another page: there, false alarms and incidents are drawn together.
        candidates = may is not null
            ? candidates
            : Matched(
                scenario,
                candidates,
                [.. used.Keys.Append(lastOwnSeed is { } own ? scenario.RootCauseFor(own).Id : "").Where(id => id.Length > 0).Distinct()]
            );
        var rarest = candidates.Min(id => used.GetValueOrDefault(id));
        var wanted = candidates.Where(id => used.GetValueOrDefault(id) == rarest).ToHashSet();
        long seed = 0;
        for (var i = 0; i < Tries; i++)
        {
            seed = _draw();
            if (wanted.Contains(scenario.RootCauseFor(seed).Id))
            {
                break;
            }
        }

        return seed;
    }

    /// <summary>
    /// Returns the causes that are as hard as the causes with which they run in parallel, within <see cref="CauseDifficulty.Bound"/>. If
    /// there are none, returns the closest one. A cause without an estimate is included.
    /// </summary>
    private List<string> Matched(Scenario scenario, List<string> candidates, IReadOnlyList<string> others)
    {
        var beside = others.Select(id => difficulties?.Of(scenario, id)).OfType<CauseDifficulty>().ToList();
        if (beside.Count == 0)
        {
            return candidates;
        }

        var matched = candidates.Where(id => difficulties!.Of(scenario, id) is not { } own || beside.TrueForAll(own.Matches)).ToList();
        return matched.Count > 0
            ? matched
            : [candidates.MinBy(id => beside.Max(other => Math.Abs(other.Points - difficulties!.Of(scenario, id)!.Points)))!];
    }
}
