using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Reviews.Peers;

/// <summary>Which document a trainee is given.</summary>
public sealed class TakePeerDocumentTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly PeerClass _class = new();

    [Fact]
    public async Task The_one_with_the_fewest_readers_is_given_then_the_one_that_waits_longest()
    {
        await _class.RulesAsync();
        var first = await _class.WrittenAsync(PeerClass.Author, title: "First");
        _class.Writing.Time.Advance(TimeSpan.FromMinutes(5));
        var second = await _class.WrittenAsync(PeerClass.Reader, title: "Second");
        _class.Writing.Time.Advance(TimeSpan.FromMinutes(5));
        var third = await _class.WrittenAsync(PeerClass.Third, title: "Third");

        Assert.Equal(first, (await _class.TakeAsync(PeerClass.Third)).Value);
        Assert.Equal(third, (await _class.TakeAsync(PeerClass.Reader)).Value);
        Assert.Equal(second, (await _class.TakeAsync(PeerClass.Author)).Value);
        _class.Writing.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(third, (await _class.TakeAsync(PeerClass.Author)).Value);
        // An assigned document stays assigned, whatever others take.
        Assert.Equal([third, second], (await ListAsync(PeerClass.Author)).Given.Select(document => document.DocumentId));
    }

    [Fact]
    public async Task Nobody_is_given_more_than_is_asked_and_one_decided_before_a_word_was_said_does_not_count()
    {
        await _class.RulesAsync(documents: 1);
        await _class.WrittenAsync(PeerClass.Reader);
        var first = await _class.WrittenAsync(PeerClass.Author);
        _class.Writing.Time.Advance(TimeSpan.FromMinutes(5));
        var second = await _class.WrittenAsync(PeerClass.Third);

        Assert.Equal(first, (await _class.TakeAsync(PeerClass.Reader)).Value);
        Assert.Equal(RefusalKind.Conflict, (await _class.TakeAsync(PeerClass.Reader)).Refusal!.Kind);
        await _class.Writing.DecideAsync(first, ReviewDecision.Accepted);
        Assert.Equal(1, (await ListAsync(PeerClass.Reader)).Missing);
        _class.Writing.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(second, (await _class.TakeAsync(PeerClass.Reader)).Value);

        Assert.True((await _class.CommentAsync(PeerClass.Reader, second)).Succeeded);
        await _class
            .UseCase<AnswerPeerComment>()
            .HelpfulAsync(
                await _class.ActorAsync(PeerClass.Third),
                (await _class.ReadAsync(PeerClass.Third, second)).Comments.Single().CommentId,
                true,
                Ct
            );
        var list = await ListAsync(PeerClass.Reader);
        Assert.Equal((0, false), (list.Missing, list.IsOneReady));
        Assert.Equal([(1, 1, true), (0, 0, false)], list.Given.Select(document => (document.Comments, document.Helpful, document.IsOpen)));
    }

    [Fact]
    public async Task Neither_ones_own_nor_a_co_writers_nor_a_draft_nor_staffs_nor_another_classs_document_is_given()
    {
        await _class.RulesAsync();
        await _class.WrittenAsync(PeerClass.Reader);
        await _class.WrittenAsync(PeerClass.Third, submit: false);
        await _class.WrittenAsync(PeerClass.Instructor);
        var together = await _class.WrittenAsync(PeerClass.Author, submit: false);
        var (author, reader) = (await _class.ActorAsync(PeerClass.Author), await _class.ActorAsync(PeerClass.Reader));
        Assert.True((await _class.UseCase<WriteTogether>().InviteAsync(author, together, reader.PersonId, Ct)).Succeeded);
        await _class.WriteOnAsync(author, together, "Ours");
        var otherClass = await PeerRightsTests.OtherClassAsync(_class);
        await _class.WrittenAsync(await PeerRightsTests.JoinAsync(_class, otherClass, "Sam Stranger"), cohort: otherClass);

        Assert.Equal(RefusalKind.NotFound, (await _class.TakeAsync(PeerClass.Reader)).Refusal!.Kind);
        Assert.False((await ListAsync(PeerClass.Reader)).IsOneReady);
    }

    [Fact]
    public async Task A_document_of_a_kind_is_given_only_to_who_has_handed_in_one_of_the_kind()
    {
        await _class.RulesAsync();
        var id = await _class.WrittenAsync(PeerClass.Author);
        await _class.WrittenAsync(PeerClass.Reader, kind: "runbook");
        var own = await _class.WrittenAsync(PeerClass.Reader, submit: false);
        Assert.Equal(RefusalKind.NotFound, (await _class.TakeAsync(PeerClass.Reader)).Refusal!.Kind);

        await _class.WriteOnAsync(await _class.ActorAsync(PeerClass.Reader), own, "Mine");
        Assert.Equal(id, (await _class.TakeAsync(PeerClass.Reader)).Value);
    }

    [Fact]
    public async Task A_review_of_a_lab_is_given_only_to_who_has_ended_that_lab_for_it_tells_its_cause()
    {
        using var bench = new LabBench(time: new FakeTimeProvider(new DateTimeOffset(2090, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        var cohort = await bench.Portal.CohortIdAsync();
        await bench
            .Get<ChangeGradingRules>()
            .RunAsync(await bench.Portal.ActorAsync(PeerClass.Instructor), cohort, new GradingRules(PeerComments: true), Ct);
        var author = await bench.StartAsync(PeerClass.Author);
        await author.FinishAsync();
        var id = await ReviewAsync(bench, author.Actor, author.RunId);
        var reader = await bench.Portal.ActorAsync(PeerClass.Reader);
        await ReviewAsync(bench, reader, run: null);
        var take = bench.Get<TakePeerDocument>();
        Assert.Equal(RefusalKind.NotFound, (await take.RunAsync(reader, cohort, Ct)).Refusal!.Kind);

        var run = await bench.StartAsync(PeerClass.Reader);
        Assert.Equal(RefusalKind.NotFound, (await take.RunAsync(reader, cohort, Ct)).Refusal!.Kind);
        await run.FinishAsync();
        Assert.Equal(id, (await take.RunAsync(reader, cohort, Ct)).Value);
    }

    public void Dispose() => _class.Dispose();

    private async Task<PeerList> ListAsync(string userName) =>
        (
            await _class
                .UseCase<TakePeerDocument>()
                .ListAsync(await _class.ActorAsync(userName), await _class.Writing.Factory.CohortIdAsync(), Ct)
        ).Value;

    private static async Task<Guid> ReviewAsync(LabBench bench, Actor actor, Guid? run)
    {
        var id = (
            await bench.Get<StartDocument>().RunAsync(actor, new(await bench.Portal.CohortIdAsync(), "pir", SourceRunId: run), Ct)
        ).Value;
        var seen = (await bench.Get<ReadDocument>().RunAsync(actor, id, Ct)).Value;
        var saved = await bench
            .Get<SaveDraft>()
            .RunAsync(actor, new(id, seen.Version, Writing.Complete(seen.Kind.Sections.Select(section => section.Id), "text")), Ct);
        Assert.True((await bench.Get<SubmitDocument>().RunAsync(actor, id, saved.Value.Version, Ct)).Succeeded);
        return id;
    }
}
