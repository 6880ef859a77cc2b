using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>A facilitator finishes a lab for everyone, undoes that in time, or reopens it for all.</summary>
[Trait("Speed", "slow")]
public sealed class FinishForAllTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LabBench _bench;
    private readonly ClassAtLab _class;

    public FinishForAllTests()
    {
        _bench = new LabBench(_folder.Path);
        _class = new ClassAtLab(_bench);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finish_stops_every_run_and_shows_nothing_for_thirty_seconds()
    {
        var crews = await CrewsAsync();
        Assert.Null((await _class.FinishAsync()).Refusal);
        await _bench.LiveAsync(TimedActivity.UndoWindow);
        foreach (var crew in crews)
        {
            var view = await crew.ViewAsync();
            Assert.Equal((RunState.Running, true, TimeSpan.FromMinutes(10)), (view.State, view.IsStopped, view.Clock.Now));
            Assert.Equal(_bench.Time.GetUtcNow().UtcDateTime + LabRun.RevealDelay - TimedActivity.UndoWindow, view.RevealAt);
            Assert.Equal(RefusalKind.Conflict, (await crew.AfterActionAsync()).Refusal!.Kind);
            Assert.Equal(RefusalKind.TooLate, (await crew.SwitchChaosAsync(on: true)).Refusal!.Kind);
            Assert.Contains("ends automatically", (await crew.FinishAsync()).Refusal!.Message, StringComparison.Ordinal);
        }

        await _bench.LiveAsync(LabRun.RevealDelay - TimedActivity.UndoWindow);
        foreach (var crew in crews)
        {
            var view = await crew.ViewAsync();
            Assert.Equal((RunState.Finished, TimeSpan.FromMinutes(10)), (view.State, view.Clock.Now));
            Assert.NotNull((await crew.AfterActionAsync()).Value.TrueCause);
        }
    }

    [Fact]
    public async Task An_undo_within_thirty_seconds_lets_every_run_continue_with_the_time_it_had()
    {
        var crews = await CrewsAsync();
        Assert.Null((await _class.FinishAsync()).Refusal);
        await _bench.LiveAsync(TimeSpan.FromSeconds(29));
        Assert.Null((await _class.UndoAsync()).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(ActivityState.Running, await _class.StateAsync());
        foreach (var crew in crews)
        {
            var view = await crew.ViewAsync();
            Assert.Equal((RunState.Running, false, null), (view.State, view.IsStopped, view.RevealAt));
            Assert.Equal(TimeSpan.FromMinutes(11), view.Clock.Now);
            Assert.Equal(TimeSpan.FromMinutes(60), view.Clock.Limit);
            Assert.True((await crew.SwitchChaosAsync(on: true)).Succeeded);
            Assert.DoesNotContain(view.Timeline, e => e.Kind is IncidentEventKind.RunEnded or IncidentEventKind.RunReopened);
        }
    }

    [Fact]
    public async Task After_thirty_seconds_there_is_no_undo_any_more()
    {
        await CrewsAsync();
        Assert.Null((await _class.FinishAsync()).Refusal);
        _bench.Time.Advance(TimedActivity.UndoWindow);
        Assert.Equal(RefusalKind.TooLate, (await _class.UndoAsync()).Refusal!.Kind);
        Assert.Equal(ActivityState.Finished, await _class.StateAsync());
    }

    [Fact]
    public async Task An_undo_at_the_last_moment_comes_before_the_reveal_even_if_the_runs_hear_of_it_later()
    {
        var crews = await CrewsAsync();
        Assert.Null((await _class.FinishAsync()).Refusal);
        _bench.Time.Advance(TimedActivity.UndoWindow - TimeSpan.FromMilliseconds(1));
        var step = new ActivityStep(await _bench.Portal.CohortIdAsync(), LabBench.Lab1, 2);
        Assert.Null((await _bench.Get<UndoFinish>().RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), step, Ct)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromSeconds(3));
        await _class.SettleAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RunState.Running, (await crews[0].ViewAsync()).State);
    }

    [Fact]
    public async Task An_undo_of_moving_on_takes_the_next_activity_back_as_well()
    {
        var crews = await CrewsAsync();
        Assert.Null((await _class.MoveOnAsync(LabBench.Lab4)).Refusal);
        var early = await _bench.StartAsync("demo-trainee-3", lab: LabBench.Lab4);
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.True((await early.ViewAsync()).FollowsClass);
        Assert.Null((await _class.UndoAsync()).Refusal);
        Assert.Equal((ActivityState.Running, null), (await _class.StateAsync(), await _class.StateAsync(LabBench.Lab4)));
        Assert.Equal((RunState.Running, false), await StateOfAsync(crews[0]));
        Assert.False((await early.ViewAsync()).FollowsClass);
        Assert.Null((await early.PauseAsync()).Refusal);
    }

    [Fact]
    public async Task An_undo_is_refused_when_the_next_activity_has_been_changed_since()
    {
        await CrewsAsync();
        Assert.Null((await _class.MoveOnAsync(LabBench.Lab4)).Refusal);
        var next = new ActivityStep(await _bench.Portal.CohortIdAsync(), LabBench.Lab4, 1);
        Assert.Null((await _bench.Get<ExtendActivity>().RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), next, Ct)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await _class.UndoAsync()).Refusal!.Kind);
        Assert.Equal((ActivityState.Finished, ActivityState.Running), (await _class.StateAsync(), await _class.StateAsync(LabBench.Lab4)));
    }

    [Fact]
    public async Task A_paused_lab_that_is_finished_is_revealed_too_and_paused_again_by_an_undo()
    {
        var crews = await CrewsAsync();
        Assert.Null((await _class.PauseAsync()).Refusal);
        Assert.Null((await _class.FinishAsync()).Refusal);
        Assert.Null((await _class.UndoAsync()).Refusal);
        Assert.Equal((RunState.Paused, false), await StateOfAsync(crews[0]));
        Assert.Null((await _class.FinishAsync()).Refusal);
        await _bench.LiveAsync(LabRun.RevealDelay);
        Assert.Equal(RunState.Finished, (await crews[0].ViewAsync()).State);
    }

    [Fact]
    public async Task Reopening_the_lab_reopens_all_runs_that_ended_with_it_on_the_timer_of_the_class()
    {
        var crews = await CrewsAsync();
        Assert.Null((await crews[1].FinishAsync()).Refusal);
        Assert.Null((await _class.FinishAsync()).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(1, (await _class.RunsAsync()).Ended);
        Assert.Null((await _class.ReopenAsync(15)).Refusal);
        var view = await crews[0].ViewAsync();
        Assert.Equal((RunState.Running, true), (view.State, view.FollowsClass));
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(25)), (view.Clock.Now, view.Clock.Limit));
        Assert.Contains(view.Timeline, e => e.Kind == IncidentEventKind.RunReopened);
        // A crew that finished by itself is done.
        Assert.Equal(RunState.Finished, (await crews[1].ViewAsync()).State);
        Assert.Null((await _class.PauseAsync()).Refusal);
        Assert.Equal(RunState.Paused, (await crews[0].ViewAsync()).State);
        Assert.Null((await _class.FinishAsync()).Refusal);
        await _bench.LiveAsync(LabRun.RevealDelay);
        Assert.NotNull((await crews[0].AfterActionAsync()).Value.Truth);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(ReopenActivity.MostMinutes, true)]
    [InlineData(ReopenActivity.MostMinutes + 1, false)]
    public async Task A_lab_is_reopened_for_one_to_sixty_minutes(int minutes, bool can)
    {
        Assert.Null((await _class.StartAsync()).Refusal);
        Assert.Null((await _class.FinishAsync()).Refusal);
        Assert.Equal(can ? null : RefusalKind.Invalid, (await _class.ReopenAsync(minutes)).Refusal?.Kind);
    }

    [Fact]
    public async Task Time_that_runs_out_waits_with_the_reveal_too_and_five_more_minutes_let_the_runs_continue()
    {
        var crews = await CrewsAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(50) + TimeSpan.FromSeconds(20));
        var view = await crews[0].ViewAsync();
        Assert.Equal((RunState.Running, false, TimeSpan.FromMinutes(60)), (view.State, view.IsStopped, view.Clock.Now));
        Assert.NotNull(view.RevealAt);
        Assert.Null((await _class.ExtendAsync()).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        view = await crews[0].ViewAsync();
        Assert.Equal(
            (RunState.Running, TimeSpan.FromMinutes(61), TimeSpan.FromMinutes(65)),
            (view.State, view.Clock.Now, view.Clock.Limit)
        );
        await _bench.LiveAsync(TimeSpan.FromMinutes(4) + LabRun.RevealDelay);
        Assert.Equal(
            (RunState.Finished, "Its time was up."),
            (await crews[0].ViewAsync() is { } ended ? ended.State : default, (await crews[0].ViewAsync()).Ending)
        );
    }

    [Fact]
    public async Task Five_more_minutes_after_the_reveal_reopen_nothing_until_the_facilitator_says_so()
    {
        var crews = await CrewsAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(50) + LabRun.RevealDelay);
        Assert.Equal(RunState.Finished, (await crews[0].ViewAsync()).State);
        Assert.Null((await _class.ReopenAsync(5)).Refusal);
        Assert.Equal(RunState.Running, (await crews[0].ViewAsync()).State);
        await _bench.LiveAsync(TimeSpan.FromMinutes(5) + LabRun.RevealDelay);
        Assert.Null((await _class.ExtendAsync()).Refusal);
        Assert.Equal(RunState.Finished, (await crews[0].ViewAsync()).State);
    }

    [Fact]
    public async Task A_stopped_run_is_revealed_although_the_portal_was_restarted_meanwhile()
    {
        var crews = await CrewsAsync();
        Assert.Null((await _class.FinishAsync()).Refusal);
        _bench.Time.Advance(LabRun.RevealDelay);
        await _bench.Portal.DisposeAsync();
        using var restarted = new LabBench(_bench.Portal.DataDirectory, _bench.Time);
        await restarted.Get<ShopHost>().RecoverAsync(Ct);
        await restarted.LiveAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(RunState.Finished, (await new Responder(restarted, crews[0].Actor, crews[0].RunId).ViewAsync()).State);
    }

    [Fact]
    public async Task Nobody_but_the_facilitator_undoes_reopens_or_asks_what_would_end()
    {
        await CrewsAsync();
        Assert.Null((await _class.FinishAsync()).Refusal);
        var step = new ActivityStep(await _bench.Portal.CohortIdAsync(), LabBench.Lab1, 2);
        foreach (var name in (string[])["demo-trainee-1", "demo-instructor"])
        {
            var actor = await _bench.Portal.ActorAsync(name);
            Assert.Equal(RefusalKind.NotAllowed, (await _bench.Get<UndoFinish>().RunAsync(actor, step, Ct)).Refusal!.Kind);
            Assert.Equal(RefusalKind.NotAllowed, (await _bench.Get<ReopenActivity>().RunAsync(actor, step, 15, Ct)).Refusal!.Kind);
            Assert.Equal(
                RefusalKind.NotAllowed,
                (await _bench.Get<ChooseLabOpening>().RunAsync(actor, step.CohortId, true, Ct)).Refusal!.Kind
            );
            Assert.Equal(
                RefusalKind.NotAllowed,
                (await _bench.Get<ReadActivityRuns>().RunAsync(actor, step.CohortId, LabBench.Lab1, Ct)).Refusal!.Kind
            );
        }
    }

    [Fact]
    public async Task The_end_says_who_finished_the_run()
    {
        var crews = await CrewsAsync();
        Assert.Null((await crews[0].FinishAsync()).Refusal);
        Assert.Null((await _class.FinishAsync()).Refusal);
        await _bench.LiveAsync(LabRun.RevealDelay);
        Assert.Equal(
            ["The incident commander finished it.", "The facilitator finished the lab."],
            [(await crews[0].ViewAsync()).Ending, (await crews[1].ViewAsync()).Ending]
        );
        var ends = new List<(string, string)>();
        foreach (var crew in crews)
        {
            ends.AddRange((await crew.ViewAsync()).Timeline.Where(e => e.Kind == IncidentEventKind.RunEnded).Select(e => (e.From, e.Text)));
        }

        Assert.Equal(
            [
                ("Tariq Aziz Khan", "The run ended. The incident commander finished it."),
                ("", "The run ended. The facilitator finished the lab."),
            ],
            Ordered(ends)
        );

        static IEnumerable<(string, string)> Ordered(List<(string From, string Text)> all) =>
            all.OrderByDescending(end => end.From.Contains("Tariq", StringComparison.Ordinal) || end.From.Length > 0);
    }

    /// <summary>Two crews ten minutes into a lab that the class does together.</summary>
    private async Task<IReadOnlyList<Responder>> CrewsAsync()
    {
        Assert.Null((await _class.StartAsync()).Refusal);
        Responder[] crews = [await _bench.StartAsync(), await _bench.StartAsync("demo-trainee-2")];
        await _bench.LiveAsync(TimeSpan.FromMinutes(10));
        return crews;
    }

    private static async Task<(RunState, bool)> StateOfAsync(Responder crew)
    {
        var view = await crew.ViewAsync();
        return (view.State, view.IsStopped);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }
}
