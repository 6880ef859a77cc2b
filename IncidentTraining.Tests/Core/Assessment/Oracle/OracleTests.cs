using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Acting without understanding never counts as resolved, and never earns more than half of the outcome.</summary>
[Trait("Speed", "slow")]
public class OracleTests
{
    const double Most = 50;

    static readonly TimeSpan Think = TimeSpan.FromMinutes(1);

    public static TheoryData<string, string, int> Causes => Played.Causes;

    [Theory, MemberData(nameof(Causes))]
    public void Doing_nothing_never_resolves_it_and_is_0_of_the_outcome(string scenario, string cause, int place)
    {
        var played = Played.Of(scenario, cause, place);

        Assert.Null(played.DoNothing.Truth.ResolvedAt);
        Assert.Equal(0, OutcomeScale.Of(played.DoNothing.Cents, played.DoNothing.Cents, played.Reference.Course.Cents, resolved: true));
    }

    [Theory, MemberData(nameof(Causes))]
    public void Acting_blindly_is_neither_resolved_with_cause_or_harm_present_nor_more_than_half_of_the_outcome(
        string scenario,
        string cause,
        int place
    )
    {
        var played = Played.Of(scenario, cause, place);
        foreach (var (name, way) in BlindActions.Ways)
        {
            var course = played.AtPage();
            course.LiveTo(course.Shop.Now + Think);
            var steps = way(played.Situation, course.Shop);
            course.Take(steps);
            var (end, isCalm) = course.End(played.Situation.Horizon);

            if (end.Truth.ResolvedAt is not null)
            {
                Assert.True(end.Truth.CauseRemovedAt is not null, $"{name} is resolved with its cause.");
                Assert.True(isCalm, $"{name} is resolved with harm: {end.Harm}.");
            }

            var outcome = OutcomeScale
                .Of(played.DoNothing.Cents, end.Cents, played.Reference.Course.Cents, end.Truth.ResolvedAt is not null)!
                .Value;
            Assert.True(
                outcome <= Most || BlindActions.Accepted(played.Cause, steps),
                $"{name} reaches {outcome:0} of the outcome without an accepted repair."
            );
        }
    }

    public static TheoryData<string, string> WithEquivalents =>
        [
            .. Labs.All.SelectMany(scenario =>
                scenario.RootCauses.Where(cause => cause.EquivalentRepairs.Count > 0).Select(cause => (scenario.Id, cause.Id))
            ),
        ];

    [Theory, MemberData(nameof(WithEquivalents))]
    public void An_equivalent_repair_resolves_the_incident_by_itself(string scenario, string cause)
    {
        var played = Played.Of(scenario, cause);
        foreach (var repair in played.Cause.EquivalentRepairs)
        {
            var course = played.AtPage();
            course.LiveTo(course.Shop.Now + Think);
            course.Take(played.Given.Select(input => new MitigationStep("disable-experiment", input.Arguments)).Append(repair));
            course.LiveTo(played.Situation.Horizon);

            Assert.True(course.End().Truth.ResolvedAt is not null, $"{repair.Action} does not resolve {cause}.");
        }
    }
}
