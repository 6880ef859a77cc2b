using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>The difficulty of causes, and that two crews with parallel incidents get equally hard causes.</summary>
[Trait("Speed", "slow")]
public sealed class DifficultyTests : IDisposable
{
    private const string Lab2 = "lab-2-payment-failure";

    private readonly TemporaryContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_point_is_a_look_or_five_minutes_or_a_doubling_of_the_harm()
    {
        var plain = new CauseDifficulty(8, 15, 7000);
        Assert.Equal(8 + 3 + 3, plain.Points, 9);
        Assert.Equal(plain.Points + 1, (plain with { Looks = 9 }).Points, 9);
        Assert.Equal(plain.Points + 1, (plain with { Minutes = 20 }).Points, 9);
        Assert.Equal(plain.Points + 1, (plain with { Harm = 15000 }).Points, 9);
        // A repair that does more harm than waiting does not reduce the harm.
        Assert.Equal(11, (plain with { Harm = -5000 }).Points, 9);
    }

    [Theory]
    [InlineData(12.5, true)]
    [InlineData(12.6, false)]
    public void Two_causes_match_up_to_the_bound(double minutes, bool matches)
    {
        Assert.Equal(2.5, CauseDifficulty.Bound);
        Assert.Equal(matches, new CauseDifficulty(8, 0, 0).Matches(new CauseDifficulty(8, minutes, 0)));
        Assert.Equal(matches, new CauseDifficulty(8, minutes, 0).Matches(new CauseDifficulty(8, 0, 0)));
    }

    [Fact]
    public void The_next_crew_gets_no_cause_that_is_harder_or_easier_by_more_than_the_bound()
    {
        var (scenario, table) = Made(0, 12.5, 12.6, 0);
        var causes = scenario.RootCauses.Select(cause => cause.Id).ToList();
        var drawn = Draws(scenario, table, SeedOf(scenario, causes[0]));
        Assert.Contains(causes[1], drawn);
        Assert.DoesNotContain(causes[2], drawn);
        // Near both ends of the range only causes within reach of both.
        Assert.DoesNotContain(
            causes[2],
            Draws(scenario, table, SeedOf(scenario, causes[0]), SeedOf(scenario, causes[1]), SeedOf(scenario, causes[3]))
        );
        Assert.Contains(causes[2], Draws(scenario, null, SeedOf(scenario, causes[0])));
    }

    [Fact]
    public void Someone_who_trains_again_gets_a_cause_within_the_bound_or_the_closest_one()
    {
        var (scenario, table) = Made(0, 12.6, 40, 80);
        var causes = scenario.RootCauses.Select(cause => cause.Id).ToList();
        Assert.Equal([causes[1]], Draws(scenario, table, lastOwn: SeedOf(scenario, causes[0])).Distinct());
        var (near, known) = Made(0, 12.5, 40, 80);
        Assert.Equal([causes[1]], Draws(near, known, lastOwn: SeedOf(near, causes[0])).Distinct());
    }

    [Fact]
    public void A_page_on_call_is_matched_with_no_other()
    {
        var (scenario, table) = Made(0, 40, 80, 120);
        var seeds = new SeedChoice(Draw(), table);
        var drawn = Enumerable
            .Range(0, 40)
            .Select(_ => scenario.RootCauseFor(seeds.Pick(scenario, [SeedOf(scenario, scenario.RootCauses[0].Id)], null, _ => true)).Id)
            .Distinct();
        Assert.Equal(3, drawn.Count());
    }

    [Fact]
    public void An_estimate_counts_for_the_text_and_the_engine_it_was_computed_with()
    {
        var (scenario, table) = Made(0, 1, 2, 3);
        Assert.NotNull(table.Of(scenario, scenario.RootCauses[0].Id));
        Assert.Empty(table.Check());
        _content.Save($"scenarios/{Lab2}.yaml", scenario.Source + "\n# changed\n");
        Assert.Contains("no estimate of how hard", Assert.Single(table.Check()).Reason, StringComparison.Ordinal);
        _content.Save($"scenarios/{Lab2}.yaml", scenario.Source);
        Assert.Empty(table.Check());
        _content.Save(
            DifficultyTable.File,
            File.ReadAllText(_content.Folder.FullPath(DifficultyTable.File)).Replace("engine: ", "engine: 1", StringComparison.Ordinal)
        );
        Assert.Null(table.Of(scenario, scenario.RootCauses[0].Id));
        Assert.Single(table.Check());
        _content.Remove(DifficultyTable.File);
        Assert.Empty(table.Check());
    }

    [Fact]
    public void In_the_labs_of_the_content_crews_of_a_class_differ_by_at_most_the_bound()
    {
        using var folder = new ContentFolder(RealContent.Directory, TimeProvider.System);
        var scenarios = SharedContent.Scenarios;
        var table = new DifficultyTable(folder, scenarios);
        Assert.Empty(table.Check());
        // Scenarios that only the pager draws are not matched: people on call are not compared. The introduction has a single cause.
        foreach (
            var scenario in scenarios.All.Where(scenario =>
                scenario.RootCauses.Count > 1 && !scenario.Id.StartsWith("on-call", StringComparison.Ordinal)
            )
        )
        {
            var seeds = new SeedChoice(Draw(), table);
            for (var number = 0; number < 10; number++)
            {
                var drawn = new List<long>();
                for (var crew = 0; crew < 8; crew++)
                {
                    drawn.Add(seeds.Pick(scenario, drawn, null));
                }

                var points = drawn.Select(seed => table.Of(scenario, scenario.RootCauseFor(seed).Id)!.Points).ToList();
                Assert.True(
                    points.Max() - points.Min() <= CauseDifficulty.Bound,
                    $"{scenario.Id}: {points.Min():0.0} to {points.Max():0.0}"
                );
                Assert.True(drawn.Select(seed => scenario.RootCauseFor(seed).Id).Distinct().Count() > 1);
            }
        }
    }

    [Fact]
    public void The_table_of_the_content_is_what_the_reference_runs_give()
    {
        using var folder = new ContentFolder(RealContent.Directory, TimeProvider.System);
        var scenarios = SharedContent.Scenarios;
        var (scenario, table) = (scenarios.Find(Lab2)!, new DifficultyTable(folder, scenarios));
        var cause = scenario.RootCauses[0];
        var (estimate, kept) = (
            DifficultyEstimate.Of(scenario, cause, TestContext.Current.CancellationToken)!,
            table.Of(scenario, cause.Id)!
        );
        Assert.Equal((estimate.Looks, Math.Round(estimate.Minutes, 1), Math.Round(estimate.Harm)), (kept.Looks, kept.Minutes, kept.Harm));
        Assert.True(estimate.Harm > 0);
    }

    /// <summary>Lab 2 with invented estimates: its causes take the same number of looks and these minutes.</summary>
    private (Scenario Scenario, DifficultyTable Table) Made(params double[] minutes)
    {
        _content.Save($"scenarios/{Lab2}.yaml", WithCauses(minutes.Length));
        var scenarios = new RunScenarios(_content.Folder);
        var scenario = scenarios.Find(Lab2)!;
        _content.Save(
            DifficultyTable.File,
            DifficultyTable.Write([
                (
                    scenario,
                    [.. scenario.RootCauses.Zip(minutes, (cause, time) => (cause.Id, (CauseDifficulty?)new CauseDifficulty(8, time, 0)))]
                ),
            ])
        );
        return (scenario, new DifficultyTable(_content.Folder, scenarios));
    }

    /// <summary>The lab's text with its first causes only.</summary>
    private static string WithCauses(int count)
    {
        var text = File.ReadAllText(Path.Combine(RealContent.Directory, $"scenarios/{Lab2}.yaml")).ReplaceLineEndings("\n");
        var from = text.IndexOf("\nroot-causes:\n", StringComparison.Ordinal);
        var cut = Enumerable.Range(0, count + 1).Aggregate(from, (at, _) => text.IndexOf("\n  - id: ", at + 1, StringComparison.Ordinal));
        return text[..cut] + text[text.IndexOf("\n\nalerts:\n", cut, StringComparison.Ordinal)..];
    }

    private static IReadOnlyList<string> Draws(Scenario scenario, DifficultyTable? table, params long[] ofClass)
    {
        var seeds = new SeedChoice(Draw(), table);
        return [.. Enumerable.Range(0, 40).Select(_ => scenario.RootCauseFor(seeds.Pick(scenario, ofClass, null)).Id)];
    }

    private static IReadOnlyList<string> Draws(Scenario scenario, DifficultyTable? table, long lastOwn)
    {
        var seeds = new SeedChoice(Draw(), table);
        return [.. Enumerable.Range(0, 40).Select(_ => scenario.RootCauseFor(seeds.Pick(scenario, [], lastOwn)).Id)];
    }

    private static Func<long> Draw()
    {
        var last = 0L;
        return () => ++last;
    }

    private static long SeedOf(Scenario scenario, string cause) =>
        Enumerable.Range(1, 1000).First(seed => scenario.RootCauseFor(seed).Id == cause);
}
