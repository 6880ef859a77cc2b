using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// What a run contributes to the completion of each member of its crew. Its cause is a small pool, repaired by resizing it; resolved at
/// 15:00.
/// </summary>
public sealed class PersonWorkTests
{
    private static readonly CrewMate[] Two =
    [
        new(MadeRun.Anna, "Anna", false, Enum.GetValues<IncidentRole>()),
        new(MadeRun.Ben, "Ben", false, []),
    ];

    [Fact]
    public void A_finding_and_the_repair_of_the_same_person_contribute()
    {
        var works = Of(Run().Find(300).Act(600, "resize-pool"));
        Assert.Equal(
            (true, true, TimeSpan.FromSeconds(600)),
            (works[MadeRun.Anna].Contributed, works[MadeRun.Anna].DidTheirPart, works[MadeRun.Anna].At!.Value)
        );
        Assert.Equal(
            (false, false, (TimeSpan?)null),
            (works[MadeRun.Ben].Contributed, works[MadeRun.Ben].DidTheirPart, works[MadeRun.Ben].At)
        );
        Assert.All(works.Values, work => Assert.True(work.Found));
        Assert.Equal("A lab: A small pool", works[MadeRun.Anna].Title);
        Assert.Equal("lab-1/pool", works[MadeRun.Anna].Cause);
    }

    [Fact]
    public void The_moment_of_a_persons_work_is_the_first_of_it() =>
        Assert.Equal(TimeSpan.FromSeconds(130), Anna(Run().Act(600, "resize-pool").Find(300).Severity(130, Severity.P1)).At);

    [Fact]
    public void A_repair_in_the_second_of_the_second_risky_try_came_after_it()
    {
        Assert.False(Anna(Run().Find(300).Act(400, "create-index").Act(600, "restart-redis").Act(600, "resize-pool")).Contributed);
        Assert.True(Anna(Run().Find(300).Act(400, "create-index").Act(601, "restart-redis").Act(600, "resize-pool")).Contributed);
    }

    [Fact]
    public void Where_no_news_was_owed_no_cadence_was_kept()
    {
        var run = new MadeRun(acknowledgedAtMinute: null);
        run.Truth = run.Truth with { OnsetAt = null, DetectedAt = null };
        Assert.False(Anna(run).CadenceKept);
    }

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, false)]
    [InlineData(501, true)]
    public void A_diagnosis_of_the_second_in_which_the_solution_was_taken_is_no_ones(int boughtAt, bool contributed) =>
        Assert.Equal(
            contributed,
            Anna(
                Run()
                    .Add(boughtAt, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution))
                    .Declare(500, MadeRun.Right)
            ).Contributed
        );

    [Fact]
    public void Neither_a_repair_without_a_finding_nor_a_finding_without_a_repair_contributes()
    {
        Assert.False(Anna(Run().Act(600, "resize-pool")).Contributed);
        Assert.False(Anna(Run().Find(300)).Contributed);
        Assert.False(Anna(Run().Find(300, MadeRun.Ben).Act(600, "resize-pool")).Contributed);
        Assert.False(Anna(Run().Find(300).Act(600, "resize-pool", by: MadeRun.Ben)).Contributed);
        Assert.False(Anna(Run().Find(300).Act(600, "resize-pool", accepted: false)).Contributed);
        Assert.False(Anna(Run().Find(901).Act(600, "resize-pool")).Contributed);
    }

    [Fact]
    public void Switching_the_experiment_off_and_an_action_that_repairs_nothing_do_not_contribute()
    {
        Assert.False(Anna(Run().Find(300).Act(600, "disable-experiment")).Contributed);
        Assert.False(Anna(Run().Find(300).Act(600, "restart-redis")).Contributed);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void One_risky_try_before_the_repair_is_tolerated_and_two_are_not(int tries, bool contributed)
    {
        var run = Run().Find(300);
        foreach (var (action, second) in new[] { ("restart-redis", 310), ("create-index", 400) }.Take(tries))
        {
            run.Act(second, action);
        }

        Assert.Equal(contributed, Anna(run.Act(600, "resize-pool")).Contributed);
    }

    [Fact]
    public void A_refused_risky_try_counts_once_and_tries_of_another_person_or_after_the_repair_do_not()
    {
        Assert.True(
            Anna(
                Run().Find(300).Act(310, "create-index", accepted: false).Act(320, "create-index", accepted: false).Act(600, "resize-pool")
            ).Contributed
        );
        // The first refusal counts: the second attempt came before the repair.
        Assert.False(
            Anna(
                Run()
                    .Find(300)
                    .Act(305, "restart-redis")
                    .Act(310, "create-index", accepted: false)
                    .Act(600, "resize-pool")
                    .Act(700, "create-index", accepted: false)
            ).Contributed
        );
        Assert.False(
            Anna(Run().Find(300).Act(310, "create-index", accepted: false).Act(320, "restart-redis").Act(600, "resize-pool")).Contributed
        );
        Assert.True(
            Anna(
                Run().Find(300).Act(310, "create-index", by: MadeRun.Ben).Act(320, "restart-redis", by: MadeRun.Ben).Act(600, "resize-pool")
            ).Contributed
        );
        Assert.True(Anna(Run().Find(300).Act(600, "resize-pool").Act(610, "create-index").Act(620, "restart-redis")).Contributed);
    }

    [Fact]
    public void A_diagnosis_that_found_a_fault_contributes_for_the_person_who_declared_it()
    {
        var works = Of(Run().Declare(500, MadeRun.Right, MadeRun.Ben));
        Assert.Equal((false, true), (works[MadeRun.Anna].Contributed, works[MadeRun.Ben].Contributed));
        Assert.Equal(TimeSpan.FromSeconds(500), works[MadeRun.Ben].At);
        Assert.True(Of(Run().Declare(500, MadeRun.Right, MadeRun.Ben).Declare(600, MadeRun.Right))[MadeRun.Ben].Contributed);
        Assert.False(Of(Run().Declare(500, MadeRun.Right, MadeRun.Ben).Declare(600, MadeRun.Wrong))[MadeRun.Ben].Contributed);
        Assert.False(
            Anna(
                Run().Add(400, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution)).Declare(500, MadeRun.Right)
            ).Contributed
        );
    }

    [Fact]
    public void The_one_hypothesis_that_is_believed_most_contributes_with_a_finding()
    {
        Assert.True(Anna(Believed(80, 20).Find(300)).Contributed);
        Assert.False(Anna(Believed(80, 20)).Contributed);
        Assert.False(Anna(Believed(50, 50).Find(300)).Contributed);
        Assert.False(Anna(Believed(20, 80).Find(300)).Contributed);
        Assert.False(Anna(Run().Find(300).Believe(901, MadeRun.Right)).Contributed);
        Assert.False(
            Anna(
                Believed(80, 20).Find(300).Add(350, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution))
            ).Contributed
        );

        Assert.True(Anna(Run().Find(300).Believe(900, MadeRun.Right)).Contributed);
        Assert.False(Anna(Run().Find(300).Believe(400, MadeRun.Right, by: MadeRun.Ben)).Contributed);
    }

    [Fact]
    public void A_belief_counts_as_it_stood_before_the_resolution_and_before_the_solution_was_taken()
    {
        // The wrong one is struck out, or the right one raised, in the second of the resolution and a second later.
        Assert.True(Anna(Believed(50, 50).Find(300).Strike(900, 2)).Contributed);
        Assert.False(Anna(Believed(50, 50).Find(300).Strike(901, 2)).Contributed);
        Assert.True(Anna(Believed(40, 60).Find(300).Revise(900, 1, 90)).Contributed);
        Assert.False(Anna(Believed(40, 60).Find(300).Revise(901, 1, 90)).Contributed);
        Assert.False(
            Anna(
                Believed(40, 60)
                    .Find(300)
                    .Add(500, IncidentEventKind.HintTaken, "Took the solution.", nameof(HintLevel.Solution))
                    .Revise(501, 1, 90)
            ).Contributed
        );
        // The confidence at the resolution remains, whatever is changed afterwards.
        Assert.True(Anna(Believed(80, 20).Find(300).Strike(901, 1)).Contributed);
        Assert.False(Anna(Believed(80, 20).Find(300).Strike(900, 1)).Contributed);
    }

    private static MadeRun Believed(int right, int wrong) => Run().Believe(400, MadeRun.Right, right).Believe(410, MadeRun.Wrong, wrong);

    [Theory]
    [InlineData(IncidentEventKind.SeveritySet, true)]
    [InlineData(IncidentEventKind.ResolutionVerified, true)]
    [InlineData(IncidentEventKind.Acknowledged, false)]
    [InlineData(IncidentEventKind.Said, false)]
    [InlineData(IncidentEventKind.Looked, false)]
    public void A_step_of_the_procedure_is_a_part_and_reading_and_talking_are_none(IncidentEventKind kind, bool part)
    {
        var work = Anna(Run().Add(400, kind, "The pool is at four, watch it.", "P1"));
        Assert.Equal((false, part), (work.Contributed, work.DidTheirPart));
        Assert.Equal(part ? TimeSpan.FromSeconds(400) : null, work.At);
    }

    [Theory]
    [InlineData("Buying is slow. We are looking for the cause.", true)]
    [InlineData("asdf", false)]
    public void An_update_is_a_part_with_content_only(string text, bool part) =>
        Assert.Equal(part, Anna(Run().Update(400, text)).DidTheirPart);

    [Theory]
    [InlineData(59, "The pool is at four, watch it.", false)]
    [InlineData(60, "The pool is at four, watch it.", true)]
    [InlineData(400, "Yours.", false)]
    public void A_role_is_handed_over_with_a_message_from_the_detection_on(int second, string text, bool handedOver)
    {
        var works = Of(
            Run().Add(second, IncidentEventKind.RoleHandedOver, "Scribe: Anna → Ben.", nameof(IncidentRole.Scribe)).Say(second + 10, text)
        );
        Assert.Equal((handedOver, false), (works[MadeRun.Anna].HandedOver, works[MadeRun.Ben].HandedOver));
    }

    [Fact]
    public void The_crews_severity_cadence_and_verification_count_for_each_of_them()
    {
        var good = Of(Run().Chart(ChartNames.ErrorRate, second => second < 850 ? 2 : 0).Severity(130, Severity.P1).Update(200));
        Assert.All(good.Values, work =>
            Assert.Equal((true, true, false, false), (work.SeverityFitted, work.CadenceKept, work.Verified, work.Resolved))
        );
        Assert.All(Of(Run().Severity(130, Severity.P0)).Values, work =>
            Assert.Equal((false, false), (work.SeverityFitted, work.CadenceKept))
        );
        Assert.All(Of(Run().Severity(130, Severity.P1).Update(721)).Values, work => Assert.False(work.CadenceKept));
    }

    private static MadeRun Run()
    {
        var run = new MadeRun(recoveredAtMinute: 14);
        run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromMinutes(15), CauseRemovedAt = TimeSpan.FromSeconds(640) };
        return run;
    }

    private static IReadOnlyDictionary<Guid, PersonRunWork> Of(MadeRun run) => PersonRunWork.Of(run.Record(Two));

    private static PersonRunWork Anna(MadeRun run) => Of(run)[MadeRun.Anna];
}
