using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The after-action view: judged actions, the class, the debriefing.</summary>
[Trait("Speed", "slow")]
public sealed class AfterActionTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_account_of_a_run_that_declared_the_wrong_cause_judges_its_actions_and_not_its_words()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(90));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        var cause = await _bench.CauseAsync(trainee.RunId);
        var wrong = Labs.Scenario(LabBench.Lab1).RootCauses.First(c => c.Id != cause.Id);
        Assert.Null((await trainee.DeclareAsync(wrong.Id)).Refusal);
        Assert.True((await trainee.ActAsync("shed-traffic", ("percent", "0"))).Succeeded || cause.Id.Length > 0);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        await trainee.RepairAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: false)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(6));
        Assert.Null((await trainee.FinishAsync()).Refusal);

        Assert.True(await _bench.Get<AccountQueue>().WorkAsync(Ct));
        var account = (await _bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value;
        Assert.All(account.Track!.Points, point => Assert.NotNull(point.Reference));
        // Until the first action the same seed produces the same shop.
        Assert.Equal(account.Track.Points[0].Own, account.Track.Points[0].Reference);
        Assert.Contains(account.Account!.Lines, line => line.Effect == ActionEffect.Helped);
        Assert.DoesNotContain(account.Account.Lines, line => line.Effect == ActionEffect.Harmed);
    }

    [Fact]
    public async Task Pressing_every_button_lists_the_harm_that_it_does_under_safety()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        foreach (var action in (await trainee.SeeAsync(shop => shop.Actions()))!)
        {
            // Actions that this state does not allow are refused, as for a person who clicks everything.
            await trainee.ActAsync(
                action.Name,
                [
                    .. action.Arguments.Select(argument =>
                        (argument.Name, argument.Choices.Count > 0 ? argument.Choices[0] : argument.Suggested)
                    ),
                ]
            );
            await _bench.LiveAsync(TimeSpan.FromSeconds(5));
        }

        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var after = (await trainee.AfterActionAsync()).Value;
        Assert.Null(after.Truth!.ResolvedAt);
        var safety = after.Result!.Part(ResultKind.Safety)!;
        Assert.Equal(ResultMark.Bad, safety.Mark);
        Assert.Contains(safety.Lines, line => line.Title == "shed-traffic" && line.At is not null);
        Assert.StartsWith("Never resolved", after.Result.Headline, StringComparison.Ordinal);
        Assert.Contains(after.Actions, action =>
            action is { Effect: ActionEffect.Harmed } && action.Text.Contains("shed", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task The_class_is_shown_as_medians_in_which_unresolved_runs_count_as_the_longest()
    {
        var minutes = (double? m) => m is { } value ? TimeSpan.FromMinutes(value) : (TimeSpan?)null;
        Assert.Equal(new Spread(minutes(3), minutes(1), null), Spread.Of([minutes(3), null, minutes(1)]));
        Assert.Equal(new Spread(null, minutes(5), null), Spread.Of([null, minutes(5), null]));
        Assert.Equal(new Spread(null, null, null), Spread.Of([]));

        var first = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        await WorkAndFinishAsync(first);
        var again = await _bench.StartAsync();
        await WorkAndFinishAsync(again);
        var compared = (await again.AfterActionAsync()).Value.Class;
        Assert.Equal((1, 1), (compared.Runs, compared.Unresolved));
        Assert.NotNull(compared.Before);
        Assert.Null((await first.AfterActionAsync()).Value.Class.Before);
    }

    [Fact]
    public async Task A_run_in_which_no_one_worked_is_compared_with_nothing_and_nothing_is_compared_with_it()
    {
        var idle = await _bench.StartAsync();
        Assert.Null((await idle.FinishAsync()).Refusal);
        Assert.Equal(0, (await idle.AfterActionAsync()).Value.Class.Runs);

        var worked = await _bench.StartAsync();
        await WorkAndFinishAsync(worked);
        var compared = (await worked.AfterActionAsync()).Value.Class;
        Assert.Equal((1, null), (compared.Runs, compared.Before));
        Assert.Equal(1, (await idle.AfterActionAsync()).Value.Class.Runs);
    }

    [Fact]
    public async Task A_ranking_is_shown_only_to_a_class_that_wants_one()
    {
        var first = await _bench.StartAsync();
        await WorkAndFinishAsync(first);
        var second = await _bench.StartAsync("demo-trainee-2");
        await WorkAndFinishAsync(second);
        Assert.Empty((await first.AfterActionAsync()).Value.Class.Ranking);

        var (choose, cohort) = (_bench.Get<ChooseRanking>(), await _bench.Portal.CohortIdAsync());
        Assert.Equal(RefusalKind.NotAllowed, (await choose.RunAsync(first.Actor, cohort, true, Ct)).Refusal!.Kind);
        Assert.False((await choose.ReadAsync(first.Actor, cohort, Ct)).Value);
        Assert.Null((await choose.RunAsync(await _bench.Portal.ActorAsync("demo-instructor"), cohort, true, Ct)).Refusal);
        var ranking = (await first.AfterActionAsync()).Value.Class.Ranking;
        Assert.Equal([null, null], ranking.Select(run => run.Place));
        Assert.Equal([second.RunId == Guid.Empty, true], ranking.Select(run => run.IsThis).Order());
        Assert.Null((await choose.RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), cohort, false, Ct)).Refusal);
        Assert.Empty((await first.AfterActionAsync()).Value.Class.Ranking);
    }

    [Fact]
    public async Task Of_two_causes_each_repair_helped_and_what_the_exercise_leaves_behind_is_seen_in_the_record()
    {
        using var bench = new LabBench(seed: LabBench.SeedOf(LabBench.Lab5, "erring-gateway-locked-table"));
        var trainee = await bench.StartAsync(lab: LabBench.Lab5);
        await bench.LiveAsync(await bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(2));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        Assert.Equal([false, false, false, false, false], await LeftBehindAsync());
        Assert.True((await trainee.TypeAsync("Two reasons at once.")).Succeeded);
        Assert.Equal([false, false, false, false, false], await LeftBehindAsync());
        Assert.Null(
            (
                await bench
                    .Get<CorrectEntry>()
                    .PinAsync(
                        trainee.Actor,
                        trainee.RunId,
                        (await trainee.ViewAsync()).Timeline.Single(e => e.Kind == IncidentEventKind.Said).Number,
                        Ct
                    )
            ).Refusal
        );
        Assert.Null(
            (await trainee.PublishAsync(UpdateStage.Investigating, UpdateImpact.Unstated, text: "We are looking for the cause.")).Refusal
        );
        Assert.Equal([true, false, false, false, false], await LeftBehindAsync());
        Assert.Null((await trainee.PublishAsync(UpdateStage.Investigating, UpdateImpact.Errors)).Refusal);
        Assert.Null((await trainee.DeclareAsync("erring-gateway-locked-table")).Refusal);
        var cause = await bench.CauseAsync(trainee.RunId);
        foreach (var repair in cause.Mitigations.Reverse().Concat(cause.SecondAct!.Mitigations))
        {
            Assert.Null((await trainee.ActAsync(repair.Action, [.. repair.Arguments.Select(a => (a.Key, a.Value))])).Refusal);
            await bench.LiveAsync(TimeSpan.FromMinutes(2));
        }

        await bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.VerifyAsync()).Refusal);
        Assert.Null((await trainee.SummariseAsync()).Refusal);
        Assert.Equal([true, true, true, true, true], await LeftBehindAsync());
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.Equal(
            [ActionEffect.Helped, ActionEffect.Helped, ActionEffect.Helped, ActionEffect.Helped],
            (await trainee.AfterActionAsync()).Value.Actions.Select(a => a.Effect)
        );

        async Task<IEnumerable<bool>> LeftBehindAsync() =>
            (await trainee.ViewAsync()).Components.Select(component => component.DoneAt is not null);
    }

    public void Dispose() => _bench.Dispose();

    private static async Task WorkAndFinishAsync(Responder responder)
    {
        Assert.Null((await responder.HypothesiseAsync("Requests wait for a connection.", 60)).Refusal);
        Assert.Null((await responder.FinishAsync()).Refusal);
    }
}
