using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Runs that were started before the facilitator started the lab, and labs that stay closed until then.</summary>
public sealed class EarlyRunTests : IDisposable
{
    private readonly LabBench _bench = new();
    private readonly ClassAtLab _class;

    public EarlyRunTests() => _class = new ClassAtLab(_bench);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starting_the_lab_puts_an_early_run_on_the_timer_with_the_time_that_the_class_has_left()
    {
        var early = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(5));
        Assert.Null((await _class.StartAsync()).Refusal);
        var view = await early.ViewAsync();
        Assert.Equal((true, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(65)), (view.FollowsClass, view.Clock.Now, view.Clock.Limit));
        Assert.Contains(view.Timeline, e => e.Kind == IncidentEventKind.TimerChanged);

        Assert.Null((await _class.PauseAsync()).Refusal);
        Assert.Equal(RunState.Paused, (await early.ViewAsync()).State);
        Assert.Null((await _class.ResumeAsync()).Refusal);
        Assert.Null((await _class.ExtendAsync()).Refusal);
        Assert.Equal(TimeSpan.FromMinutes(70), (await early.ViewAsync()).Clock.Limit);
        Assert.Null((await _class.FinishAsync()).Refusal);
        await _bench.LiveAsync(LabRun.RevealDelay);
        Assert.Equal(RunState.Finished, (await early.ViewAsync()).State);
    }

    [Fact]
    public async Task A_run_that_its_crew_had_paused_goes_on_with_the_class()
    {
        var early = await _bench.StartAsync();
        Assert.Null((await early.PauseAsync()).Refusal);
        Assert.Null((await _class.StartAsync()).Refusal);
        Assert.Equal(RunState.Running, (await early.ViewAsync()).State);
        Assert.Contains("facilitator's timer", (await early.PauseAsync()).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_another_lab_and_a_run_that_was_reopened_alone_keep_their_own_clock_and_the_facilitator_sees_which()
    {
        var rehearsal = await _bench.StartAsync("demo-instructor", rehearsalRate: 10);
        var other = await _bench.StartAsync("demo-trainee-2", lab: LabBench.Lab4);
        var reopened = await _bench.StartAsync("demo-trainee-3");
        Assert.Null((await reopened.FinishAsync()).Refusal);
        Assert.Null(
            (await _bench.Get<ReopenRun>().RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), reopened.RunId, 15, Ct)).Refusal
        );
        Assert.Null((await _class.StartAsync()).Refusal);
        var follower = await _bench.StartAsync();
        foreach (var apart in (Responder[])[rehearsal, other, reopened])
        {
            Assert.False((await apart.ViewAsync()).FollowsClass);
        }

        var name = (await reopened.ViewAsync()).Responder;
        var runs = await _class.RunsAsync();
        Assert.Equal((1, 0), (runs.Following, runs.Ended));
        Assert.Equal([name], runs.Apart);
        var board = (
            await _bench
                .Get<LiveBoard>()
                .RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), await _bench.Portal.CohortIdAsync(), Ct)
        ).Value;
        Assert.Equal(
            [reopened.RunId, rehearsal.RunId],
            board.Where(run => run.HasOwnClock).Select(run => run.RunId).OrderBy(id => id == rehearsal.RunId)
        );
        Assert.True((await follower.ViewAsync()).FollowsClass);
    }

    [Fact]
    public async Task A_lab_that_opens_with_the_timer_is_closed_to_trainees_until_its_start_and_open_after_its_end()
    {
        Assert.Null((await OpenWithTimerAsync(true)).Refusal);
        Assert.Contains("when your facilitator starts it", (await StartAsync("demo-trainee-1")).Refusal!.Message, StringComparison.Ordinal);
        Assert.True((await LabAsync("demo-trainee-1")).OpensLater);
        Assert.False((await LabAsync("demo-instructor")).OpensLater);
        Assert.True((await StartAsync("demo-instructor", rehearsalRate: 10)).Succeeded);
        Assert.Null((await _class.StartAsync()).Refusal);
        Assert.False((await LabAsync("demo-trainee-1")).OpensLater);
        Assert.True((await StartAsync("demo-trainee-1")).Succeeded);
        Assert.Null((await _class.FinishAsync()).Refusal);
        Assert.True((await StartAsync("demo-trainee-2")).Succeeded);
        Assert.Equal(RefusalKind.Conflict, (await StartAsync("demo-trainee-2", lab: LabBench.Lab4)).Refusal!.Kind);
        Assert.Null((await OpenWithTimerAsync(false)).Refusal);
        Assert.True((await StartAsync("demo-trainee-2", lab: LabBench.Lab4)).Succeeded);
    }

    [Fact]
    public async Task A_change_of_the_timer_reaches_the_runs_without_any_clock_that_asks()
    {
        var early = await _bench.StartAsync();
        using var loop = new ClassTimerLoop(
            _bench.Get<LiveEvents>(),
            _bench.Get<FollowClassTimer>(),
            _bench.Time,
            NullLogger<ClassTimerLoop>.Instance
        );
        await loop.StartAsync(Ct);
        var facilitator = await _bench.Portal.ActorAsync("demo-facilitator");
        var cohort = await _bench.Portal.CohortIdAsync();

        // The test's clock is stopped: anything that waited for it would wait forever.
        var adopted = NextChangeAsync(cohort);
        Assert.Null((await _bench.Get<StartActivity>().RunAsync(facilitator, new(cohort, LabBench.Lab1), Ct)).Refusal);
        await adopted;
        Assert.True((await early.ViewAsync()).FollowsClass);

        var paused = NextChangeAsync(cohort);
        Assert.Null((await _bench.Get<PauseActivity>().RunAsync(facilitator, new(cohort, LabBench.Lab1, 1), Ct)).Refusal);
        await paused;
        Assert.Equal(RunState.Paused, (await early.ViewAsync()).State);
        await loop.StopAsync(Ct);
    }

    [Fact]
    public async Task What_was_missed_while_the_portal_was_down_is_made_up_at_its_start()
    {
        var early = await _bench.StartAsync();
        Assert.Null(
            (
                await _bench
                    .Get<StartActivity>()
                    .RunAsync(
                        await _bench.Portal.ActorAsync("demo-facilitator"),
                        new(await _bench.Portal.CohortIdAsync(), LabBench.Lab1),
                        Ct
                    )
            ).Refusal
        );
        var settled = NextChangeAsync(await _bench.Portal.CohortIdAsync());
        using var loop = new ClassTimerLoop(
            _bench.Get<LiveEvents>(),
            _bench.Get<FollowClassTimer>(),
            _bench.Time,
            NullLogger<ClassTimerLoop>.Instance
        );
        await loop.StartAsync(Ct);
        await settled;
        Assert.True((await early.ViewAsync()).FollowsClass);
        await loop.StopAsync(Ct);
    }

    /// <summary>Completes when the runs of the class have followed its timer.</summary>
    private async Task NextChangeAsync(Guid cohortId)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _bench
            .Get<LiveEvents>()
            .Subscribe<ActivityRunsChanged>(cohortId, _ =>
            {
                changed.TrySetResult();
                return Task.CompletedTask;
            });
        await changed.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);
    }

    private async Task<Outcome> OpenWithTimerAsync(bool isOn) =>
        await _bench
            .Get<ChooseLabOpening>()
            .RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), await _bench.Portal.CohortIdAsync(), isOn, Ct);

    private async Task<Outcome<Guid>> StartAsync(string userName, int? rehearsalRate = null, string lab = LabBench.Lab1) =>
        await _bench
            .Get<StartLabRun>()
            .RunAsync(await _bench.Portal.ActorAsync(userName), new(await _bench.Portal.CohortIdAsync(), lab, rehearsalRate), Ct);

    private async Task<LabWithRuns> LabAsync(string userName) =>
        (
            await _bench.Get<MyRuns>().RunAsync(await _bench.Portal.ActorAsync(userName), await _bench.Portal.CohortIdAsync(), Ct)
        ).Value.Labs.Single(lab => lab.Page.PageId == LabBench.Lab1);

    public void Dispose() => _bench.Dispose();
}
