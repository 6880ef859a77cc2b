using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Core.Storage;

namespace IncidentTraining.Tests.Core.Documents;

/// <summary>Who may write in a document and who may review it, checked against the database.</summary>
public sealed class DocumentAccessTests : IAsyncLifetime
{
    private const string Unknown = "There is no such document, or you cannot see it.";

    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly StorageBench _bench = new();
    private Guid _cohortId;
    private Actor _author = null!;
    private Actor _mate = null!;
    private Actor _trainee = null!;
    private Actor _instructor = null!;
    private Actor _facilitator = null!;

    public async ValueTask InitializeAsync()
    {
        var author = await _bench.AddPersonAsync();
        (_author, _cohortId) = (new Actor(author.Id), (await _bench.AddClassAsync(author.Id, ClassRole.Trainee)).Id);
        (_mate, _trainee) = (await MemberAsync(ClassRole.Trainee), await MemberAsync(ClassRole.Trainee));
        (_instructor, _facilitator) = (await MemberAsync(ClassRole.Instructor), await MemberAsync(ClassRole.Facilitator));
    }

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_author_and_co_writers_write_and_no_one_else()
    {
        var document = await StoreAsync();
        await _bench.AddAsync(new DocumentWriter(document.Id, _mate.PersonId, Now));

        Assert.Equal(document.Id, (await OwnAsync(_author, document.Id)).Value.Id);
        Assert.Equal(document.Id, (await OwnAsync(_mate, document.Id)).Value.Id);
        foreach (var other in new[] { _trainee, _instructor, _facilitator })
        {
            Assert.Equal(
                (RefusalKind.NotAllowed, "Only its author can edit a document."),
                Of((await OwnAsync(other, document.Id)).Refusal)
            );
        }

        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await OwnAsync(_author, Guid.CreateVersion7())).Refusal));
    }

    [Fact]
    public async Task An_author_who_has_left_the_class_writes_no_more()
    {
        var person = await _bench.AddPersonAsync();
        var document = await StoreAsync(person.Id);
        Assert.Equal(
            "There is no such class, or you are not a member of it.",
            (await OwnAsync(new Actor(person.Id), document.Id)).Refusal!.Message
        );
    }

    [Fact]
    public async Task Instructors_review_what_was_submitted_and_for_others_it_does_not_exist()
    {
        var (draft, document) = (await StoreAsync(), await StoreAsync(submitted: true));

        Assert.Equal(document.Id, (await ReviewAsync(_instructor, document.Id)).Value.Id);
        Assert.Equal(
            (RefusalKind.NotAllowed, "This is still a draft. It can be read and graded once its author has submitted it."),
            Of((await ReviewAsync(_instructor, draft.Id)).Refusal)
        );
        foreach (var other in new[] { _author, _trainee, _facilitator })
        {
            Assert.Equal((RefusalKind.NotFound, Unknown), Of((await ReviewAsync(other, document.Id)).Refusal));
        }

        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await ReviewAsync(_instructor, Guid.CreateVersion7())).Refusal));
    }

    [Fact]
    public async Task No_instructor_reviews_what_they_write_themselves()
    {
        var (own, shared) = (await StoreAsync(_instructor.PersonId, submitted: true), await StoreAsync(submitted: true));
        await _bench.AddAsync(new DocumentWriter(shared.Id, _instructor.PersonId, Now));
        foreach (var document in new[] { own, shared })
        {
            Assert.Equal(
                (RefusalKind.NotAllowed, "You cannot review your own document."),
                Of((await ReviewAsync(_instructor, document.Id)).Refusal)
            );
        }
    }

    [Fact]
    public async Task What_reviewers_read_is_the_text_that_was_last_submitted()
    {
        var document = await StoreAsync();
        Assert.True(document.Submit(Now).Succeeded);
        await _bench.AddAsync(
            Version(document, 1, VersionReason.Submitted, "first"),
            Version(document, 2, VersionReason.Written, "between"),
            Version(document, 3, VersionReason.Submitted, "second"),
            Version(document, 4, VersionReason.Written, "unfinished"),
            Version(await StoreAsync(), 5, VersionReason.Submitted, "another document")
        );
        Assert.Equal("stored", await SubmittedAsync(document));

        Assert.True(document.BeginReview().Succeeded);
        Assert.True(document.Return(Now).Succeeded);
        Assert.True(document.Write(Body("unfinished"), Now).Succeeded);
        Assert.Equal("second", await SubmittedAsync(document));

        async Task<string> SubmittedAsync(Document one) => (await _bench.ReadAsync(db => db.SubmittedBodyAsync(one, Ct))).Title;
    }

    private static (RefusalKind, string) Of(Refusal? refusal) => (refusal!.Kind, refusal.Message);

    private static DocumentBody Body(string title) => new(title, new Dictionary<string, SectionBody>());

    private static DocumentVersion Version(Document document, int number, VersionReason reason, string title) =>
        new(document.Id, number, document.OwnerId, reason, Body(title), Now);

    private Task<Outcome<Document>> OwnAsync(Actor actor, Guid id) => _bench.ReadAsync(db => db.OwnDocumentAsync(actor, id, Ct));

    private Task<Outcome<Document>> ReviewAsync(Actor actor, Guid id) => _bench.ReadAsync(db => db.DocumentForReviewAsync(actor, id, Ct));

    private async Task<Document> StoreAsync(Guid? ownerId = null, bool submitted = false)
    {
        var document = new Document(Guid.CreateVersion7(), ownerId ?? _author.PersonId, _cohortId, "pir", null, Body("stored"), Now);
        if (submitted)
        {
            Assert.True(document.Submit(Now).Succeeded);
        }

        await _bench.AddAsync(document);
        return document;
    }

    private async Task<Actor> MemberAsync(ClassRole role)
    {
        var person = await _bench.AddPersonAsync();
        await _bench.AddAsync(new Membership(_cohortId, person.Id, role, Now));
        return new Actor(person.Id);
    }
}
