using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>What shows that a cause was understood, and the limit for a run in which nothing does.</summary>
public sealed class UnderstandingTests
{
    [Theory]
    [InlineData(600, true)]
    [InlineData(601, false)]
    public void A_finding_shows_it_up_to_the_resolution(int second, bool shown) => Assert.Equal(shown, IsShown(Resolved().Find(second)));

    [Fact]
    public void A_finding_in_a_run_that_was_never_resolved_shows_it_up_to_the_end() => Assert.True(IsShown(new MadeRun().Find(3600)));

    [Fact]
    public void Nothing_stated_or_declared_shows_nothing() => Assert.False(IsShown(Resolved()));

    [Fact]
    public void A_diagnosis_shows_it_when_it_has_found_a_fault_and_claims_none_that_there_was_not()
    {
        Assert.True(IsShown(Resolved().Declare(900, MadeRun.Right)));
        Assert.True(
            IsShown(
                Resolved().Declare(900, MadeRun.Right with { StartedBy = IncidentTraining.Core.PracticeShop.Scenarios.FaultOrigin.Unknown })
            )
        );
        Assert.False(IsShown(Resolved().Declare(900, MadeRun.Wrong)));
        Assert.False(IsShown(Resolved().Declare(800, MadeRun.Right).Declare(900, MadeRun.Wrong)));
        Assert.True(IsShown(Resolved().Declare(800, MadeRun.Wrong).Declare(900, MadeRun.Right)));
    }

    [Fact]
    public void A_diagnosis_after_the_solution_was_taken_as_a_hint_shows_nothing()
    {
        Assert.False(
            IsShown(
                Resolved()
                    .Add(300, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution))
                    .Declare(400, MadeRun.Right)
            )
        );
        Assert.True(
            IsShown(
                Resolved().Add(300, IncidentEventKind.HintTaken, "Took a pointer.", nameof(HintLevel.Pointer)).Declare(400, MadeRun.Right)
            )
        );
        Assert.True(
            IsShown(
                Resolved()
                    .Declare(200, MadeRun.Right)
                    .Add(300, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution))
            )
        );
    }

    [Fact]
    public void What_a_helper_from_the_staff_found_is_not_the_crews()
    {
        CrewMate[] crew = [new(MadeRun.Anna, "Anna", false, []), new(MadeRun.Ben, "Ben", true, [])];
        Assert.False(Understanding.IsShown(Resolved().Find(300, MadeRun.Ben).Declare(400, MadeRun.Right, MadeRun.Ben).Record(crew)));
        Assert.True(Understanding.IsShown(Resolved().Find(300).Record(crew)));
    }

    [Theory]
    [InlineData(true, 0, true, null)]
    [InlineData(true, 1, true, null)]
    [InlineData(true, 2, true, 50.0)]
    [InlineData(true, 0, false, 100.0)]
    [InlineData(true, 1, false, 75.0)]
    [InlineData(true, 2, false, 50.0)]
    [InlineData(true, 4, false, 0.0)]
    [InlineData(true, 5, true, 0.0)]
    [InlineData(false, 0, true, 50.0)]
    [InlineData(false, 1, true, 50.0)]
    [InlineData(false, 1, false, 50.0)]
    [InlineData(false, 3, false, 25.0)]
    public void The_most_that_a_run_gets(bool resolved, int needless, bool understood, double? most) =>
        Assert.Equal(most, OutcomeScale.Most(resolved, needless, understood));

    [Fact]
    public void A_guess_that_hits_is_never_better_than_the_reference_and_is_no_worse_than_it_was()
    {
        Assert.Equal(121, OutcomeScale.Of(100_000, -21_000, 0, resolved: true, understood: true));
        Assert.Equal(100, OutcomeScale.Of(100_000, -21_000, 0, resolved: true, understood: false));
        Assert.Equal(99, OutcomeScale.Of(100_000, 1_000, 0, resolved: true, understood: false));
        Assert.Equal(75, OutcomeScale.Of(100_000, -21_000, 0, resolved: true, needlessRisks: 1, understood: false));
        Assert.Equal(121, OutcomeScale.Of(100_000, -21_000, 0, resolved: true, needlessRisks: 1, understood: true));
        Assert.Equal(-10, OutcomeScale.Of(100_000, 110_000, 0, resolved: true, understood: false));
    }

    [Fact]
    public void The_comparison_with_the_reference_says_that_a_guess_was_one()
    {
        var guessed = Track(understood: false, cents: 0);
        Assert.Contains("less harm than the reference", guessed, StringComparison.Ordinal);
        Assert.EndsWith("takes no time to investigate.", guessed, StringComparison.Ordinal);
        Assert.DoesNotContain("looking", Track(understood: true, cents: 0), StringComparison.Ordinal);
        Assert.DoesNotContain("looking", Track(understood: false, cents: 10_000), StringComparison.Ordinal);
    }

    private static string Track(bool understood, long cents)
    {
        var run = Resolved();
        var account = new RunAccount
        {
            Horizon = TimeSpan.FromHours(1),
            DoNothing = new CustomerHarm(0, 90_000, 0, 0, 0, 0, 0, 0, 0, 0),
            Recorded = new CustomerHarm(0, cents, 0, 0, 0, 0, 0, 0, 0, 0),
            Reference = new ReferenceCourse(
                new Course(new CustomerHarm(0, 5_000, 0, 0, 0, 0, 0, 0, 0, 0), run.Truth, "", []),
                TimeSpan.FromMinutes(1),
                TimeSpan.FromMinutes(12),
                []
            ),
            IsUnderstood = understood,
        };
        return ReferenceTrack.Of(account, run.Record().Incident, run.Truth, run.Record().Cause, MadeRun.Clock)!.Text;
    }

    private static bool IsShown(MadeRun run) => Understanding.IsShown(run.Record());

    private static MadeRun Resolved()
    {
        var run = new MadeRun();
        run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromSeconds(600) };
        return run;
    }
}
