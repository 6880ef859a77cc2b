using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>One stream for messages and alerts; one log for it and the timeline.</summary>
public sealed class ChannelTests : IDisposable
{
    private readonly LabBench _bench = new();

    [Fact]
    public async Task Messages_alerts_and_people_of_the_scenario_are_in_one_stream_in_their_order()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.True((await trainee.TypeAsync("I look at it.")).Succeeded);
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(100));
        var channel = TimelineReading.Channel((await trainee.ViewAsync()).Timeline);
        var kinds = channel.Select(read => read.Entry.Kind).ToList();
        Assert.True(kinds.IndexOf(IncidentEventKind.Message) < kinds.IndexOf(IncidentEventKind.Said));
        Assert.True(kinds.IndexOf(IncidentEventKind.Said) < kinds.IndexOf(IncidentEventKind.AlertFiring));
    }

    [Fact]
    public async Task A_message_is_on_the_timeline_only_when_it_was_pinned()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.TypeAsync("The pool is full.")).Succeeded);
        var said = (await trainee.ViewAsync()).Timeline.Single(e => e.Kind == IncidentEventKind.Said);
        Assert.DoesNotContain(TimelineReading.Timeline((await trainee.ViewAsync()).Timeline), read => read.Entry.Number == said.Number);
        Assert.Null((await _bench.Get<CorrectEntry>().PinAsync(trainee.Actor, trainee.RunId, said.Number, Ct)).Refusal);
        Assert.Contains(TimelineReading.Timeline((await trainee.ViewAsync()).Timeline), read =>
            read.Entry.Number == said.Number && read.Pinned
        );
        Assert.Equal(
            RefusalKind.Conflict,
            (await _bench.Get<CorrectEntry>().PinAsync(trainee.Actor, trainee.RunId, said.Number, Ct)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task A_correction_shows_the_new_text_and_keeps_the_original()
    {
        var (first, second, third) = await _bench.StartCrewAsync();
        Assert.True((await second.TypeAsync("The poll is full.")).Succeeded);
        var said = (await second.ViewAsync()).Timeline.Single(e => e.Kind == IncidentEventKind.Said);
        var correct = _bench.Get<CorrectEntry>();
        Assert.Equal(RefusalKind.NotAllowed, (await correct.RunAsync(third.Actor, new(first.RunId, said.Number, "No."), Ct)).Refusal!.Kind);
        Assert.Null((await correct.RunAsync(second.Actor, new(first.RunId, said.Number, "The pool is full."), Ct)).Refusal);
        var read = TimelineReading.Channel((await first.ViewAsync()).Timeline).Single(r => r.Entry.Number == said.Number);
        Assert.Equal(("The pool is full.", "The poll is full.", "Thea Novak"), (read.Entry.Text, read.Original, read.CorrectedBy));
        Assert.Equal("The poll is full.", (await _bench.EventsAsync(first.RunId)).Single(e => e.Number == said.Number).Text);
        var started = (await first.ViewAsync()).Timeline.Single(e => e.Kind == IncidentEventKind.RunStarted);
        Assert.Equal(
            RefusalKind.Conflict,
            (await correct.RunAsync(first.Actor, new(first.RunId, started.Number, "Later."), Ct)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task Every_command_does_what_its_button_does()
    {
        var (first, _, _) = await _bench.StartCrewAsync();
        Assert.True((await first.SwitchChaosAsync(on: true)).Succeeded);
        await TypedAsync(first, "/ack", IncidentEventKind.Acknowledged);
        await TypedAsync(first, "/severity P2 Slow for a few.", IncidentEventKind.SeveritySet);
        await TypedAsync(first, "/hypothesis 60 The pool is too small.", IncidentEventKind.HypothesisStated);
        await TypedAsync(first, "/mitigate resize-pool connections=25", IncidentEventKind.ActionStarted);
        await TypedAsync(first, "/status customers: Buying is slow.", IncidentEventKind.StatusUpdate);
        await TypedAsync(first, "/role communications @Thea", IncidentEventKind.RoleHandedOver);
        var help = await first.TypeAsync("/help");
        Assert.All(ChannelCommand.All, command => Assert.Contains(command.Command, help.Value, StringComparison.Ordinal));
        Assert.Contains("Not resolved yet", (await first.TypeAsync("/resolve")).Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/coffee", "no command /coffee")]
    [InlineData("/severity high", "/severity P1")]
    [InlineData("/severity 1", "/severity P1")]
    [InlineData("/role scribe @Nobody", "The crew is")]
    [InlineData("/role 1 @Thea", "The crew is")]
    [InlineData("/role", "The crew is")]
    [InlineData("/status Slow.", "/status customers")]
    [InlineData("/hypothesis The pool.", "/hypothesis 60")]
    [InlineData("/hypothesis 140 The pool.", "1 to 99")]
    [InlineData("/mitigate", "shed-traffic")]
    [InlineData("   ", "/help")]
    public async Task A_wrong_line_is_answered_with_the_right_form_and_leaves_nothing(string line, string says)
    {
        var trainee = await _bench.StartAsync();
        var before = (await _bench.EventsAsync(trainee.RunId)).Count;
        Assert.Contains(says, (await trainee.TypeAsync(line)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await _bench.EventsAsync(trainee.RunId)).Count);
    }

    [Fact]
    public async Task Names_and_roles_mention_the_members_of_the_crew_whom_they_mean()
    {
        var (first, _, _) = await _bench.StartCrewAsync();
        var crew = (await first.ViewAsync()).Crew;
        var parts = Mentions.Split("@thea and @scribe: ask @TomokoSato, not @nobody.", crew);
        Assert.Equal(
            ["Thea Novak", "Tariq Aziz Khan", "Tomoko Sato"],
            parts.Where(p => p.Mentioned is not null).Select(p => p.Mentioned!.Name)
        );
        Assert.Equal("@thea and @scribe: ask @TomokoSato, not @nobody.", string.Concat(parts.Select(p => p.Text)));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task TypedAsync(Responder who, string line, IncidentEventKind leaves)
    {
        Assert.Null((await who.TypeAsync(line)).Refusal);
        Assert.Contains((await who.ViewAsync()).Timeline, e => e.Kind == leaves);
    }

    public void Dispose() => _bench.Dispose();
}
