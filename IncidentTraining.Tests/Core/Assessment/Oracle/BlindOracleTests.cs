using IncidentTraining.Core.Assessment;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Random actions, against the oracle and the outcome.</summary>
[Trait("Speed", "slow")]
public class BlindOracleTests
{
    const int Sequences = 10;
    const int Seeds = 3;
    const double Most = 50;

    static readonly TimeSpan Think = TimeSpan.FromMinutes(1);

    public static TheoryData<string, string> Causes => Labs.Causes;

    /// <summary>Ten random sequences per cause, over three seeds: a flaw in one of them is a flaw in the oracle.</summary>
    [Theory, MemberData(nameof(Causes))]
    public void Random_actions_are_neither_resolved_with_cause_or_harm_present_nor_more_than_half_of_the_outcome(
        string scenario,
        string cause
    )
    {
        for (var i = 0; i < Sequences; i++)
        {
            var played = Played.Of(scenario, cause, 1 + (i % Seeds));
            var random = new Random(17 + i);
            var course = played.AtPage();
            course.LiveTo(course.Shop.Now + Think);
            var steps = BlindActions.Random(course.Shop, random);
            course.Take(steps, _ => TimeSpan.FromSeconds(random.Next(5, 120)));
            var (end, isCalm) = course.End(played.Situation.Horizon);
            var said = string.Join(", ", steps.Select(step => $"{step.Action} {string.Join(' ', step.Arguments.Values)}"));

            if (end.Truth.ResolvedAt is not null)
            {
                Assert.True(end.Truth.CauseRemovedAt is not null, $"Resolved with its cause: {said}.");
                Assert.True(isCalm, $"Resolved with harm ({end.Harm}): {said}.");
            }

            var outcome = OutcomeScale
                .Of(played.DoNothing.Cents, end.Cents, played.Reference.Course.Cents, end.Truth.ResolvedAt is not null)!
                .Value;
            Assert.True(
                outcome <= Most || BlindActions.Accepted(played.Cause, steps),
                $"{outcome:0} of the outcome without an accepted repair: {said}."
            );
        }
    }
}
