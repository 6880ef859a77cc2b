using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>How the diagnosis part follows from the declarations. The cause is one fault with three parts.</summary>
public sealed class DiagnosisPartTests
{
    private static readonly FaultClaim Origin = MadeRun.Right with { StartedBy = FaultOrigin.Unknown },
        OriginAndMode = Origin with { How = FaultMode.Crash },
        Mode = MadeRun.Right with { How = FaultMode.Crash };

    [Fact]
    public void Each_part_counts_and_the_fault_is_found_by_what_failed_and_how()
    {
        foreach (
            var (claim, right, found) in ((FaultClaim, int, bool)[])
                [(MadeRun.Right, 3, true), (Origin, 2, true), (Mode, 2, false), (OriginAndMode, 1, false), (MadeRun.Wrong, 0, false)]
        )
        {
            var fault = Assert.Single(DiagnosisVerdict.Of([claim], MadeRun.Scenario.RootCauses[0])!.Faults);
            Assert.Equal((right, found), (fault.Right, fault.IsFound));
        }
    }

    [Fact]
    public void It_is_met_when_all_is_right_partly_when_the_fault_or_more_than_half_of_the_parts_are_and_else_not()
    {
        Assert.Equal((ResultMark.Bad, "no diagnosis was declared"), Of(new MadeRun()));
        Assert.Equal((ResultMark.Good, "right in all parts"), Of(new MadeRun().Declare(400, MadeRun.Right)));
        Assert.Equal((ResultMark.Partly, "2 of 3 parts are right"), Of(new MadeRun().Declare(400, Origin)));
        Assert.Equal((ResultMark.Partly, "2 of 3 parts are right"), Of(new MadeRun().Declare(400, Mode)));
        Assert.Equal((ResultMark.Bad, "1 of 3 parts is right"), Of(new MadeRun().Declare(400, OriginAndMode)));
        Assert.Equal((ResultMark.Bad, "0 of 3 parts are right"), Of(new MadeRun().Declare(400, MadeRun.Wrong)));
    }

    [Fact]
    public void A_right_one_after_others_is_partly_met_and_the_others_are_counted()
    {
        Assert.Equal(
            (ResultMark.Partly, "right in the end, after 1 other declaration"),
            Of(new MadeRun().Declare(400, MadeRun.Wrong).Declare(500, MadeRun.Right))
        );
        Assert.Equal(
            (ResultMark.Partly, "right in the end, after 2 other declarations"),
            Of(new MadeRun().Declare(400, MadeRun.Wrong).Declare(450, Mode).Declare(500, MadeRun.Right))
        );
    }

    [Theory]
    [InlineData(399, ResultMark.Neutral)]
    [InlineData(400, ResultMark.Neutral)]
    [InlineData(401, ResultMark.Good)]
    public void After_the_solution_was_taken_as_a_hint_nothing_is_judged(int boughtAt, ResultMark mark)
    {
        var run = new MadeRun()
            .Add(boughtAt, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution))
            .Declare(400, MadeRun.Right);
        Assert.Equal(mark, Of(run).Mark);
        Assert.Equal(mark == ResultMark.Neutral, Of(run).Summary.Contains("nothing was diagnosed", StringComparison.Ordinal));
        Assert.Equal(
            ResultMark.Bad,
            Of(
                new MadeRun()
                    .Add(boughtAt, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution))
                    .Declare(400, MadeRun.Wrong)
            ).Mark
        );
    }

    [Fact]
    public void Each_part_is_told_with_what_was_said_and_what_is_right()
    {
        var part = DiagnosisPart.Of(new MadeRun().Declare(400, Origin).Record());
        Assert.Equal(["What failed", "How", "What started it", "In a sentence"], part.Lines.Select(line => line.Title));
        Assert.Equal([ResultMark.Good, ResultMark.Good, ResultMark.Bad, ResultMark.Neutral], part.Lines.Select(line => line.Mark));
        Assert.Contains("; right: ", part.Lines[2].Text, StringComparison.Ordinal);
        Assert.All(part.Lines, line => Assert.Equal(TimeSpan.FromSeconds(400), line.At));
    }

    [Fact]
    public void The_candidates_taken_before_are_named_beside_it()
    {
        Assert.Contains(Lines(300), line => line.Title == "Hint");
        Assert.DoesNotContain(Lines(500), line => line.Title == "Hint");

        static IReadOnlyList<ResultLine> Lines(int takenAt) =>
            DiagnosisPart
                .Of(
                    new MadeRun()
                        .Add(takenAt, IncidentEventKind.HintTaken, "Took the candidates.", nameof(HintLevel.Candidates))
                        .Declare(400, MadeRun.Right)
                        .Record()
                )
                .Lines;
    }

    private static (ResultMark Mark, string Summary) Of(MadeRun run) =>
        DiagnosisPart.Of(run.Record()) is var part ? (part.Mark, part.Summary) : default;
}
