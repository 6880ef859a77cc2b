using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Core.Reviews.Agreement;

namespace IncidentTraining.Tests.Core.Reviews.Peers;

/// <summary>Which trainee reads a classmate's document, checked against the database.</summary>
public sealed class PeerAccessTests : IAsyncLifetime
{
    private const string Unknown = "There is no such document, or it was not assigned to you for comments.";

    private GradedClass _class = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _class = await GradedClass.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _class.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_document_is_read_by_the_trainees_to_whom_it_was_assigned()
    {
        await _class.RulesAsync(new GradingRules(PeerComments: true));
        var (reader, other) = (
            await _class.MemberAsync("Ben Okoro", ClassRole.Trainee),
            await _class.MemberAsync("Cleo Hart", ClassRole.Trainee)
        );
        var (id, another) = (await _class.SubmitAsync(), await _class.SubmitAsync());
        await AssignAsync(id, reader, _class.First, new Actor((await _class.Storage.AddPersonAsync()).Id));
        await AssignAsync(another, other);

        Assert.Equal(id, (await AskAsync(id, reader)).Value.Id);
        foreach (var actor in new[] { other, _class.First, _class.Author })
        {
            Assert.Equal(Unknown, (await AskAsync(id, actor)).Refusal!.Message);
        }

        Assert.Equal(Unknown, (await AskAsync(another, reader)).Refusal!.Message);
        Assert.Equal(Unknown, (await AskAsync(Guid.CreateVersion7(), reader)).Refusal!.Message);
    }

    [Fact]
    public async Task Nobody_comments_on_what_they_write_themselves_or_on_the_document_of_a_class_they_left()
    {
        await _class.RulesAsync(new GradingRules(PeerComments: true));
        var (mate, gone) = (
            await _class.MemberAsync("Ben Okoro", ClassRole.Trainee),
            new Actor((await _class.Storage.AddPersonAsync()).Id)
        );
        var id = await _class.SubmitAsync();
        await AssignAsync(id, _class.Author, mate, gone);
        Assert.True((await AskAsync(id, mate)).Succeeded);
        await _class.Storage.AddAsync(new DocumentWriter(id, mate.PersonId, _class.Bench.Now));

        foreach (var actor in new[] { _class.Author, mate, gone })
        {
            Assert.Equal((RefusalKind.NotFound, Unknown), Of((await AskAsync(id, actor)).Refusal));
        }
    }

    [Fact]
    public async Task Where_peer_comments_are_off_the_assigned_reader_is_told_so_and_others_are_not()
    {
        var reader = await _class.MemberAsync("Ben Okoro", ClassRole.Trainee);
        var id = await _class.SubmitAsync();
        await AssignAsync(id, reader);

        Assert.Equal((RefusalKind.NotAllowed, PeerAccess.Off.Message), Of((await AskAsync(id, reader)).Refusal));
        Assert.Equal(Unknown, (await AskAsync(id, _class.Author)).Refusal!.Message);
    }

    [Theory]
    [InlineData(DocumentState.Draft, false, "")]
    [InlineData(DocumentState.Submitted, true, "Title")]
    [InlineData(DocumentState.InReview, true, "Title")]
    [InlineData(DocumentState.Returned, false, "")]
    [InlineData(DocumentState.Accepted, false, "Title")]
    public void Classmates_comment_between_submission_and_decision_and_read_no_title_that_is_being_edited(
        DocumentState state,
        bool isWithPeers,
        string title
    ) => Assert.Equal((isWithPeers, title), (state.IsWithPeers(), PeerAccess.ShownTitle(state, "Title")));

    private static (RefusalKind, string) Of(Refusal? refusal) => (refusal!.Kind, refusal.Message);

    private Task AssignAsync(Guid id, params Actor[] readers) =>
        _class.Storage.AddAsync([.. readers.Select(reader => new PeerReader(id, reader.PersonId, _class.Bench.Now))]);

    private Task<Outcome<Document>> AskAsync(Guid id, Actor actor) =>
        _class.Storage.ReadAsync(db => db.DocumentForPeerAsync(actor, id, Ct));
}
