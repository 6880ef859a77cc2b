using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop;

[Trait("Speed", "slow")]
public class RootCauseTests
{
    public static TheoryData<string> Causes => Lab1.Causes;

    public static TheoryData<string, string> Siblings
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var cause in Lab1.Scenario.RootCauses)
            {
                // If two causes have the same repair, it resolves both.
                foreach (
                    var sibling in Lab1.Scenario.RootCauses.Where(other => other != cause && !IsSame(other.Mitigations, cause.Mitigations))
                )
                    pairs.Add(cause.Id, sibling.Id);
            }
            return pairs;
        }
    }

    static bool IsSame(IReadOnlyList<MitigationStep> one, IReadOnlyList<MitigationStep> other) =>
        one.Select(Text).SequenceEqual(other.Select(Text));

    static string Text(MitigationStep step) =>
        $"{step.Action} {string.Join(' ', step.Arguments.Select(pair => $"{pair.Key}={pair.Value}").Order())}";

    [Theory, MemberData(nameof(Causes))]
    public void A_latent_weakness_keeps_the_service_levels_in_a_quiet_hour(string cause)
    {
        var shop = Lab1.ShopWith(cause);
        shop.Run(1200);
        Assert.Null(shop.Truth().OnsetAt);
        Assert.DoesNotContain(shop.EventsAfter(0), entry => entry.Kind == ShopEventKind.AlertFiring);
    }

    [Theory, MemberData(nameof(Causes))]
    public void The_experiment_brings_the_onset_at_once_and_a_page_within_two_minutes(string cause)
    {
        var shop = Lab1.Incident(cause);
        var truth = shop.Truth();
        Assert.Equal(cause, truth.RootCause);
        Assert.InRange(truth.OnsetAt!.Value.TotalSeconds, 62, 75);
        Assert.InRange((truth.DetectedAt!.Value - truth.OnsetAt.Value).TotalSeconds, 30, 120);
    }

    [Theory, MemberData(nameof(Causes))]
    public void The_right_repair_and_the_experiment_off_resolve_the_run(string cause)
    {
        var shop = Lab1.InTrouble(cause);
        shop.Do("disable-experiment", "experiment", Lab1.Experiment);
        shop.Mitigate(cause);
        var repairedAt = shop.Now;

        Assert.True(shop.ResolvesWithin(300));

        var truth = shop.Truth();
        Assert.InRange(truth.CauseRemovedAt!.Value.TotalSeconds, repairedAt.TotalSeconds, repairedAt.TotalSeconds + 60);
        Assert.Equal(Lab1.Scenario.ServiceLevels.HoldTime, truth.ResolvedAt - truth.RecoveredAt);
        Assert.Empty(truth.Unresolved);
    }

    [Theory, MemberData(nameof(Causes))]
    public void Doing_nothing_never_resolves_the_run(string cause) => Assert.False(Lab1.InTrouble(cause).ResolvesWithin(360));

    [Theory, MemberData(nameof(Causes))]
    public void Switching_the_experiment_off_is_not_enough(string cause)
    {
        var shop = Lab1.InTrouble(cause);
        shop.Do("disable-experiment", "experiment", Lab1.Experiment);
        Assert.False(shop.ResolvesWithin(600));
        Assert.Contains("Latency is worse than its service level.", shop.Truth().Unresolved);
    }

    [Theory, MemberData(nameof(Causes))]
    public void A_short_experiment_cannot_be_waited_out_before_the_newsletter(string cause)
    {
        var shop = Lab1.ShopWith(cause);
        shop.Run(30);
        shop.Do("enable-experiment", "experiment", Lab1.Experiment);
        shop.Run(8);
        shop.Do("disable-experiment", "experiment", Lab1.Experiment);
        Assert.False(shop.ResolvesWithin(480));
        Assert.NotNull(shop.Truth().OnsetAt);
    }

    [Theory, MemberData(nameof(Causes))]
    public void The_right_repair_alone_never_resolves_the_run_while_the_experiment_is_on(string cause)
    {
        var shop = Lab1.InTrouble(cause);
        shop.Mitigate(cause);
        Assert.False(shop.ResolvesWithin(360));
        Assert.Contains("A chaos experiment is still on.", shop.Truth().Unresolved);
    }

    [Theory, MemberData(nameof(Siblings))]
    public void The_repair_of_a_sibling_cause_does_not_resolve_the_run(string cause, string sibling)
    {
        var shop = Lab1.InTrouble(cause);
        shop.Do("disable-experiment", "experiment", Lab1.Experiment);
        shop.Mitigate(sibling);
        Assert.False(shop.ResolvesWithin(360));
    }

    [Theory, MemberData(nameof(Causes))]
    public void A_run_is_never_resolved_while_traffic_is_shed(string cause)
    {
        var shop = Lab1.InTrouble(cause);
        shop.Do("disable-experiment", "experiment", Lab1.Experiment);
        shop.Mitigate(cause);
        shop.Do("shed-traffic", "percent", "1");
        Assert.False(shop.ResolvesWithin(300));
        Assert.Contains("Traffic is still being shed.", shop.Truth().Unresolved);
    }

    [Fact]
    public void A_resolved_run_is_open_again_when_a_service_level_is_violated_again()
    {
        var shop = Lab1.InTrouble("pool-too-small");
        shop.Do("disable-experiment", "experiment", Lab1.Experiment);
        shop.Mitigate("pool-too-small");
        Assert.True(shop.ResolvesWithin(300));

        shop.Do("resize-pool", "connections", "3");
        shop.Run(60);

        Assert.Null(shop.Truth().ResolvedAt);
        Assert.Null(shop.Truth().CauseRemovedAt);
    }

    [Fact]
    public void Neighbouring_seeds_pick_every_cause_about_equally_often()
    {
        var picks = Enumerable.Range(1, 4000).CountBy(seed => Lab1.Scenario.RootCauseFor(seed).Id).ToDictionary();
        Assert.Equal(Lab1.Scenario.RootCauses.Count, picks.Count);
        var fair = 4000 / picks.Count;
        Assert.All(picks.Values, count => Assert.InRange(count, fair * 9 / 10, fair * 11 / 10));
    }
}
