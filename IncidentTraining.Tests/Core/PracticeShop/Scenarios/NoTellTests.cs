using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>
/// The information that a responder gets without looking predicts the cause hardly better than chance: two classifiers learn from some
/// seeds and are tested on others.
/// </summary>
[Trait("Speed", "slow")]
public class NoTellTests
{
    const int Learnt = 50,
        Tried = 50;

    /// <summary>Points above chance that a classifier may reach.</summary>
    const double Most = 10;

    /// <summary>
    /// Labs in which the page itself names another service level depending on the cause: what the classifiers reach, in points above
    /// chance.
    /// </summary>
    static readonly Dictionary<string, double> Listed = [];

    public static TheoryData<string> Scenarios => [.. Labs.Drawn.Select(scenario => scenario.Id).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Scenarios))]
    public void Neither_classifier_predicts_the_cause_more_than_10_points_above_chance(string id)
    {
        var scenario = Labs.Scenario(id);
        var given = Enumerable
            .Range(1, Learnt + Tried)
            .Select(seed => new Sample(scenario.RootCauseFor(seed).Id, Given(scenario, seed)))
            .ToList();
        var (learnt, tried) = (given[..Learnt], given[Learnt..]);
        // A classifier that always names the most frequent cause of the tested ones does no worse than this.
        var chance = tried.GroupBy(sample => sample.Cause).Max(group => group.Count()) * 100.0 / Tried;

        var most = Listed.GetValueOrDefault(id, Most);
        foreach (
            var (name, guess) in new (string, Func<Sample, string>)[]
            {
                ("Naive Bayes", NaiveBayes(learnt)),
                ("Nearest neighbour", NearestNeighbour(learnt)),
            }
        )
        {
            var right = tried.Count(sample => guess(sample) == sample.Cause) * 100.0 / Tried;
            Assert.True(right <= chance + most, $"{name} is right in {right} % of the runs of {id}, chance {chance} %.");
        }
    }

    [Fact]
    public void Both_classifiers_find_a_tell_that_is_there()
    {
        var given = Enumerable
            .Range(1, 60)
            .Select(seed => new Sample(
                $"cause-{seed % 3}",
                [$"noise {seed % 7}", $"noise {seed % 5}", $"tell {seed % 3}", $"order {seed % 3}", $"id {seed % 3}"]
            ))
            .ToList();

        Assert.All(new[] { NaiveBayes(given[..30]), NearestNeighbour(given[..30]) }, guess =>
            Assert.All(given[30..], sample => Assert.Equal(sample.Cause, guess(sample)))
        );
    }

    /// <summary>The page, its time, people's messages until then, and the list of changes with its order, its times and its ids.</summary>
    static HashSet<string> Given(Scenario scenario, long seed)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        var player = new ExpertPlayer(shop, scenario.Opening);
        while (shop.Truth().DetectedAt is null && shop.Now < scenario.BeginsAt(seed) + TimeSpan.FromMinutes(12))
            player.PlayTo(shop.Now + TimeSpan.FromSeconds(5));
        HashSet<string> given = [$"paged in minute {(int)shop.Now.TotalMinutes}"];
        given.UnionWith(
            shop.EventsAfter(0)
                .Where(entry => entry.Kind is ShopEventKind.Message or ShopEventKind.AlertFiring)
                .Select(entry => $"{entry.Kind} {entry.Subject}")
        );
        var changes = shop.Changes();
        given.Add($"{changes.Count} changes");
        for (var place = 0; place < changes.Count; place++)
        {
            var change = changes[place];
            given.UnionWith([
                change.Title,
                $"{place} {change.Kind}",
                $"{place} {change.By}",
                $"{change.Title} at {place / 3}",
                $"{change.Title} is {change.Id[^1]}",
            ]);
        }

        return given;
    }

    internal static Func<Sample, string> NaiveBayes(IReadOnlyList<Sample> learnt)
    {
        var words = learnt.SelectMany(sample => sample.Given).ToHashSet();
        var causes = learnt.GroupBy(sample => sample.Cause).ToList();
        return sample =>
            causes
                .MaxBy(cause =>
                    Math.Log(cause.Count())
                    + words.Sum(word =>
                    {
                        // Each feature is present or not; one more of both kinds than were observed, so that nothing is impossible.
                        var share = (cause.Count(other => other.Given.Contains(word)) + 1.0) / (cause.Count() + 2.0);
                        return Math.Log(sample.Given.Contains(word) ? share : 1 - share);
                    })
                )!
                .Key;
    }

    internal static Func<Sample, string> NearestNeighbour(IReadOnlyList<Sample> learnt) =>
        sample => learnt.MaxBy(other => (double)other.Given.Count(sample.Given.Contains) / other.Given.Union(sample.Given).Count())!.Cause;

    internal sealed record Sample(string Cause, HashSet<string> Given);
}
