using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>A lab that the class does together follows the class's timer, and an ended one can be reopened.</summary>
[Trait("Speed", "slow")]
public sealed class ClassTimerTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_of_a_class_that_works_together_stands_goes_on_and_ends_with_the_classs_timer()
    {
        await TimerAsync(step => _bench.Get<StartActivity>().RunAsync(step.Facilitator, new(step.Step.CohortId, LabBench.Lab1), Ct));
        await _bench.LiveAsync(TimeSpan.FromMinutes(10));
        var trainee = await _bench.StartAsync();
        await LookAsync();
        Assert.InRange(
            (await trainee.ViewAsync()).Clock.Limit,
            TimeSpan.FromMinutes(50) - TimeSpan.FromSeconds(3),
            TimeSpan.FromMinutes(50) + TimeSpan.FromSeconds(3)
        );
        Assert.Contains("facilitator's timer", (await trainee.PauseAsync()).Refusal!.Message, StringComparison.Ordinal);

        await TimerAsync(step => _bench.Get<PauseActivity>().RunAsync(step.Facilitator, step.Step, Ct));
        await LookAsync();
        Assert.Equal(RunState.Paused, (await trainee.ViewAsync()).State);
        Assert.Equal(RefusalKind.Conflict, (await trainee.SwitchChaosAsync(on: true)).Refusal!.Kind);
        _bench.Time.Advance(TimeSpan.FromMinutes(20));

        await TimerAsync(step => _bench.Get<ResumeActivity>().RunAsync(step.Facilitator, step.Step, Ct));
        await TimerAsync(step => _bench.Get<ExtendActivity>().RunAsync(step.Facilitator, step.Step, Ct));
        await LookAsync();
        var view = await trainee.ViewAsync();
        Assert.Equal(RunState.Running, view.State);
        Assert.InRange(
            view.Clock.Limit,
            TimeSpan.FromMinutes(55) - TimeSpan.FromSeconds(3),
            TimeSpan.FromMinutes(55) + TimeSpan.FromSeconds(3)
        );

        await TimerAsync(step => _bench.Get<FinishActivity>().RunAsync(step.Facilitator, step.Step, Ct));
        await LookAsync();
        await _bench.LiveAsync(LabRun.RevealDelay);
        Assert.Equal(RunState.Finished, (await trainee.ViewAsync()).State);
    }

    [Fact]
    public async Task A_deadline_that_passes_in_the_middle_of_an_action_takes_the_whole_action_or_nothing_of_it()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        // The last accepted action begins before the end and would take effect after it.
        _bench.Time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(11));
        Assert.True((await trainee.ActAsync("restart-instance", ("instance", "api-1"))).Succeeded);
        _bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(RefusalKind.TooLate, (await trainee.ActAsync("restart-instance", ("instance", "api-2"))).Refusal!.Kind);
        for (var turn = 0; turn < 8; turn++)
        {
            await _bench.Get<ShopHost>().StepAsync(Ct);
        }

        Assert.Equal(RunState.Finished, (await trainee.ViewAsync()).State);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var input = Assert.Single(await db.Set<RunInput>().Where(i => i.RunId == trainee.RunId).ToListAsync(Ct));
        Assert.True(input.Accepted);
        var events = await _bench.EventsAsync(trainee.RunId);
        Assert.Single(events, e => e.Kind == IncidentEventKind.ActionStarted);
        Assert.DoesNotContain(events, e => e.Kind == IncidentEventKind.ActionFinished);
        Assert.Equal(IncidentEventKind.RunEnded, events[^1].Kind);
    }

    [Fact]
    public async Task A_facilitator_opens_an_ended_run_again_where_it_stopped_and_nobody_else_does()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        _bench.Time.Advance(TimeSpan.FromMinutes(30));
        var reopen = _bench.Get<ReopenRun>();
        Assert.Equal(RefusalKind.NotFound, (await reopen.RunAsync(trainee.Actor, trainee.RunId, 15, Ct)).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.NotFound,
            (await reopen.RunAsync(await _bench.Portal.ActorAsync("demo-instructor"), trainee.RunId, 15, Ct)).Refusal!.Kind
        );
        var facilitator = await _bench.Portal.ActorAsync("demo-facilitator");
        Assert.Null((await reopen.RunAsync(facilitator, trainee.RunId, 15, Ct)).Refusal);
        var view = await trainee.ViewAsync();
        Assert.Equal((RunState.Running, TimeSpan.FromMinutes(17)), (view.State, view.Clock.Limit));
        Assert.Equal(TimeSpan.FromMinutes(2), view.Clock.Now);
        Assert.Equal(RefusalKind.Conflict, (await reopen.RunAsync(facilitator, trainee.RunId, 15, Ct)).Refusal!.Kind);
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Equal(RefusalKind.Conflict, (await trainee.AfterActionAsync()).Refusal!.Kind);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.NotNull((await trainee.AfterActionAsync()).Value.Truth);
        Assert.Contains((await trainee.ViewAsync()).Timeline, e => e.Kind == IncidentEventKind.RunReopened);
    }

    private async Task LookAsync() => await _bench.Get<FollowClassTimer>().SettleAsync(await _bench.Portal.CohortIdAsync(), Ct);

    private async Task TimerAsync(Func<(IncidentTraining.Core.People.Actor Facilitator, ActivityStep Step), Task<Outcome>> change)
    {
        var cohort = await _bench.Portal.CohortIdAsync();
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var version = await db.Set<TimedActivity>()
            .Where(a => a.CohortId == cohort && a.ActivityId == LabBench.Lab1)
            .Select(a => a.Version)
            .SingleOrDefaultAsync(Ct);
        Assert.Null(
            (await change((await _bench.Portal.ActorAsync("demo-facilitator"), new ActivityStep(cohort, LabBench.Lab1, version)))).Refusal
        );
    }

    public void Dispose() => _bench.Dispose();
}
