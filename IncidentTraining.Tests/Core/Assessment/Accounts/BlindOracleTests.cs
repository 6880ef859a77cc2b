using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Random actions and pressing all repairs in a row, against the oracle and the outcome.</summary>
public class BlindOracleTests(ITestOutputHelper output)
{
    const int Sequences = 10;
    const int Seeds = 3;
    const double Most = 50;

    static readonly TimeSpan Think = TimeSpan.FromMinutes(1), Last = TimeSpan.FromMinutes(3);

    public static TheoryData<string, string> Causes => Labs.Causes;

    /// <summary>Ten random sequences a cause, over three seeds: what is wrong with one of them is wrong with the oracle.</summary>
    [Theory, MemberData(nameof(Causes))]
    public void Random_actions_are_neither_resolved_with_cause_or_harm_present_nor_more_than_half_of_the_outcome(string scenario, string cause)
    {
        for (var i = 0; i < Sequences; i++)
        {
            var played = Played.Of(scenario, cause, 1 + (i % Seeds));
            var random = new Random(17 + i);
            var course = played.AtPage();
            course.LiveTo(course.Shop.Now + Think);
            var steps = Strategies.Random(course.Shop, random);
            foreach (var step in steps)
            {
                course.Take([step]);
                course.LiveTo(course.Shop.Now + TimeSpan.FromSeconds(random.Next(5, 120)));
            }

            course.LiveTo(played.Situation.Horizon - Last);
            var before = course.Shop.Harm();
            course.LiveTo(played.Situation.Horizon);
            var end = course.End();
            var said = string.Join(", ", steps.Select(step => $"{step.Action} {string.Join(' ', step.Arguments.Values)}"));

            if (end.Truth.ResolvedAt is not null)
            {
                Assert.True(end.Truth.CauseRemovedAt is not null, $"Resolved with its cause: {said}.");
                Assert.True(OracleTests.IsCalm(before, end.Harm), $"Resolved with harm ({before} {end.Harm}): {said}.");
            }

            var outcome = OutcomeScale.Of(played.DoNothing.Cents, end.Cents, played.Reference.Course.Cents, end.Truth.ResolvedAt is not null)!.Value;
            Assert.True(outcome <= Most || Strategies.Accepted(played.Cause, steps), $"{outcome:0} of the outcome without an accepted repair: {said}.");
        }
    }

    /// <summary>Every repair of the lab in a row, the right one last: as fast as a hand can, and as fast as the operations lead may.</summary>
    [Theory, MemberData(nameof(Causes))]
    public void A_shotgun_takes_its_time_and_is_worth_less_for_it(string scenario, string cause)
    {
        var played = Played.Of(scenario, cause);
        List<MitigationStep> steps = [.. Strategies.Siblings(played.Situation.Scenario, played.Cause).DistinctBy(step => $"{step.Action} {string.Join(' ', step.Arguments)}"), .. played.Cause.Mitigations];
        var (fast, _) = Play(limited: false);
        var (slow, took) = Play(limited: true);

        output.WriteLine($"{cause}: {steps.Count} repairs, {fast:0} at once, {slow:0} after {took.TotalMinutes:0.0} min");
        Assert.True(took >= (steps.Count(step => Occupation.Risky.Contains(step.Action)) - 1) * Occupation.Watch);
        // Lab 1's experiment can be switched off at once, which ends nearly all harm; Lab 4's orders are late and not lost, so minutes cost little.
        var isCheap = scenario is "lab-1-high-latency" or "lab-4-worker-failure";
        Assert.True(isCheap ? slow <= fast : slow < 96, $"A shotgun still reaches {slow:0} of {fast:0}.");

        (double Outcome, TimeSpan Took) Play(bool limited)
        {
            var course = played.AtPage();
            var begun = course.Shop.Now;
            course.Take(played.Given.Select(input => new MitigationStep("disable-experiment", input.Arguments)));
            var free = course.Shop.Now;
            foreach (var step in steps)
            {
                if (limited && Occupation.Risky.Contains(step.Action))
                {
                    course.LiveTo(free > course.Shop.Now ? free : course.Shop.Now);
                    free = course.Shop.Now + Occupation.Of(course.Shop.Actions.First(one => one.Name == step.Action));
                }

                course.Take([step]);
            }

            var took = course.Shop.Now - begun;
            course.LiveTo(played.Situation.Horizon);
            var end = course.End();
            return (OutcomeScale.Of(played.DoNothing.Cents, end.Cents, played.Reference.Course.Cents, end.Truth.ResolvedAt is not null)!.Value, took);
        }
    }
}
