using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// Several faults and several claims: which claim is paired with which fault, and what the diagnosis part states about it.
/// </summary>
public sealed class DiagnosisPairingTests
{
    private static readonly FaultOrigin Pool = new(OriginKind.Change, "config-pool"),
        Release = new(OriginKind.Change, "release-7"),
        Flag = new(OriginKind.Flag, "new-checkout");

    private static readonly TrueFault First = new([FaultPlace.ConnectionPool], [FaultMode.Capacity, FaultMode.Configuration], [Pool]);
    private static readonly TrueFault Second = new([FaultPlace.Checkout], [FaultMode.Capacity], [Pool, Release]);

    private static readonly FaultClaim FirstClaim = new(FaultPlace.ConnectionPool, FaultMode.Capacity, Pool);
    private static readonly FaultClaim SecondClaim = new(FaultPlace.Checkout, FaultMode.Capacity, Release);
    private static readonly FaultClaim Wrong = new(FaultPlace.Monitoring, FaultMode.Crash, Flag);

    [Fact]
    public void Two_faults_are_right_only_with_both_in_whatever_order_they_are_claimed()
    {
        Assert.True(Verdict(FirstClaim, SecondClaim).IsRight);
        Assert.True(Verdict(SecondClaim, FirstClaim).IsRight);
        Assert.False(Verdict(FirstClaim).IsRight);
        Assert.False(Verdict(SecondClaim).IsRight);
        Assert.False(Verdict(FirstClaim, SecondClaim, Wrong).IsRight);
    }

    [Fact]
    public void The_pairing_is_the_one_with_the_most_right_parts_of_all_faults_together()
    {
        // Alone the first claim fits the first fault best (three parts). The second claim fits only the first fault (two parts), and the
        // first claim has two parts of the second one: four parts together, where three and none would be three.
        var (both, onlyFirst) = (
            new FaultClaim(FaultPlace.ConnectionPool, FaultMode.Capacity, Pool),
            new FaultClaim(FaultPlace.ConnectionPool, FaultMode.Configuration, Flag)
        );
        foreach (var verdict in (DiagnosisVerdict[])[Verdict(both, onlyFirst), Verdict(onlyFirst, both)])
        {
            Assert.Equal([(onlyFirst, 2), (both, 2)], verdict.Faults.Select(fault => (fault.Claim, fault.Right)));
        }
    }

    [Fact]
    public void A_claim_that_fits_nothing_stands_for_a_fault_that_has_none_and_is_surplus_beside_one_that_has()
    {
        var alone = DiagnosisVerdict.Of([Wrong], Cause(First))!;
        Assert.Equal((Wrong, 0), (Assert.Single(alone.Faults).Claim, alone.Surplus.Count));
        var beside = DiagnosisVerdict.Of([Wrong, FirstClaim], Cause(First))!;
        Assert.Equal(FirstClaim, Assert.Single(beside.Faults).Claim);
        Assert.Equal([Wrong], beside.Surplus);
    }

    [Fact]
    public void It_has_a_right_part_when_a_fault_is_found_and_each_claim_means_a_fault_that_there_is()
    {
        Assert.True(Verdict(FirstClaim, SecondClaim).HasRightPart);
        Assert.True(Verdict(SecondClaim).HasRightPart);
        Assert.True(Verdict(FirstClaim with { StartedBy = Flag }).HasRightPart);
        Assert.False(Verdict(FirstClaim, Wrong).HasRightPart);
        Assert.False(Verdict(FirstClaim, SecondClaim, Wrong).HasRightPart);
        Assert.False(Verdict(Wrong).HasRightPart);
        Assert.False(Verdict().HasRightPart);
        Assert.False(DiagnosisVerdict.Of([FirstClaim, Wrong], Cause(First))!.HasRightPart);
    }

    [Fact]
    public void A_claim_means_a_cause_by_any_of_its_faults_and_none_where_the_scenario_says_nothing()
    {
        Assert.True(DiagnosisVerdict.Means(FirstClaim, Cause(First, Second)));
        Assert.True(DiagnosisVerdict.Means(SecondClaim, Cause(First, Second)));
        Assert.False(DiagnosisVerdict.Means(Wrong, Cause(First, Second)));
        Assert.False(DiagnosisVerdict.Means(FirstClaim, Cause() with { Diagnosis = null }));
    }

    [Fact]
    public void Each_fault_is_told_with_its_number_and_one_without_a_claim_has_nothing_said()
    {
        var part = Part(FirstClaim);
        Assert.Equal(
            [
                "Fault 1, what failed",
                "Fault 1, how",
                "Fault 1, what started it",
                "Fault 2, what failed",
                "Fault 2, how",
                "Fault 2, what started it",
                "In a sentence",
            ],
            part.Lines.Select(line => line.Title)
        );
        Assert.All(part.Lines.Take(3), line =>
            Assert.Equal((true, ResultMark.Good), (line.Text.EndsWith("” is right", StringComparison.Ordinal), line.Mark))
        );
        Assert.All(part.Lines.Skip(3).Take(3), line =>
            Assert.Equal((true, ResultMark.Bad), (line.Text.StartsWith("nothing was said; right: ", StringComparison.Ordinal), line.Mark))
        );
        Assert.Equal((ResultMark.Partly, "3 of 6 parts are right"), (part.Mark, part.Summary));
    }

    [Theory]
    [InlineData(0, "3 of 3 parts are right")]
    [InlineData(1, "3 of 3 parts are right, and one claimed fault did not exist")]
    [InlineData(2, "3 of 3 parts are right, and 2 claimed faults did not exist")]
    public void Claims_of_faults_that_there_were_not_are_counted(int surplus, string summary)
    {
        var part = Part([First], [FirstClaim, .. Enumerable.Range(0, surplus).Select(_ => Wrong with { })]);
        Assert.Equal(surplus == 0 ? (ResultMark.Good, "right in all parts") : (ResultMark.Partly, summary), (part.Mark, part.Summary));
        Assert.Equal(
            surplus,
            part.Lines.Count(line =>
                line.Title == "Claimed beyond that" && line.Text.EndsWith("no such fault existed", StringComparison.Ordinal)
            )
        );
        Assert.Contains(part.Lines, line => line.Title == "What failed");
    }

    [Fact]
    public void Half_of_the_parts_without_a_fault_found_is_not_met_and_more_than_half_is_partly()
    {
        // Two of three parts each, without what failed and how together: four of six.
        var (first, second) = (FirstClaim with { How = FaultMode.Crash }, SecondClaim with { How = FaultMode.Crash });
        Assert.Equal((ResultMark.Partly, "4 of 6 parts are right"), Said(Part(first, second)));
        Assert.Equal((ResultMark.Bad, "3 of 6 parts are right"), Said(Part(first, second with { StartedBy = Flag })));
        Assert.Equal((ResultMark.Bad, "4 of 6 parts are right, and one claimed fault did not exist"), Said(Part(first, second, Wrong)));
        // One fault found of two is partly met, however few parts of the other are right.
        Assert.Equal((ResultMark.Partly, "3 of 6 parts are right"), Said(Part(FirstClaim, Wrong)));

        static (ResultMark, string) Said(ResultPart part) => (part.Mark, part.Summary);
    }

    [Fact]
    public void After_the_solution_was_taken_what_is_right_is_told_as_taken_and_gives_no_mark()
    {
        var part = DiagnosisPart.Of(
            Run([FirstClaim]).Add(300, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution)).Record() with
            {
                Scenario = Scenario(First, Second),
            }
        );
        Assert.Equal((ResultMark.Neutral, "the solution was taken as a hint, so nothing was diagnosed"), (part.Mark, part.Summary));
        Assert.All(part.Lines.Take(3), line =>
            Assert.Equal(
                (true, ResultMark.Neutral),
                (line.Text.EndsWith("is right, after the solution was taken as a hint", StringComparison.Ordinal), line.Mark)
            )
        );
        Assert.Equal(ResultMark.Bad, part.Lines[3].Mark);
    }

    [Theory]
    [InlineData(399, ResultMark.Good)]
    [InlineData(400, ResultMark.Good)]
    [InlineData(401, ResultMark.Partly)]
    [InlineData(null, ResultMark.Partly)]
    public void A_claim_of_a_second_act_is_right_from_its_beginning_on_and_of_no_fault_before(int? begins, ResultMark mark)
    {
        var cause = Cause(First) with
        {
            SecondAct = new SecondAct
            {
                After = TimeSpan.FromMinutes(1),
                Faults = [],
                Mitigations = [],
                Symptoms = [],
                Diagnosis = [Second],
            },
        };
        var run = Run([FirstClaim, SecondClaim]);
        run.Truth = run.Truth with { SecondActAt = begins is { } second ? TimeSpan.FromSeconds(second) : null };
        var part = DiagnosisPart.Of(run.Record() with { Scenario = MadeRun.Scenario with { RootCauses = [cause] } });
        Assert.Equal(mark, part.Mark);
        Assert.Equal(mark == ResultMark.Good ? 0 : 1, part.Lines.Count(line => line.Title == "Claimed beyond that"));
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    [InlineData(31, false)]
    public void Evidence_from_before_the_incident_is_called_so(int second, bool before)
    {
        // The onset is at 0:30.
        var run = new MadeRun().Add(
            200,
            IncidentEventKind.EvidencePinned,
            "pool_waiting",
            details: EventDetails.Write(
                new PinnedEvidence.Facts(PinKind.Log, "logs", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(second))
            )
        );
        run.Add(
            400,
            IncidentEventKind.CauseDeclared,
            "The pool.",
            details: EventDetails.Write(new DeclaredDiagnosis.Facts(FaultClaim.Format([MadeRun.Right]), "The pool is too small.", [1]))
        );
        var line = Assert.Single(DiagnosisPart.Of(run.Record()).Lines, line => line.Title == "Evidence");
        Assert.Equal(before, line.Text.EndsWith(" (from before the incident began)", StringComparison.Ordinal));
        Assert.Equal(TimeSpan.FromSeconds(second), line.At);

        run.Truth = run.Truth with { OnsetAt = null };
        Assert.DoesNotContain(DiagnosisPart.Of(run.Record()).Lines, one =>
            one.Text.Contains("before the incident", StringComparison.Ordinal)
        );
    }

    private static ResultPart Part(params FaultClaim[] claims) => Part([First, Second], claims);

    private static ResultPart Part(TrueFault[] faults, params FaultClaim[] claims) =>
        DiagnosisPart.Of(Run(claims).Record() with { Scenario = Scenario(faults) });

    private static MadeRun Run(FaultClaim[] claims) =>
        new MadeRun().Add(
            400,
            IncidentEventKind.CauseDeclared,
            "Declared.",
            details: EventDetails.Write(new DeclaredDiagnosis.Facts(FaultClaim.Format(claims), "The pool is too small.", []))
        );

    private static DiagnosisVerdict Verdict(params FaultClaim[] claims) => DiagnosisVerdict.Of(claims, Cause(First, Second))!;

    private static Scenario Scenario(params TrueFault[] faults) => MadeRun.Scenario with { RootCauses = [Cause(faults)] };

    private static RootCause Cause(params TrueFault[] faults) => MadeRun.Scenario.RootCauses[0] with { Diagnosis = faults };
}
