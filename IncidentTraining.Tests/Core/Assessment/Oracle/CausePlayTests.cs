using IncidentTraining.Core.Assessment;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>What an author is shown about a root cause.</summary>
[Trait("Speed", "slow")]
public sealed class CausePlayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void What_appears_is_told_from_the_begin_on_and_without_what_a_healthy_shop_shows()
    {
        var scenario = NewScenario.Read(text => text);
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
        var scenario = NewScenario.Read(text => text);
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
        var scenario = NewScenario.Read(text =>
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
        var scenario = NewScenario.Read(text => text);
        foreach (var cause in scenario.RootCauses)
        {
            var reference = CausePlay.Of(scenario, cause, from: 1, Ct).Reference!;
            Assert.True(reference.ConcludedAt > reference.PagedAt);
            Assert.True(reference.Course.Truth.ResolvedAt > reference.ConcludedAt);
        }
    }

    [Fact]
    public void People_are_named_with_what_they_write_and_what_no_author_waits_for_is_left_out()
    {
        var scenario = NewScenario.Read(text => text);
        var play = CausePlay.Of(scenario, scenario.RootCauses[0], from: 1, Ct);

        var message = Assert.Single(play.Appears, one => one.Where == "message");
        Assert.StartsWith("Noor Haddad, support lead: Three customers", message.Text, StringComparison.Ordinal);
        Assert.All(play.Appears.Where(one => one.Where == "alert firing"), one =>
            Assert.DoesNotContain(": Paid", one.Text, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(play.Appears, one => one.Where.Length == 0);
        Assert.Equal(play.Appears.OrderBy(one => one.At).Select(one => one.At), play.Appears.Select(one => one.At));
        Assert.True(play.Appears[0].At < play.Appears[^1].At);
    }

    [Fact]
    public void A_state_is_told_within_five_seconds_of_its_change_and_again_when_it_is_as_before()
    {
        var scenario = NewScenario.Read(text =>
            text.Replace(
                "workers: 4, after: 0s }",
                "workers: 4, after: 0s }\n      - { kind: passing-outage, percent: 90, seconds: 300, after: 30s }",
                StringComparison.Ordinal
            )
        );
        var play = CausePlay.Of(scenario, scenario.RootCauses.Single(cause => cause.Id == "all-crashed"), from: 1, Ct);
        var breaks = play.Begins + TimeSpan.FromSeconds(30);
        var health = play.Appears.Where(one => one.Where == "health").ToList();

        Assert.Equal(["gateway is down", "ready is degraded", "gateway is up", "ready is ok"], health.Select(one => one.Text));
        Assert.All(health.Take(2), one => Assert.InRange(one.At, breaks, breaks + TimeSpan.FromSeconds(5)));
        Assert.All(health.Skip(2), one => Assert.InRange(one.At, breaks + TimeSpan.FromMinutes(5), breaks + TimeSpan.FromMinutes(5.1)));
        // Each line once, even one that is written late, and only warnings.
        Assert.Equal(
            ["supervisor", "payments", "api"],
            play.Appears.Where(one => one.Where == "log").Select(one => one.Text.Split(':')[0])
        );
    }

    [Theory]
    [InlineData("lab-3-database-connection", "network-policy", "network", "api-database is unreachable")]
    [InlineData("lab-2-payment-failure", "gateway-erring", "status", "Paylane status is degraded")]
    public void A_cut_network_and_a_status_page_are_told(string lab, string cause, string where, string text) =>
        Assert.Single(CausePlay.Of(Labs.Scenario(lab), Labs.Cause(lab, cause), 1, Ct).Appears, one =>
            (one.Where, one.Text) == (where, text)
        );
}
