using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Treating a leak like an outage earns little, and actions that destroy evidence show in the account.</summary>
[Trait("Speed", "slow")]
public sealed class EvidenceOracleTests
{
    const string Scenario = "security-order-export",
        Key = "key-in-examples",
        OtherKey = "key-on-old-server",
        Release = "release-without-check";

    const double Most = 50;

    static readonly MitigationStep Copy = new("copy-access-log", new Dictionary<string, string>()),
        RollBack = new("roll-back", new Dictionary<string, string>()),
        Restart = new("restart-instance", new Dictionary<string, string> { ["instance"] = "api-1" });

    public static TheoryData<string, string> Blind
    {
        get
        {
            var ways = new TheoryData<string, string>();
            foreach (var cause in new[] { Key, OtherKey, Release })
            {
                foreach (var way in BlindActions.Ways.Keys)
                    ways.Add(cause, way);
            }

            return ways;
        }
    }

    [Theory, MemberData(nameof(Blind))]
    public void A_leak_that_is_worked_like_an_outage_is_worth_half_of_the_outcome_at_most(string cause, string way)
    {
        var played = Played.Of(Scenario, cause);
        var course = played.AtPage();
        course.LiveTo(course.Shop.Now + TimeSpan.FromMinutes(1));
        // Even where the right repair is among the steps, because none of these ways copies the logs before it replaces an instance.
        course.Take(BlindActions.Ways[way](played.Situation, course.Shop));

        Assert.InRange(Outcome(played, course), double.MinValue, Most);
    }

    [Theory]
    [InlineData(Key)]
    [InlineData(OtherKey)]
    [InlineData(Release)]
    public void Waiting_and_closing_alone_get_half_of_the_outcome_at_most(string cause)
    {
        var played = Played.Of(Scenario, cause);
        Assert.Equal(0, Outcome(played, played.AtPage()), 9);

        var closed = played.AtPage();
        closed.Take([new("switch-export", new Dictionary<string, string> { ["state"] = "closed" })]);
        Assert.InRange(Outcome(played, closed), 1, Most);
    }

    [Fact]
    public void Rolling_back_without_a_copy_is_worse_than_doing_nothing_and_after_a_copy_as_good_as_the_reference()
    {
        var played = Played.Of(Scenario, Release);
        var (without, with) = (played.AtPage(), played.AtPage());
        without.Take([RollBack]);
        with.Take([Copy, RollBack]);

        Assert.True(Outcome(played, without) < 0);
        Assert.InRange(Outcome(played, with), 90, 200);
    }

    [Fact]
    public void What_kept_the_evidence_helped_and_what_destroyed_it_did_harm_by_leaving_it_out()
    {
        var played = Played.Of(Scenario, Key);
        var revoke = played.Cause.EquivalentRepairs.Single();
        // An omitted action leaves a gap, so that the others keep their times.
        long Cents(params MitigationStep?[] steps)
        {
            var course = played.AtPage();
            for (var place = 0; place < steps.Length; place++)
            {
                course.Take(steps[place] is { } step ? [step] : []);
                course.LiveTo(played.Reference.PagedAt!.Value + ((place + 1) * TimeSpan.FromSeconds(30)));
            }

            course.LiveTo(played.Situation.Horizon);
            return course.End().Cents;
        }

        var stake = played.DoNothing.Cents - played.Reference.Course.Cents;
        var (both, notCopied, notRestarted) = (Cents(Copy, Restart, revoke), Cents(null, Restart, revoke), Cents(Copy, null, revoke));

        Assert.True(notCopied - both > 0.5 * stake, "The copy saved nothing.");
        Assert.True(notCopied - Cents(null, null, revoke) > 0.5 * stake, "The restart did no harm.");
        Assert.InRange(Math.Abs(both - notRestarted), 0, 0.02 * stake);
    }

    [Fact]
    public void A_wrong_key_costs_more_than_chance()
    {
        var played = Played.Of(Scenario, Key);
        var course = played.AtPage();
        course.Take([new("revoke-key", new Dictionary<string, string> { ["key"] = "quayside" })]);
        course.LiveTo(played.Situation.Horizon);

        var stake = played.DoNothing.Cents - played.Reference.Course.Cents;
        Assert.True(course.End().Cents - played.DoNothing.Cents > OutcomeScale.LeastShare * stake);
        Assert.True(course.End().Cents - played.DoNothing.Cents > OutcomeScale.LeastDifference);
    }

    static double Outcome(Played played, CourseShop course)
    {
        course.LiveTo(played.Situation.Horizon);
        var end = course.End();
        return OutcomeScale.Of(played.DoNothing.Cents, end.Cents, played.Reference.Course.Cents, end.Truth.ResolvedAt is not null)!.Value;
    }
}
