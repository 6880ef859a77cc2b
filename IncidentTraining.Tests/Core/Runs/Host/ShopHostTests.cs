using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>
/// An action is stored before the shop receives it, and its response with the next commit; a refused action leaves no trace.
/// </summary>
public sealed class ShopHostTests : IAsyncLifetime
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
    public async Task An_action_is_stored_with_its_time_and_answer_and_told_in_the_timeline()
    {
        var id = await _bench.StartAsync();
        await _bench.LiveAsync(12);
        var (changed, ticked) = (_bench.Hear<RunChanged>(id), _bench.Hear<ShopTicked>(id));
        _bench.Participant.Calls.Clear();

        var answer = (await _bench.SwitchOnAsync(id)).Value;

        Assert.True(answer.Accepted);
        var input = Assert.Single(await _bench.InputsAsync(id));
        Assert.Equal(
            (1L, TimeSpan.FromSeconds(12), "enable-experiment", _bench.Ana.PersonId, _bench.Now, true, answer.Text),
            (input.Sequence, input.At, input.Action, input.PersonId, input.StoredAt, input.Accepted, input.Answer)
        );
        Assert.Equal(
            [IncidentEventKind.RunStarted, IncidentEventKind.ActionStarted],
            (await _bench.EventsAsync(id)).Select(e => e.Kind).Where(kind => kind is not IncidentEventKind.Message).Take(2)
        );
        Assert.Equal(
            ["opened", "stepped", "completing", "next", "stepped", "settled enable-experiment", "completing", "next"],
            _bench.Participant.Calls
        );
        Assert.Equal([new RunChanged(id)], changed);
        Assert.Equal([new ShopTicked(id, TimeSpan.FromSeconds(12))], ticked);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("True", await _bench.AskAsync(id, shop => shop.Experiments().Single(e => e.Id == HostBench.Experiment).Enabled));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_stored_is_given_again_by_the_shop_when_the_run_is_next_used()
    {
        var id = await _bench.StartAsync();
        await _bench.LiveAsync(12);
        await _bench.SqlAsync(
            "CREATE TRIGGER no_answer BEFORE UPDATE OF Accepted ON RunInputs BEGIN SELECT RAISE(ABORT, 'no answer'); END"
        );
        await Assert.ThrowsAsync<DbUpdateException>(() => _bench.SwitchOnAsync(id));
        Assert.Null(Assert.Single(await _bench.InputsAsync(id)).Accepted);
        Assert.Contains($"The answer to an action in run {id} was not stored; its shop is rebuilt.", _bench.Log);

        await _bench.SqlAsync("DROP TRIGGER no_answer");
        _bench.Participant.Calls.Clear();
        await _bench.LiveAsync(5);
        Assert.True(Assert.Single(await _bench.InputsAsync(id)).Accepted);
        Assert.Single(await _bench.EventsAsync(id), e => e.Kind == IncidentEventKind.ActionStarted);
        Assert.Contains("settled enable-experiment", _bench.Participant.Calls);
        // Once: the run continues as if nothing had happened.
        await _bench.LiveAsync(5);
        Assert.Single(_bench.Participant.Calls, call => call.StartsWith("settled", StringComparison.Ordinal));
        Assert.Single(await _bench.EventsAsync(id), e => e.Kind == IncidentEventKind.ActionStarted);
        Assert.True((await _bench.ApplyAsync(id, "disable-experiment", null, ("experiment", HostBench.Experiment))).Value.Accepted);
        Assert.Equal([1L, 2L], (await _bench.InputsAsync(id)).Select(input => input.Sequence));
    }

    [Fact]
    public async Task What_the_shop_refuses_is_stored_with_its_answer_and_told_only_when_it_was_no_typing_mistake()
    {
        var id = await _bench.StartAsync();
        await _bench.LiveAsync(5);
        var mistake = await _bench.ApplyAsync(id, "enable-experiment", null, ("experiment", "none"));
        Assert.Equal(RefusalKind.Invalid, mistake.Refusal!.Kind);
        var late = await _bench.ApplyAsync(id, "disable-experiment", null, ("experiment", HostBench.Experiment));
        Assert.Equal(RefusalKind.Conflict, late.Refusal!.Kind);
        var unknown = await _bench.ApplyAsync(id, "make-tea");
        Assert.Equal(
            (RefusalKind.NotFound, "There is no action “make-tea”. The help lists all of them."),
            (unknown.Refusal!.Kind, unknown.Refusal.Message)
        );

        Assert.Equal(
            [(1L, false, mistake.Refusal.Message), (2L, false, late.Refusal.Message)],
            (await _bench.InputsAsync(id)).Select(input => (input.Sequence, input.Accepted ?? true, input.Answer))
        );
        var told = Assert.Single(await _bench.EventsAsync(id), e => e.Kind == IncidentEventKind.ActionRefused);
        Assert.Equal(("disable-experiment", $"disable-experiment was refused: {late.Refusal.Message}"), (told.Subject, told.Text));
        Assert.DoesNotContain(_bench.Participant.Calls, call => call.StartsWith("settled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_second_click_of_a_double_click_gets_the_first_ones_answer_and_later_ones_count()
    {
        var id = await _bench.StartAsync(joined: true);
        await _bench.LiveAsync(5);
        var first = (await FlagAsync("off")).Value;
        _bench.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Same(first, (await FlagAsync("off")).Value);
        Assert.Single(await _bench.InputsAsync(id));
        _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotSame(first, (await FlagAsync("off")).Value);
        Assert.Equal(2, (await _bench.InputsAsync(id)).Count);
        // Another action is a separate request.
        Assert.True((await _bench.SwitchOnAsync(id, _bench.Ben)).Succeeded);
        Assert.Equal(3, (await _bench.InputsAsync(id)).Count);

        Task<Outcome<InputAnswer>> FlagAsync(string state) =>
            _bench.ApplyAsync(id, "switch-flag", _bench.Ben, ("flag", "live-recommendations"), ("state", state));
    }

    [Fact]
    public void A_repeated_action_is_the_same_line_of_the_same_person_within_a_second_whatever_the_order_of_its_arguments()
    {
        var (person, now) = (Guid.CreateVersion7(), _bench.Now);
        var line = LastAction.LineOf("act", new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
        var last = new LastAction(person, line, now, new InputAnswer("Done."));
        Assert.Equal(line, LastAction.LineOf("act", new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }));
        Assert.NotEqual(line, LastAction.LineOf("act", new Dictionary<string, string> { ["a"] = "2", ["b"] = "1" }));
        Assert.NotEqual(line, LastAction.LineOf("other", new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }));

        Assert.True(last.IsRepeatedBy(person, line, now.AddMilliseconds(999)));
        Assert.False(last.IsRepeatedBy(person, line, now.AddSeconds(1)));
        Assert.False(last.IsRepeatedBy(Guid.CreateVersion7(), line, now));
        Assert.False(last.IsRepeatedBy(person, "other", now));
    }

    [Fact]
    public async Task Nobody_acts_but_whoever_acts_for_the_crew_while_the_clock_goes()
    {
        var id = await _bench.StartAsync(joined: true);
        await _bench.LiveAsync(5);
        Assert.Equal(RefusalKind.NotAllowed, (await _bench.SwitchOnAsync(id, _bench.Instructor)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _bench.SwitchOnAsync(id, new Actor(Guid.CreateVersion7()))).Refusal!.Kind);
        // In a crew, the operations lead acts.
        Assert.StartsWith(
            "Ben Okoro is the operations lead and acts on the shop",
            (await _bench.SwitchOnAsync(id)).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.True(
            (await _bench.Host.ActAsync(_bench.Ana, id, session => Task.FromResult(session.Run.Pause(session.Wall)), Ct)).Succeeded
        );
        Assert.StartsWith("The run is paused", (await _bench.SwitchOnAsync(id, _bench.Ben)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(await _bench.InputsAsync(id));
        Assert.DoesNotContain(await _bench.EventsAsync(id), e => e.Kind == IncidentEventKind.ActionStarted);
    }

    [Fact]
    public async Task A_risky_action_waits_until_the_one_before_it_has_been_watched()
    {
        var id = await _bench.StartAsync();
        await _bench.LiveAsync(5);
        Assert.True((await RestartAsync("api-1")).Value.Accepted);
        await _bench.LiveAsync(30);
        var busy = await RestartAsync("api-2");
        Assert.Equal(RefusalKind.Conflict, busy.Refusal!.Kind);
        Assert.StartsWith("The operations lead carries out one risky action at a time", busy.Refusal.Message, StringComparison.Ordinal);
        // A refused action is not an input; one that is not risky is accepted.
        Assert.Single(await _bench.InputsAsync(id));
        Assert.True((await _bench.SwitchOnAsync(id)).Value.Accepted);
        await _bench.LiveAsync(30);
        Assert.True((await RestartAsync("api-2")).Value.Accepted);

        Task<Outcome<InputAnswer>> RestartAsync(string instance) => _bench.ApplyAsync(id, "restart-instance", null, ("instance", instance));
    }

    [Fact]
    public async Task A_probe_is_stored_and_let_in_and_never_told()
    {
        var id = await _bench.StartAsync(joined: true);
        await _bench.LiveAsync(5);
        var before = (await _bench.EventsAsync(id)).Count;

        Assert.Equal(1, (await ProbeAsync(_bench.Ana)).Value);
        Assert.Equal(2, (await ProbeAsync(_bench.Ben)).Value);
        Assert.True((await _bench.SwitchOnAsync(id, _bench.Ben)).Succeeded);
        Assert.Equal(4, (await ProbeAsync(_bench.Ana)).Value);

        Assert.Equal(
            [("probe", true), ("probe", true), ("enable-experiment", true), ("probe", true)],
            (await _bench.InputsAsync(id)).Select(input => (input.Action, input.Accepted ?? false))
        );
        Assert.Equal(
            (_bench.Ben.PersonId, TimeSpan.FromSeconds(5)),
            ((await _bench.InputsAsync(id))[1].PersonId, (await _bench.InputsAsync(id))[1].At)
        );
        Assert.Equal(before + 1, (await _bench.EventsAsync(id)).Count);
        _bench.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("True", await _bench.AskAsync(id, shop => shop.Probe(4) is not null));

        Assert.Equal(RefusalKind.NotAllowed, (await ProbeAsync(_bench.Instructor)).Refusal!.Kind);
        Assert.True(
            (await _bench.Host.ActAsync(_bench.Ana, id, session => Task.FromResult(session.Run.Pause(session.Wall)), Ct)).Succeeded
        );
        Assert.StartsWith("The run is paused", (await ProbeAsync(_bench.Ana)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await _bench.InputsAsync(id)).Count);
        // After a restart they are replayed like the others.
        _bench.Restart();
        Assert.Equal("True", await _bench.AskAsync(id, shop => shop.Probe(4) is not null));

        Task<Outcome<long>> ProbeAsync(Actor by) =>
            _bench.Host.SendProbeAsync(by, id, new Dictionary<string, string> { ["route"] = "products" }, Ct);
    }

    [Fact]
    public async Task What_is_done_in_a_run_is_committed_whole_or_not_at_all()
    {
        var id = await _bench.StartAsync();
        await _bench.LiveAsync(5);
        var heard = _bench.Hear<RunChanged>(id);
        var before = (await _bench.EventsAsync(id)).Count;

        Assert.Equal("No.", (await NoteAsync("Refused.", Refusal.Conflict("No."))).Refusal!.Message);
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            _bench.Host.ActAsync(
                _bench.Ana,
                id,
                session =>
                {
                    session.Record(IncidentEventKind.Said, "Broken.");
                    throw new InvalidDataException();
                },
                Ct
            )
        );
        Assert.Empty(heard);
        Assert.Equal(before, (await _bench.EventsAsync(id)).Count);

        Assert.Null((await NoteAsync("Kept.", Outcome.Done)).Refusal);
        var last = (await _bench.EventsAsync(id))[^1];
        Assert.Equal(
            (before + 1, "Kept.", "Ana Silva", _bench.Ana.PersonId, TimeSpan.FromSeconds(5)),
            (last.Number, last.Text, last.From, last.PersonId!.Value, last.At)
        );
        Assert.Single(heard);
        Assert.Equal(
            RefusalKind.NotFound,
            (await _bench.Host.ActAsync(_bench.Ben, id, _ => Task.FromResult(Outcome.Done), Ct)).Refusal!.Kind
        );

        Task<Outcome> NoteAsync(string text, Outcome outcome) =>
            _bench.Host.ActAsync(
                _bench.Ana,
                id,
                session =>
                {
                    session.Record(IncidentEventKind.Said, text);
                    return Task.FromResult(outcome);
                },
                Ct
            );
    }

    [Fact]
    public async Task Broken_rules_are_the_first_refusal_and_the_portal_acts_without_a_name()
    {
        var id = await _bench.StartAsync();
        var begun = 0;
        var refused = await _bench.Host.ActAsync(new Actor(Guid.CreateVersion7()), id, new HostBench.Word(""), Count, Ct);
        Assert.Equal((RefusalKind.Invalid, "A word has letters."), (refused.Refusal!.Kind, refused.Refusal.Message));
        Assert.Equal(0, begun);
        Assert.True((await _bench.Host.ActAsync(_bench.Ana, id, new HostBench.Word("tea"), Count, Ct)).Succeeded);

        Assert.True((await _bench.Host.RunByPortalAsync(id, Count, Ct)).Succeeded);
        Assert.Equal(2, begun);
        Assert.Equal(["Ana Silva", ""], (await _bench.EventsAsync(id)).TakeLast(2).Select(e => e.From));
        Assert.Equal(RefusalKind.NotFound, (await _bench.Host.RunByPortalAsync(Guid.CreateVersion7(), Count, Ct)).Refusal!.Kind);

        Task<Outcome> Count(RunSession session)
        {
            begun++;
            session.Record(IncidentEventKind.Said, "tea");
            return Task.FromResult(Outcome.Done);
        }
    }
}
