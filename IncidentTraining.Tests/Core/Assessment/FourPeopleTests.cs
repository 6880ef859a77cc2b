using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Whole runs through the real use cases as four people would play them, and the portal's conclusions about each.</summary>
[Trait("Speed", "slow")]
public sealed class FourPeopleTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly LabBench _bench = new();

    [Fact]
    public async Task The_diligent_get_a_result_with_evidence_for_each_part_and_credit_for_their_work()
    {
        var trainee = await DiligentAsync(_bench);
        Assert.True(await _bench.Get<AccountQueue>().WorkAsync(TestContext.Current.CancellationToken));
        var result = (await trainee.AfterActionAsync()).Value.Result!;

        Assert.True(result.HasResult);
        Assert.StartsWith("Resolved at", result.Headline, StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<ResultKind>(), result.Parts.Select(part => part.Kind));
        Assert.Equal(ResultMark.Good, result.Part(ResultKind.Diagnosis)!.Mark);
        Assert.Equal(ResultMark.Good, result.Part(ResultKind.Severity)!.Lines[0].Mark);
        Assert.Equal(ResultMark.Good, result.Part(ResultKind.Safety)!.Mark);
        Assert.NotEqual(ResultMark.Bad, result.Part(ResultKind.Communication)!.Mark);
        Assert.All(result.Part(ResultKind.Response)!.Lines, line => Assert.NotNull(line.At));
        Assert.True(Assert.Single(result.People).HasWorked);
        var progress = await ProgressAsync(trainee);
        Assert.Equal([1, 1, 0, 0, 0], progress.Criteria.Select(criterion => criterion.Done));
        Assert.Contains($"/runs/{trainee.RunId}/replay?at=", progress.Criteria[0].Proofs[0].Path, StringComparison.Ordinal);
        Assert.True(await ListedAsync(trainee));
    }

    [Theory]
    [InlineData(LabBench.Lab1)]
    [InlineData("lab-2-payment-failure")]
    [InlineData("lab-3-database-connection")]
    [InlineData(LabBench.Lab4)]
    [InlineData(LabBench.Lab5)]
    public async Task The_lazy_have_no_result_and_nothing_praises_them(string lab)
    {
        var trainee = await _bench.StartAsync(lab: lab);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(12));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var after = (await trainee.AfterActionAsync()).Value;

        Assert.False(after.HasResult);
        Assert.Empty(after.Result!.Parts);
        // No one has switched on the experiment that shows the weakness of Lab 1.
        Assert.Equal(lab != LabBench.Lab1, after.Truth!.OnsetAt is not null);
        Assert.Equal(
            (lab == LabBench.Lab1 ? "" : "Never resolved: the incident was still ongoing when the run ended. ")
                + "This run has no result: nothing was done to the shop, and no severity, cause, hypothesis or update was declared.",
            after.Result.Headline
        );
        Assert.NotEqual(true, after.Communication!.CadenceKept);
        Assert.False(Assert.Single(after.Result.People).HasWorked);
        Assert.All((await ProgressAsync(trainee)).Criteria, criterion => Assert.Equal(0, criterion.Done));
        Assert.False(await ListedAsync(trainee));
    }

    [Fact]
    public async Task The_wrong_are_told_that_it_was_never_resolved_before_anything_else()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P3, "Seems fine.")).Refusal);
        Assert.Null(
            (
                await trainee.DeclareAsync([new(FaultPlace.Monitoring, FaultMode.Crash, FaultOrigin.Nothing)], "The monitoring is down.")
            ).Refusal
        );
        Assert.Null((await trainee.ActAsync("shed-traffic", ("percent", "80"))).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(12));
        Assert.Null((await trainee.PublishAsync(UpdateStage.Resolved, UpdateImpact.None, text: "asdf")).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var result = (await trainee.AfterActionAsync()).Value.Result!;
        Assert.True(result.HasResult);
        Assert.StartsWith("Never resolved", result.Headline, StringComparison.Ordinal);
        Assert.Equal(ResultMark.Bad, result.Part(ResultKind.Severity)!.Mark);
        Assert.Equal(ResultMark.Bad, result.Part(ResultKind.Diagnosis)!.Mark);
        Assert.Equal(ResultMark.Bad, result.Part(ResultKind.Communication)!.Mark);
        Assert.Equal(ResultMark.Bad, result.Part(ResultKind.Safety)!.Mark);
        Assert.True(await _bench.Get<AccountQueue>().WorkAsync(TestContext.Current.CancellationToken));
        var track = (await _bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, TestContext.Current.CancellationToken))
            .Value
            .Track!;
        Assert.Null(track.Points.Single(point => point.Title == "Cause found").Own);
        Assert.All((await ProgressAsync(trainee)).Criteria, criterion => Assert.Equal(0, criterion.Done));
    }

    [Fact]
    public async Task Those_who_cheat_by_opening_tabs_naming_every_cause_and_writing_nonsense_meet_nothing()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        foreach (var view in ShopViews.All)
        {
            Assert.Null((await trainee.LookAsync(view)).Refusal);
        }

        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        foreach (var cause in Labs.Scenario(LabBench.Lab1).RootCauses)
        {
            Assert.Null((await trainee.HypothesiseAsync("asdf", 50, cause.Id)).Refusal);
        }

        await _bench.LiveAsync(TimeSpan.FromMinutes(5));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var after = (await trainee.AfterActionAsync()).Value;
        Assert.False(after.HasResult);
        Assert.Equal(
            ["enable-chaos", "Acknowledge"],
            (await trainee.ViewAsync()).Steps.Where(step => step.DoneAt is not null).Select(step => step.Id)
        );
        Assert.All((await ProgressAsync(trainee)).Criteria, criterion => Assert.Equal(0, criterion.Done));
        Assert.Equal(1, (await ProgressAsync(trainee)).Attended);
    }

    [Fact]
    public async Task Those_who_guess_faults_until_one_hits_have_found_nothing()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        var right = (await trainee.ShownAsync((await _bench.CauseAsync(trainee.RunId)).Claims()))[0];
        Assert.Null(
            (
                await trainee.DeclareAsync(
                    [
                        new(FaultPlace.Monitoring, FaultMode.Crash, FaultOrigin.Nothing),
                        right,
                        new(FaultPlace.Redis, FaultMode.Crash, FaultOrigin.Nothing),
                    ],
                    "Something."
                )
            ).Refusal
        );
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var after = (await trainee.AfterActionAsync()).Value;
        Assert.False(after.CauseWasRight);
        Assert.Equal(ResultMark.Partly, after.Result!.Part(ResultKind.Diagnosis)!.Mark);
        Assert.Equal(
            2,
            after.Result.Part(ResultKind.Diagnosis)!.Lines.Count(line => line.Title == "Claimed beyond that" && line.Mark == ResultMark.Bad)
        );
        Assert.Equal(0, (await ProgressAsync(trainee)).Criteria[0].Done);
    }

    [Fact]
    public async Task A_member_of_a_crew_who_did_nothing_has_no_result_and_no_credit_for_the_others_work()
    {
        var crew = await _bench.StartCrewAsync();
        await WorkAsync(_bench, crew.First);
        Assert.Null((await crew.Second.LookAsync(ShopViews.Logs)).Refusal);
        Assert.True((await crew.Second.TypeAsync("Well done, you are nearly there.")).Succeeded);
        Assert.Null((await crew.First.FinishAsync()).Refusal);

        var result = (await crew.Second.AfterActionAsync()).Value.Result!;
        Assert.True(result.HasResult);
        Assert.Equal(crew.First.Actor.PersonId, Assert.Single(result.People, person => person.HasWorked).PersonId);
        var second = result.People.Single(person => person.PersonId == crew.Second.Actor.PersonId);
        Assert.Equal([ShopViews.Logs], second.Looks);
        Assert.Equal((1, 0), (second.Messages, second.Done.Count));
        foreach (var idle in (Responder[])[crew.Second, crew.Third])
        {
            Assert.All((await ProgressAsync(idle)).Criteria, criterion => Assert.Equal(0, criterion.Done));
            Assert.Equal(1, (await ProgressAsync(idle)).Attended);
        }

        Assert.Equal([1, 1, 0, 0, 0], (await ProgressAsync(crew.First)).Criteria.Select(criterion => criterion.Done));
    }

    private static async Task<Responder> DiligentAsync(LabBench bench)
    {
        var trainee = await bench.StartAsync();
        await WorkAsync(bench, trainee);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        return trainee;
    }

    /// <summary>Detects, acknowledges, rates by the rule, informs all audiences, diagnoses, repairs and verifies.</summary>
    private static async Task WorkAsync(LabBench bench, Responder trainee)
    {
        await bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await bench.LiveAsync(TimeSpan.FromSeconds(100));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        await bench.LiveAsync(TimeSpan.FromSeconds(20));
        Assert.Null((await trainee.SetSeverityAsync(await MeasuredAsync(trainee))).Refusal);
        foreach (var audience in Enum.GetValues<UpdateAudience>())
        {
            Assert.Null((await trainee.PublishAsync(UpdateStage.Investigating, UpdateImpact.Unstated, 15, audience)).Refusal);
        }

        Assert.Null((await trainee.DeclareAsync((await bench.CauseAsync(trainee.RunId)).Id)).Refusal);
        await bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.True((await trainee.SwitchChaosAsync(on: false)).Succeeded);
        await trainee.RepairAsync();
        await bench.LiveAsync(TimeSpan.FromMinutes(6));
        Assert.Null((await trainee.VerifyAsync()).Refusal);
    }

    private static async Task<Severity> MeasuredAsync(Responder trainee)
    {
        var charts = (await trainee.SeeAsync(shop => shop.Charts(TimeSpan.Zero)))!;
        var levels = MadeRun.Scenario.ServiceLevels;
        return SeverityRule.Of(NoticedImpact.At(TimeSpan.FromSeconds(charts.FirstSecond + charts.Count), charts), levels);
    }

    private async Task<TraineeProgress> ProgressAsync(Responder trainee) =>
        (await _bench.Get<MyProgress>().RunAsync(trainee.Actor, await _bench.Portal.CohortIdAsync(), Ct)).Value;

    private async Task<bool> ListedAsync(Responder trainee) =>
        (await _bench.Get<MyRuns>().RunAsync(trainee.Actor, await _bench.Portal.CohortIdAsync(), Ct))
            .Value.Labs.SelectMany(lab => lab.Runs)
            .Single(run => run.RunId == trainee.RunId)
            .HasResult;

    public void Dispose() => _bench.Dispose();
}
