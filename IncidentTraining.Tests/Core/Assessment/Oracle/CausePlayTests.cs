using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Authoring;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>What an author is told about a root cause.</summary>
public sealed class CausePlayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void What_appears_is_told_from_the_begin_on_and_without_what_a_healthy_shop_shows()
    {
        var scenario = New(text => text);
        var play = CausePlay.Of(scenario, scenario.RootCauses.Single(cause => cause.Id == "all-crashed"), from: 1, Ct);

        Assert.Equal("all-crashed", scenario.RootCauseFor(play.Seed).Id);
        Assert.All(play.Appears, one => Assert.True(one.At >= play.Begins, $"{one.Where} {one.Text} at {one.At}"));
        Assert.Single(play.Appears, one => one.Where == "alert firing");
        Assert.Contains(play.Appears, one => one is { Where: "log" } && one.Text.Contains("killed by the host", StringComparison.Ordinal));
        Assert.DoesNotContain(play.Appears, one => one.Text.Contains("cdn: retry", StringComparison.Ordinal));
        Assert.Equal(3, play.Appears.Count(one => one.Where == "symptom"));
    }

    [Fact]
    public void Each_cause_is_played_with_the_first_seed_from_the_given_one_on()
    {
        var scenario = New(text => text);
        foreach (var cause in scenario.RootCauses)
        {
            var first = CausePlay.Of(scenario, cause, from: 1, Ct).Seed;
            Assert.Equal(first, Enumerable.Range(1, 100).First(seed => scenario.RootCauseFor(seed).Id == cause.Id));
            Assert.True(CausePlay.Of(scenario, cause, first + 1, Ct).Seed > first);
        }
    }

    [Fact]
    public void A_symptom_that_does_not_appear_is_told_and_a_path_that_looks_for_it_never_concludes()
    {
        var scenario = New(text =>
            text.Replace("{ chart: workers_up, below: 1 }", "{ chart: redis_up, below: 1 }", StringComparison.Ordinal)
                .Replace("{ chart: workers_up, below: 1, by: 1m }", "{ chart: redis_up, below: 1, by: 1m }", StringComparison.Ordinal)
        );
        var play = CausePlay.Of(scenario, scenario.RootCauses[0], from: 1, Ct);

        Assert.Contains(play.Appears, one => one.Text == "chart 'redis_up' below 1 has not appeared");
        Assert.NotNull(play.Reference!.PagedAt);
        Assert.Null(play.Reference.ConcludedAt);
    }

    [Fact]
    public void The_evidence_path_ends_in_measured_resolution()
    {
        var scenario = New(text => text);
        foreach (var cause in scenario.RootCauses)
        {
            var reference = CausePlay.Of(scenario, cause, from: 1, Ct).Reference!;
            Assert.True(reference.ConcludedAt > reference.PagedAt);
            Assert.True(reference.Course.Truth.ResolvedAt > reference.ConcludedAt);
        }
    }

    private static Scenario New(Func<string, string> change)
    {
        var file = new ContentFile("scenarios/first.yaml", change(ScenarioTemplate.For("first")));
        var scenario = ScenarioReader.Read(file);
        Assert.Empty(file.Problems);
        return scenario;
    }
}
