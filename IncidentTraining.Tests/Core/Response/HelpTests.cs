using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>Hints that depend on the state, the raised hand, and messages that a facilitator sends.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_hint_comes_before_its_time_and_the_solution_much_later()
    {
        var trainee = await _bench.StartAsync();
        var clock = (await trainee.ViewAsync()).ShopClock;
        Assert.Contains(
            $"available at {clock.Told(TimeSpan.FromMinutes(3))}.",
            (await trainee.TakeHintAsync(HintLevel.Nudge)).Refusal!.Message,
            StringComparison.Ordinal
        );
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.TakeHintAsync(HintLevel.Nudge)).Refusal);
        Assert.Contains(
            $"available at {clock.Told(TimeSpan.FromMinutes(15))}.",
            (await trainee.TakeHintAsync(HintLevel.Solution)).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(0, (await trainee.ViewAsync()).Hints.Cost);
    }

    [Fact]
    public async Task A_nudge_knows_what_has_not_been_looked_at_and_what_was_not_said()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Contains("The next step is “Enable chaos engineering", await NudgeAsync(trainee), StringComparison.Ordinal);
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Contains("No one has said yet", await NudgeAsync(trainee), StringComparison.Ordinal);
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Contains("How bad", await NudgeAsync(trainee), StringComparison.Ordinal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        Assert.Contains("heard anything", await NudgeAsync(trainee), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raised_hand_stands_first_on_the_board_and_the_crew_reads_who_came()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Null((await _bench.Get<CallForHelp>().RaiseAsync(second.Actor, first.RunId, "We see no cause.", Ct)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await _bench.Get<CallForHelp>().RaiseAsync(first.Actor, first.RunId, "", Ct)).Refusal!.Kind);
        var facilitator = new Responder(_bench, await _bench.Portal.ActorAsync("demo-facilitator"), first.RunId);
        var asks = Assert.Single(await BoardAsync(facilitator.Actor));
        Assert.NotNull(asks.HandRaisedFor);
        Assert.Equal("Lab 1: Simulate High Latency Incident", asks.Lab);
        Assert.Equal(RefusalKind.Conflict, (await _bench.Get<CallForHelp>().WatchAsync(second.Actor, first.RunId, Ct)).Refusal!.Kind);
        Assert.Null((await _bench.Get<CallForHelp>().WatchAsync(facilitator.Actor, first.RunId, Ct)).Refusal);
        Assert.Null((await _bench.Get<CallForHelp>().WatchAsync(facilitator.Actor, first.RunId, Ct)).Refusal);
        Assert.Equal(
            "Femi Larsen came to watch.",
            (await first.ViewAsync()).Timeline.Single(e => e.Kind == IncidentEventKind.HelperCame).Text
        );
        Assert.Equal(RefusalKind.NotAllowed, (await facilitator.SwitchChaosAsync(on: true)).Refusal!.Kind);

        Assert.Equal(
            2,
            (await first.ViewAsync()).Timeline.Count(e => e.Kind is IncidentEventKind.HandRaised or IncidentEventKind.HelperCame)
        );
        Assert.DoesNotContain(
            (await _bench.Get<MyRuns>().RunAsync(facilitator.Actor, await _bench.Portal.CohortIdAsync(), Ct)).Value.Labs,
            lab => lab.Runs.Count > 0
        );
    }

    [Fact]
    public async Task Only_the_staff_sees_the_board_and_only_a_facilitator_lets_somebody_speak()
    {
        var first = await _bench.StartAsync();
        var other = await _bench.StartAsync("demo-trainee-2");
        var cohort = await _bench.Portal.CohortIdAsync();
        Assert.Equal(RefusalKind.NotAllowed, (await _bench.Get<LiveBoard>().RunAsync(first.Actor, cohort, Ct)).Refusal!.Kind);
        Assert.Equal(2, (await BoardAsync(await _bench.Portal.ActorAsync("demo-instructor"))).Count);
        var send = _bench.Get<SendInject>();
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await send.RunAsync(await _bench.Portal.ActorAsync("demo-instructor"), new(cohort, null, "Noor", "Any news?"), Ct))
                .Refusal!
                .Kind
        );
        var facilitator = await _bench.Portal.ActorAsync("demo-facilitator");
        Assert.Equal(2, (await send.RunAsync(facilitator, new(cohort, null, "Noor", "Any news?"), Ct)).Value);
        Assert.Equal(1, (await send.RunAsync(facilitator, new(cohort, other.RunId, "Noor", "And you?"), Ct)).Value);
        Assert.DoesNotContain((await first.ViewAsync()).Timeline, e => e.Text == "And you?");
        Assert.Equal(
            ("Noor", IncidentEventKind.Message),
            (await other.ViewAsync()).Timeline.Where(e => e.Text == "And you?").Select(e => (e.From, e.Kind)).Single()
        );
    }

    [Fact]
    public async Task Ten_minutes_of_silence_and_a_wrong_repair_make_people_ask_once_and_their_questions_are_answered_by_what_they_expect()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(9));
        Assert.DoesNotContain((await trainee.ViewAsync()).Timeline, e => e.Subject == "silence");
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        var view = await trainee.ViewAsync();
        var asked = view.Timeline.Single(e => e.Subject == "silence");
        Assert.InRange(asked.At, TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(10));
        Assert.False(ScenarioPrompts.IsAnswered(asked, view.Timeline));

        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.UpdateAsync()).Refusal);
        var wrong =
            (await _bench.CauseAsync(trainee.RunId)).Id == "slow-host"
                ? ("resize-pool", "connections", "21")
                : ("restart-instance", "instance", "api-1");
        Assert.True((await trainee.ActAsync(wrong.Item1, (wrong.Item2, wrong.Item3))).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(12));
        view = await trainee.ViewAsync();
        Assert.True(ScenarioPrompts.IsAnswered(asked, view.Timeline));
        Assert.Single(view.Timeline, e => e.Subject == "silence");
        Assert.Single(view.Timeline, e => e.Subject == "wrong-turn");
    }

    [Fact]
    public async Task What_people_say_at_their_time_or_by_hand_waits_for_the_reply_that_they_expect()
    {
        var trainee = await _bench.StartAsync();
        var (send, facilitator, cohort) = (
            _bench.Get<SendInject>(),
            await _bench.Portal.ActorAsync("demo-facilitator"),
            await _bench.Portal.CohortIdAsync()
        );
        Assert.Equal(
            RefusalKind.Invalid,
            (await send.RunAsync(facilitator, new(cohort, null, "Noor", "Well?", (PromptReply)9), Ct)).Refusal!.Kind
        );
        Assert.True((await send.RunAsync(facilitator, new(cohort, null, "Noor", "For your information."), Ct)).Succeeded);
        Assert.True((await send.RunAsync(facilitator, new(cohort, null, "Noor", "Who works on it?", PromptReply.Message), Ct)).Succeeded);
        Assert.True(
            (await send.RunAsync(facilitator, new(cohort, null, "Noor", "What do customers read?", PromptReply.Update), Ct)).Succeeded
        );
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(6));
        Assert.Equal([null, false, false, null], await AnsweredAsync());
        Assert.True((await trainee.TypeAsync("I do.")).Succeeded);
        Assert.Equal([null, true, false, null], await AnsweredAsync());
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.UpdateAsync()).Refusal);
        Assert.Equal([null, true, true, null], await AnsweredAsync());

        async Task<IEnumerable<bool?>> AnsweredAsync()
        {
            var log = (await trainee.ViewAsync()).Timeline;
            // The three manual ones, and the scenario's own question after the onset: its asker determines whether it is answered.
            return log.Where(e => e.Subject is "inject" or "support-slow")
                .OrderBy(e => e.Number)
                .Select(e => ScenarioPrompts.IsAnswered(e, log));
        }
    }

    [Fact]
    public async Task A_pointer_to_what_has_been_looked_at_already_is_passed_over()
    {
        var (one, other) = (await _bench.StartAsync(), await _bench.StartAsync("demo-trainee-2"));
        foreach (var view in (string[])["dashboard", "logs", "traces"])
        {
            Assert.Null((await other.LookAsync(view)).Refusal);
        }

        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await one.TakeHintAsync()).Refusal);
        Assert.Null((await other.TakeHintAsync()).Refusal);
        var scenario = _bench.Get<RunScenarios>().Find(LabBench.Lab1)!;
        Assert.Equal(scenario.Hints[0].Text, Assert.Single((await one.ViewAsync()).Hints.Taken));
        Assert.Equal(scenario.Hints[1].Text, Assert.Single((await other.ViewAsync()).Hints.Taken));
    }

    private async Task<string> NudgeAsync(Responder who)
    {
        Assert.Null((await who.TakeHintAsync(HintLevel.Nudge)).Refusal);
        return (await who.ViewAsync()).Hints.Taken[^1];
    }

    private async Task<IReadOnlyList<BoardRun>> BoardAsync(Actor who) =>
        (await _bench.Get<LiveBoard>().RunAsync(who, await _bench.Portal.CohortIdAsync(), Ct)).Value;

    public void Dispose() => _bench.Dispose();
}
