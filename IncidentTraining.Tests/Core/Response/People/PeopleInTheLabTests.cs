using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Response.People;

/// <summary>People listen, answer and decide in a run of the portal.</summary>
public sealed class PeopleInTheLabTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newsletter_held_by_a_message_is_an_input_of_the_run_that_brings_no_visitors_and_stays_in_other_courses()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        Assert.True((await trainee.TypeAsync("Ines, please hold the newsletter.")).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(20));
        Assert.Contains(await SaidAsync(trainee), said =>
            said.StartsWith("Ines Keller, marketing: Done: the newsletter is on hold", StringComparison.Ordinal)
        );
        await _bench.LiveAsync(TimeSpan.FromMinutes(6));

        Assert.DoesNotContain((await trainee.ViewAsync()).Timeline, e => e.Subject == "newsletter");
        var input = Assert.Single(await InputsAsync(trainee.RunId), input => !input.IsAction);
        Assert.Equal((true, PeopleDecisions.Action, trainee.Actor.PersonId), (input.Accepted, input.Action, input.PersonId));
        Assert.Null((await trainee.FinishAsync()).Refusal);

        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().SingleAsync(one => one.Id == trainee.RunId, Ct);
        var recording = (await _bench.Get<ReadRecording>().OfAsync(db, run, Ct)).Value;
        Assert.True(recording.IsTrue(Ct));
        Assert.Contains(recording.Run.Given, given => given.Action == PeopleDecisions.Action);
        Assert.Empty(recording.Run.Actions);
        Assert.False(CrewWork.IsIn((await trainee.ViewAsync()).Timeline, [input], (await trainee.ViewAsync()).Crew));
    }

    [Fact]
    public async Task A_newsletter_that_is_not_held_brings_its_visitors()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        Assert.True((await trainee.TypeAsync("Ines, do not hold the newsletter.")).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Contains(await SaidAsync(trainee), said => said == "Ines Keller, marketing: Fine, the newsletter goes out as planned.");
        Assert.Contains((await trainee.ViewAsync()).Timeline, e => e.Subject == "newsletter");
        Assert.DoesNotContain(await InputsAsync(trainee.RunId), input => !input.IsAction);
    }

    [Fact]
    public async Task A_decision_in_the_same_second_as_an_action_reaches_the_shop_after_it()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.TypeAsync("Ines, please hold the newsletter.")).Succeeded);
        // The answer is due now, and the next commit is that of the action.
        _bench.Time.Advance(TimeSpan.FromSeconds(16));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        var inputs = await InputsAsync(trainee.RunId);
        Assert.Equal(
            [("enable-experiment", true), (PeopleDecisions.Action, true)],
            inputs.Select(input => (input.Action, input.Accepted == true))
        );
    }

    [Fact]
    public async Task Nobody_can_type_a_decision_as_an_action()
    {
        var trainee = await _bench.StartAsync();
        Assert.Equal(RefusalKind.NotFound, (await trainee.TypeAsync($"/mitigate {PeopleDecisions.Action} hold=newsletter")).Refusal!.Kind);
        Assert.Empty(await InputsAsync(trainee.RunId));
    }

    [Fact]
    public async Task Questions_come_from_people_only_while_they_are_open_and_each_once()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.True((await trainee.TypeAsync("I am in command. The shop is slow for everyone.")).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(12));
        var said = await SaidAsync(trainee);
        Assert.Single(said, text => text.Contains("What severity is it?", StringComparison.Ordinal));
        Assert.DoesNotContain(said, text => text.Contains("Who is in command?", StringComparison.Ordinal));
        Assert.DoesNotContain(said, text => text.Contains("What exactly do customers notice", StringComparison.Ordinal));
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Single(await SaidAsync(trainee), text =>
            text.Contains("severity", StringComparison.Ordinal) && text.StartsWith("Tomas", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_portal_that_was_started_again_remembers_what_people_were_told_and_decided()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        Responder trainee;
        using (var before = new LabBench(folder.Path, time))
        {
            trainee = await before.StartAsync();
            Assert.True((await trainee.TypeAsync("Ines, please hold the newsletter. It is a P1.")).Succeeded);
            await before.LiveAsync(TimeSpan.FromSeconds(30));
        }

        using var after = new LabBench(folder.Path, time);
        var again = new Responder(after, trainee.Actor, trainee.RunId);
        Assert.True((await again.SwitchChaosAsync(on: true)).Succeeded);
        Assert.True((await again.TypeAsync("Did you hold the newsletter?")).Succeeded);
        await after.LiveAsync(TimeSpan.FromMinutes(5));
        var view = await again.ViewAsync();
        Assert.Contains(view.Timeline, e => e.Text == "The newsletter is on hold, and stays on hold today.");
        Assert.Single(view.Timeline, e => e.Text.StartsWith("Done: the newsletter", StringComparison.Ordinal));
        Assert.DoesNotContain(view.Timeline, e => e.Subject == "newsletter");
    }

    [Fact]
    public async Task Another_class_neither_reads_the_channel_nor_is_answered_in_it()
    {
        var trainee = await _bench.StartAsync();
        var ada = await _bench.Portal.ActorAsync("demo-administrator");
        var other = (await _bench.Get<CreateClass>().RunAsync(ada, new("Autumn class", "day-4-incident-response", "UTC"), Ct)).Value;
        await _bench.Get<AddPeople>().RunAsync(ada, other, "Zelda Quest", Ct);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var stranger = new Responder(
            _bench,
            new Actor((await db.Set<Person>().SingleAsync(person => person.DisplayName == "Zelda Quest", Ct)).Id),
            trainee.RunId
        );
        Assert.NotNull((await stranger.TypeAsync("Ines, please hold the newsletter.")).Refusal);
        var classmate = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-2"), trainee.RunId);
        Assert.NotNull((await classmate.TypeAsync("Ines, please hold the newsletter.")).Refusal);
        await _bench.LiveAsync(TimeSpan.FromSeconds(40));
        Assert.Empty(await InputsAsync(trainee.RunId));
        Assert.DoesNotContain((await trainee.ViewAsync()).Timeline, e => e.Subject == "people");
        Assert.NotNull((await _bench.Get<GetRun>().RunAsync(stranger.Actor, trainee.RunId, Ct)).Refusal);
    }

    [Fact]
    public async Task Who_was_told_what_when_is_the_same_in_the_channel_and_in_the_result()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.True((await trainee.TypeAsync("The shop is slow for everyone.")).Succeeded);
        var told = (await trainee.ViewAsync()).Timeline.Single(e => e.Kind == IncidentEventKind.Said).At;
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.PublishAsync(UpdateStage.Investigating, UpdateImpact.Slow)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var score = (await trainee.AfterActionAsync()).Value.Communication!;
        Assert.Equal(6, score.People.Count);
        foreach (var person in score.People.Where(one => one.Person.Audience.Length > 0 && !one.Person.IsOutside))
        {
            Assert.Equal(told, person.Facts[ChannelFacts.Impact].At);
            Assert.Equal(
                told,
                score
                    .Audiences.Single(audience =>
                        audience.Audience.ToString().Equals(person.Person.Audience, StringComparison.OrdinalIgnoreCase)
                    )
                    .FirstAt
            );
        }

        var customers = score.Audiences.Single(audience => audience.Audience == UpdateAudience.Customers);
        Assert.True(customers.FirstAt > told);
        Assert.Equal(customers.FirstAt, score.People.Single(one => one.Person.Id == "gateway").Facts[ChannelFacts.Impact].At);
        Assert.Equal(customers.FirstAt, score.Audiences.Single(audience => audience.Audience == UpdateAudience.Partners).FirstAt);
        Assert.Equal(
            score.ImpactStated,
            score.Updates.Count(update => SaidFacts.In(update.Update, DateTime.MinValue.AddYears(2000)).Contains(ChannelFacts.Impact))
        );
    }

    private static async Task<IReadOnlyList<string>> SaidAsync(Responder who) =>
        [.. (await who.ViewAsync()).Timeline.Where(e => e.Kind == IncidentEventKind.Message).Select(e => $"{e.From}: {e.Text}")];

    private async Task<List<RunInput>> InputsAsync(Guid runId)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<RunInput>()
            .AsNoTracking()
            .Where(input => input.RunId == runId)
            .OrderBy(input => input.Sequence)
            .ToListAsync(Ct);
    }

    public void Dispose() => _bench.Dispose();
}
