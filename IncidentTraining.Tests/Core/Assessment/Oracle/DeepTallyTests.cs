using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Proofs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>What a deep check counts, and what it reports as a violation.</summary>
public sealed class DeepTallyTests
{
    private static readonly BlindEnd Fine = new(IsResolved: false, IsCauseRemoved: false, IsCalm: false, IsAccepted: false, Outcome: 10);

    [Fact]
    public void Courses_are_counted_by_how_they_ended()
    {
        var result = Counted(
            Fine,
            Fine with
            {
                IsAccepted = true,
            },
            Fine with
            {
                IsAccepted = true,
                IsResolved = true,
                IsCauseRemoved = true,
                IsCalm = true,
            }
        );

        Assert.Equal((3, 2, 1, 0), (result.Blind, result.Accepted, result.Resolved, result.Singles));
        Assert.Equal(("lab", "cause", 7), (result.Scenario, result.Cause, result.Seeds));
        Assert.Empty(result.Flaws);
    }

    [Fact]
    public void Resolved_with_the_cause_or_with_harm_present_must_not_be()
    {
        var resolved = Fine with { IsResolved = true, IsCauseRemoved = true, IsCalm = true };
        Assert.Empty(Counted(resolved).Flaws);
        Assert.Equal(["course 0: resolved with its cause."], Counted(resolved with { IsCauseRemoved = false }).Flaws);
        Assert.Equal(["course 0: resolved with harm to customers."], Counted(resolved with { IsCalm = false }).Flaws);
        // An accepted repair is no excuse.
        Assert.Equal(
            ["course 0: resolved with its cause.", "course 0: resolved with harm to customers."],
            Counted(resolved with { IsCauseRemoved = false, IsCalm = false, IsAccepted = true }).Flaws
        );
    }

    [Theory]
    [InlineData(50.0, false, false)]
    [InlineData(50.1, false, true)]
    [InlineData(50.1, true, false)]
    [InlineData(null, false, false)]
    public void More_than_half_of_the_outcome_takes_an_accepted_repair(double? outcome, bool isAccepted, bool isFlaw)
    {
        var result = Counted(Fine with { Outcome = outcome, IsAccepted = isAccepted });
        Assert.Equal(isFlaw ? ["course 0: 50 of the outcome without an accepted repair."] : [], result.Flaws);
    }

    [Fact]
    public void The_highest_outcome_is_that_of_a_course_without_an_accepted_repair()
    {
        Assert.Equal(
            -3,
            Counted(
                Fine with
                {
                    Outcome = -8,
                },
                Fine with
                {
                    Outcome = -3,
                },
                Fine with
                {
                    Outcome = -5,
                },
                Fine with
                {
                    Outcome = null,
                }
            ).Highest
        );
        Assert.Null(Counted(Fine with { Outcome = 90, IsAccepted = true }).Highest);
    }

    [Fact]
    public void Single_actions_and_other_flaws_are_told_with_those_of_a_metastable_cause_last()
    {
        var tally = new DeepTally("lab", "cause");
        tally.CountSingle();
        tally.CountSingle();
        tally.Flaw("seed 1: never paged.");
        var metastable = new MetastableResult(3, 1, new Dictionary<string, int>(), [new ScenarioFlaw(12, "It recovers by waiting")]);

        var result = tally.Result(1, metastable);
        Assert.Equal((2, 0), (result.Singles, result.Blind));
        Assert.Same(metastable, result.Metastable);
        Assert.Equal(["seed 1: never paged.", "It recovers by waiting."], result.Flaws);
        Assert.Equal(["seed 1: never paged."], tally.Result(1, metastable: null).Flaws);
    }

    private static DeepResult Counted(params BlindEnd[] ends)
    {
        var tally = new DeepTally("lab", "cause");
        foreach (var (place, end) in ends.Index())
        {
            tally.Count($"course {place}", end);
        }

        return tally.Result(7, metastable: null);
    }
}
