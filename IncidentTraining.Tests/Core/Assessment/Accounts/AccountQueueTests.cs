using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Accounts are computed in the background, stored with the run, and shown to people who may see the truth.</summary>
[Trait("Speed", "slow")]
public sealed class AccountQueueTests : IDisposable
{
    private LabBench _bench = new(seed: LabBench.SeedOf(LabBench.Lab4, "locked-table"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private AccountQueue Queue => _bench.Get<AccountQueue>();

    [Fact]
    public async Task An_ended_run_waits_for_its_account_hears_of_its_progress_and_finds_it_stored()
    {
        PlayAllCourses();
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(2));
        Assert.Equal(RefusalKind.Conflict, (await ReadAsync(trainee)).Refusal!.Kind);
        Assert.False(await Queue.WorkAsync(Ct));
        // A repair without a finding may be a guess, and a guess is never better than the reference.
        Assert.Null((await trainee.FindAsync("Jobs wait and none gets done.", PinKind.View, ShopViews.Queue)).Refusal);
        Assert.Null((await trainee.ActAsync("end-sessions", ("client", "analytics"))).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.True((await ReadAsync(trainee)).Value.IsPending);
        var heard = new List<AccountProgress?>();
        using var hearing = _bench
            .Get<LiveEvents>()
            .Subscribe<AccountChanged>(trainee.RunId, _ =>
            {
                heard.Add(Queue.Current);
                return Task.CompletedTask;
            });

        Assert.True(await Queue.WorkAsync(Ct));

        Assert.Null(heard[^1]);
        Assert.All(heard.SkipLast(1), progress => Assert.InRange(progress!.Done, 1, progress.Expected));
        var view = (await ReadAsync(trainee)).Value;
        Assert.Equal(ActionEffect.Helped, Assert.Single(view.Account!.Lines).Effect);
        Assert.Equal(Enumerable.Range(1, view.Account.Courses), heard.SkipLast(1).Select(progress => progress!.Done).Distinct());
        Assert.Equal(view.Account.Courses, heard[^2]!.Expected);
        // It ended early, and harm is counted up to the lab's planned minutes.
        Assert.True(view.Account.Horizon >= TimeSpan.FromMinutes(30));
        Assert.True(view.Account.Outcome > 100);
        Assert.Contains("less harm than the reference", view.Track!.Text, StringComparison.Ordinal);
        Assert.False(await Queue.WorkAsync(Ct));
    }

    [Fact]
    public async Task The_worker_follows_the_end_of_a_run_and_no_clock()
    {
        using var loop = new AccountLoop(Queue, _bench.Get<LiveEvents>(), _bench.Time, NullLogger<AccountLoop>.Instance);
        await loop.StartAsync(Ct);
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        // From here on the clock does not move.
        var computed = new TaskCompletionSource();
        using var hearing = _bench
            .Get<LiveEvents>()
            .Subscribe<AccountChanged>(trainee.RunId, _ =>
            {
                if (Queue.Current is null)
                {
                    computed.TrySetResult();
                }

                return Task.CompletedTask;
            });
        Assert.Null((await trainee.FinishAsync()).Refusal);
        await computed.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        Assert.False((await ReadAsync(trainee)).Value.IsPending);
        await loop.StopAsync(Ct);
    }

    [Fact]
    public async Task What_was_not_computed_before_a_stop_is_computed_after_the_next_start_once_and_in_the_order_of_the_ends()
    {
        PlayAllCourses();
        var first = await _bench.StartAsync(lab: LabBench.Lab4);
        var second = await _bench.StartAsync("demo-trainee-2", lab: LabBench.Lab4);
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Null((await second.FinishAsync()).Refusal);
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Null((await first.FinishAsync()).Refusal);
        Assert.Equal((0, 1), ((await ReadAsync(second)).Value.Before, (await ReadAsync(first)).Value.Before));

        using var stop = new CancellationTokenSource();
        using (_bench.Get<LiveEvents>().Subscribe<AccountChanged>(second.RunId, _ => stop.CancelAsync()))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Queue.WorkAsync(stop.Token));
        }

        Assert.Empty(await StoredAsync());
        Assert.True(await Queue.WorkAsync(Ct));
        Assert.Equal([second.RunId], await StoredAsync());
        Assert.True(await Queue.WorkAsync(Ct));
        Assert.False(await Queue.WorkAsync(Ct));
        Assert.Equal(2, (await StoredAsync()).Count);
    }

    [Fact]
    public async Task A_run_is_replayed_as_it_was_recorded_although_the_clock_goes_on_while_it_is_worked_on()
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        _bench.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(2);
        Assert.Null((await trainee.ActAsync("end-sessions", ("client", "analytics"))).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);

        Assert.True(await Queue.WorkAsync(Ct));

        Assert.Equal("", (await ReadAsync(trainee)).Value.Problem);
    }

    [Fact]
    public async Task Safety_waits_for_the_account_and_then_tells_what_an_action_cost()
    {
        using var bench = new LabBench(seed: LabBench.SeedOf(LabBench.Lab1, "missing-index"));
        var trainee = await bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await bench.LiveAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await trainee.ActAsync("shed-traffic", ("percent", "80"))).Refusal);
        await bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var waiting = (await trainee.AfterActionAsync()).Value.Result!.Part(ResultKind.Safety)!;
        Assert.DoesNotContain(waiting.Lines, line => line.Text.Contains("USD less harm", StringComparison.Ordinal));
        Assert.NotEqual(ResultMark.Good, waiting.Mark);

        Assert.True(await bench.Get<AccountQueue>().WorkAsync(Ct));

        var view = (await bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value;
        Assert.Equal(ActionEffect.Harmed, Assert.Single(view.Account!.Lines).Effect);
        var safety = (await trainee.AfterActionAsync()).Value.Result!.Part(ResultKind.Safety)!;
        Assert.Equal(ResultMark.Bad, safety.Mark);
        Assert.Contains(safety.Lines, line => line.Text.Contains("USD less harm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_crew_and_the_staff_of_the_class_see_it_and_nobody_else()
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.True(await Queue.WorkAsync(Ct));

        foreach (var name in (string[])["demo-trainee-1", "demo-instructor", "demo-facilitator"])
        {
            Assert.NotNull(
                (await _bench.Get<ReadAccount>().RunAsync(await _bench.Portal.ActorAsync(name), trainee.RunId, Ct)).Value.Account
            );
        }

        Assert.Equal(
            RefusalKind.NotFound,
            (await _bench.Get<ReadAccount>().RunAsync(await _bench.Portal.ActorAsync("demo-trainee-2"), trainee.RunId, Ct)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task A_run_that_was_opened_again_shows_no_account_and_gets_a_new_one_when_it_ends()
    {
        PlayAllCourses();
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.True(await Queue.WorkAsync(Ct));
        Assert.Null(
            (await _bench.Get<ReopenRun>().RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), trainee.RunId, 30, Ct)).Refusal
        );
        Assert.Equal(RefusalKind.Conflict, (await ReadAsync(trainee)).Refusal!.Kind);
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await trainee.ActAsync("end-sessions", ("client", "analytics"))).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.True((await ReadAsync(trainee)).Value.IsPending);

        Assert.True(await Queue.WorkAsync(Ct));

        Assert.Single((await ReadAsync(trainee)).Value.Account!.Lines);
        Assert.Single(await StoredAsync());
        // No further inputs were given meanwhile, so the courses of the first account were reused.
        Assert.Equal(1, Queue.Known.Count);
    }

    [Fact]
    public async Task A_run_of_another_engine_version_has_no_account_and_says_by_which_rules_it_was_measured()
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await db.Set<LabRun>().ExecuteUpdateAsync(run => run.SetProperty(r => r.EngineVersion, r => r.EngineVersion - 1), Ct);
        }

        Assert.True(await Queue.WorkAsync(Ct));

        var view = (await ReadAsync(trainee)).Value;
        Assert.Null(view.Account);
        Assert.Contains("earlier rules", view.Problem, StringComparison.Ordinal);
        Assert.False(view.IsPending);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>For a test of the simulation: no other test has simulated a course for this portal.</summary>
    private void PlayAllCourses()
    {
        _bench.Dispose();
        _bench = new LabBench(seed: LabBench.SeedOf(LabBench.Lab4, "locked-table"), configure: SharedCourses.OwnIn);
    }

    private Task<Outcome<AccountView>> ReadAsync(Responder trainee) => _bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct);

    private async Task<IReadOnlyList<Guid>> StoredAsync()
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<StoredAccount>().Select(stored => stored.RunId).ToListAsync(Ct);
    }
}
