using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>How shops advance, end, are rebuilt after a restart, and do not block each other.</summary>
public sealed class ShopRoundsTests : IAsyncLifetime
{
    private HostBench _bench = null!;

    private static CancellationToken Ct => HostBench.Ct;

    public async ValueTask InitializeAsync() => _bench = await HostBench.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_shop_lives_up_to_now_and_what_happened_in_it_is_recorded_once()
    {
        var id = await _bench.StartAsync();
        var (ticked, changed) = (_bench.Hear<ShopTicked>(id), _bench.Hear<RunChanged>(id));
        await _bench.LiveAsync(3);
        // Nothing has happened: the first round asks the participants, and the second one has nothing to commit.
        _bench.Participant.Calls.Clear();
        changed.Clear();
        await _bench.LiveAsync(1);
        Assert.Empty(_bench.Participant.Calls);
        Assert.Empty(changed);
        Assert.Equal([3.0, 4.0], ticked.Select(one => one.Now.TotalSeconds));

        // The first message comes after five seconds.
        await _bench.LiveAsync(2);
        var message = Assert.Single(await _bench.EventsAsync(id), e => e.Kind == IncidentEventKind.Message);
        Assert.Equal((2, TimeSpan.FromSeconds(5), _bench.Now), (message.Number, message.At, message.WallAt));
        Assert.Single(changed);
        await _bench.LiveAsync(2);
        Assert.Single(await _bench.EventsAsync(id), e => e.Kind == IncidentEventKind.Message);
    }

    [Fact]
    public async Task A_participant_is_asked_again_when_it_wanted_to_be()
    {
        var id = await _bench.StartAsync();
        _bench.Participant.Next = TimeSpan.FromSeconds(4);
        await _bench.LiveAsync(1);
        _bench.Participant.Calls.Clear();
        await _bench.LiveAsync(2);
        Assert.Empty(_bench.Participant.Calls);
        _bench.Participant.Next = TimeSpan.MaxValue;
        await _bench.LiveAsync(1);
        Assert.Equal(["opened", "stepped", "completing", "next"], _bench.Participant.Calls);
        Assert.Equal(RunState.Running, (await _bench.RunAsync(id)).State);
    }

    [Fact]
    public async Task A_shop_far_behind_lives_ten_minutes_a_turn_and_whoever_opens_it_finds_it_at_now()
    {
        var id = await _bench.StartAsync();
        var ticked = _bench.Hear<ShopTicked>(id);
        await _bench.LiveAsync(25 * 60);
        await _bench.Host.StepAsync(Ct);
        Assert.Equal([10.0, 20.0], ticked.Select(one => one.Now.TotalMinutes));
        Assert.Equal("00:25:00", await _bench.AskAsync(id, shop => shop.Now));
    }

    [Fact]
    public async Task A_run_whose_time_is_over_ends_is_sealed_and_has_no_shop_any_more()
    {
        var id = await _bench.StartAsync(minutes: 1);
        var (ended, changed) = (_bench.Hear<ActivityRunsChanged>(_bench.CohortId), _bench.Hear<RunChanged>(id));
        var ticked = _bench.Hear<ShopTicked>(id);
        await _bench.LiveAsync(59);
        Assert.Equal(RunState.Running, (await _bench.RunAsync(id)).State);
        Assert.Empty(ended);
        await _bench.LiveAsync(1);

        var run = await _bench.RunAsync(id);
        Assert.Equal((RunState.Finished, TimeSpan.FromMinutes(1), RunEnd.Time), (run.State, run.EndedAtVirtual!.Value, run.EndedBy!.Value));
        Assert.Equal("The run ended. Its time was up.", (await _bench.EventsAsync(id))[^1].Text);
        Assert.Equal(1, await _bench.Storage.ReadAsync(db => db.Set<RunArchive>().CountAsync(one => one.RunId == id, Ct)));
        Assert.Contains("ending", _bench.Participant.Calls);
        Assert.Equal([new ActivityRunsChanged(_bench.CohortId)], ended);
        Assert.NotEmpty(changed);
        Assert.Equal(new ShopTicked(id, TimeSpan.FromMinutes(1)), ticked[^1]);

        Assert.Null(await _bench.AskAsync(id, shop => shop.Now));
        Assert.Equal(
            (RefusalKind.TooLate, "This run has ended. Its time was up."),
            Of(await _bench.Host.ActAsync(_bench.Ana, id, _ => Task.FromResult(Outcome.Done), Ct))
        );
        Assert.Equal(RefusalKind.TooLate, (await _bench.SwitchOnAsync(id)).Refusal!.Kind);
        await _bench.LiveAsync(5);
        Assert.Single(ended);
    }

    [Fact]
    public async Task After_a_restart_running_runs_are_found_and_go_on_with_the_same_shop()
    {
        var (id, paused) = (await _bench.StartAsync(), await _bench.StartAsync());
        await _bench.LiveAsync(10);
        Assert.True((await _bench.SwitchOnAsync(id)).Value.Accepted);
        Assert.True(
            (await _bench.Host.ActAsync(_bench.Ana, paused, session => Task.FromResult(session.Run.Pause(session.Wall)), Ct)).Succeeded
        );
        await _bench.LiveAsync(20);
        var (digest, events) = (await _bench.AskAsync(id, shop => shop.Digest()), await _bench.EventsAsync(id));

        _bench.Restart();
        var (ticked, still) = (_bench.Hear<ShopTicked>(id), _bench.Hear<ShopTicked>(paused));
        await _bench.Host.StepAsync(Ct);
        Assert.Empty(ticked);
        await _bench.Host.RecoverAsync(Ct);
        await _bench.Host.StepAsync(Ct);

        Assert.Equal([new ShopTicked(id, TimeSpan.FromSeconds(30))], ticked);
        Assert.Empty(still);
        Assert.Equal(digest, await _bench.AskAsync(id, shop => shop.Digest()));
        Assert.Equal(events.Select(e => (e.Number, e.Key)), (await _bench.EventsAsync(id)).Select(e => (e.Number, e.Key)));
        // Its inputs are numbered from the last one.
        Assert.True((await _bench.ApplyAsync(id, "disable-experiment", null, ("experiment", HostBench.Experiment))).Value.Accepted);
        Assert.Equal([1L, 2L], (await _bench.InputsAsync(id)).Select(input => input.Sequence));
        // A paused one is loaded when someone requests it.
        Assert.Equal("00:00:10", await _bench.AskAsync(paused, shop => shop.Now));
    }

    [Fact]
    public async Task An_input_that_was_stored_and_not_answered_is_answered_when_the_shop_is_rebuilt()
    {
        var id = await _bench.StartAsync();
        await _bench.LiveAsync(10);
        await _bench.Storage.AddAsync(
            new RunInput(
                id,
                1,
                TimeSpan.FromSeconds(10),
                "enable-experiment",
                new Dictionary<string, string> { ["experiment"] = HostBench.Experiment },
                _bench.Ana.PersonId,
                _bench.Now
            )
        );
        _bench.Restart();
        _bench.Participant.Calls.Clear();
        _bench.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("True", await _bench.AskAsync(id, shop => shop.Experiments().Single(e => e.Id == HostBench.Experiment).Enabled));
        var input = Assert.Single(await _bench.InputsAsync(id));
        Assert.True(input.Accepted);
        Assert.NotEmpty(input.Answer);
        Assert.Equal(["opened", "settled enable-experiment", "completing"], _bench.Participant.Calls);
        Assert.True((await _bench.ApplyAsync(id, "disable-experiment", null, ("experiment", HostBench.Experiment))).Value.Accepted);
    }

    [Fact]
    public async Task What_people_in_the_channel_decide_is_an_input_that_the_shop_takes_at_once_and_nothing_that_is_told()
    {
        var id = await _bench.StartAsync();
        await _bench.LiveAsync(10);
        _bench.Participant.OnStepped = session =>
            session.Decide(new PersonDecision(PersonDecision.Hold, "newsletter"), _bench.Ben.PersonId);
        var before = (await _bench.EventsAsync(id)).Count;

        Assert.True((await _bench.Host.ActAsync(_bench.Ana, id, _ => Task.FromResult(Outcome.Done), Ct)).Succeeded);

        var input = Assert.Single(await _bench.InputsAsync(id));
        Assert.Equal(
            (1L, "people-decide", true, "“newsletter” is held.", _bench.Ben.PersonId),
            (input.Sequence, input.Action, input.Accepted, input.Answer, input.PersonId)
        );
        Assert.Equal(before, (await _bench.EventsAsync(id)).Count);
        Assert.DoesNotContain(_bench.Participant.Calls, call => call.StartsWith("settled", StringComparison.Ordinal));
        Assert.True((await _bench.SwitchOnAsync(id)).Value.Accepted);
        Assert.Equal([1L, 2L], (await _bench.InputsAsync(id)).Select(one => one.Sequence));
    }

    [Fact]
    public async Task A_run_that_this_version_would_play_wrongly_is_closed_with_the_reason()
    {
        var (other, unreadable) = (
            await _bench.StartAsync(engine: ShopSimulation.EngineVersion + 1),
            await _bench.StartAsync(text: "no: text")
        );
        var changed = _bench.Hear<RunChanged>(other);

        foreach (
            var (id, reason) in new[]
            {
                (other, "A portal update has changed the practice shop"),
                (unreadable, "This version of the portal can no longer read"),
            }
        )
        {
            var refused = await _bench.Host.ActAsync(_bench.Ana, id, _ => Task.FromResult(Outcome.Done), Ct);
            Assert.Equal(RefusalKind.TooLate, refused.Refusal!.Kind);
            Assert.StartsWith($"This run has ended. {reason}", refused.Refusal.Message, StringComparison.Ordinal);
            var run = await _bench.RunAsync(id);
            Assert.Equal((RunState.Closed, RunEnd.Portal), (run.State, run.EndedBy!.Value));
            var told = (await _bench.EventsAsync(id))[^1];
            Assert.Equal((IncidentEventKind.RunEnded, run.Ending), (told.Kind, told.Text));
        }

        Assert.Single(changed);
        // Closed once.
        await _bench.Host.ActAsync(_bench.Ana, other, _ => Task.FromResult(Outcome.Done), Ct);
        Assert.Equal(2, (await _bench.EventsAsync(other)).Count);
    }

    [Fact]
    public async Task A_broken_shop_is_left_alone_until_someone_opens_it_and_does_not_stop_the_others()
    {
        var (broken, sound) = (await _bench.StartAsync(), await _bench.StartAsync());
        await _bench.LiveAsync(3);
        var (ofBroken, ofSound) = (_bench.Hear<ShopTicked>(broken), _bench.Hear<ShopTicked>(sound));
        await _bench.SqlAsync(
            $"CREATE TRIGGER no_entry BEFORE INSERT ON IncidentEvents WHEN NEW.RunId = '{broken.ToString().ToUpperInvariant()}' "
                + "BEGIN SELECT RAISE(ABORT, 'no entry'); END"
        );
        await _bench.LiveAsync(5);
        Assert.Contains($"The shop of run {broken} failed and is left alone until its page is opened.", _bench.Log);
        Assert.Empty(ofBroken);
        Assert.Single(ofSound);

        await _bench.SqlAsync("DROP TRIGGER no_entry");
        await _bench.LiveAsync(1);
        Assert.Empty(ofBroken);
        Assert.Equal("00:00:09", await _bench.AskAsync(broken, shop => shop.Now));
        await _bench.LiveAsync(1);
        Assert.Single(ofBroken);
        Assert.Single(await _bench.EventsAsync(broken), e => e.Kind == IncidentEventKind.Message);
    }

    [Fact]
    public async Task What_another_writer_added_is_read_before_the_next_entry()
    {
        var id = await _bench.StartAsync();
        await _bench.LiveAsync(10);
        var last = (await _bench.EventsAsync(id))[^1].Number;
        await _bench.Storage.AddAsync(
            new IncidentEvent(
                id,
                last + 1,
                "beside",
                TimeSpan.FromSeconds(10),
                _bench.Now,
                IncidentEventKind.PageEscalated,
                "",
                "Beside.",
                "",
                null
            )
        );
        IReadOnlyList<TimelineEntry> seen = [];
        Assert.True(
            (
                await _bench.Host.ActAsync(
                    _bench.Ana,
                    id,
                    session =>
                    {
                        seen = session.Log;
                        session.Record(IncidentEventKind.Said, "After.");
                        return Task.FromResult(Outcome.Done);
                    },
                    Ct
                )
            ).Succeeded
        );
        Assert.Equal("Beside.", seen[^1].Text);
        Assert.Equal((last + 2, "After."), ((await _bench.EventsAsync(id))[^1].Number, (await _bench.EventsAsync(id))[^1].Text));
    }

    private static (RefusalKind, string) Of(Outcome outcome) => (outcome.Refusal!.Kind, outcome.Refusal.Message);
}
