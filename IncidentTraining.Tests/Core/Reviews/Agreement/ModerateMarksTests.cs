using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Reviews.Settings;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Reviews.Agreement;

/// <summary>Who decides between two marks that differ widely, and the effect of the decision on the grade.</summary>
public sealed class ModerateMarksTests : IAsyncLifetime
{
    private const string Unknown = "There is no such document, or you cannot moderate it.";
    private const string OwnMark =
        "You gave one of the two marks. Another instructor, the facilitator of the class or an administrator must decide.";

    private static readonly Dictionary<string, int> Between = GradedClass.Levels(1, 2);

    private GradedClass _class = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _class = await GradedClass.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _class.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_decision_on_an_accepted_document_is_a_new_grade_with_the_comments_as_they_were()
    {
        var id = await ApartAsync(ReviewDecision.Accepted);
        var (moved, news) = (_class.Bench.Hear<DocumentMoved>(_class.CohortId), _class.Bench.Hear<ReviewNews>(_class.Author.PersonId));

        Assert.Null((await DecideAsync(_class.Third, id)).Refusal);

        var (document, review) = (await _class.DocumentAsync(id), await _class.ReviewAsync(id));
        Assert.Equal((DocumentState.Accepted, ReviewDecision.Accepted), (document.State, review.Decision));
        // 5 and 20 points, of 40.
        Assert.Equal((25, 40, _class.Third.PersonId), (review.Points, review.MostPoints, review.ReviewerId));
        Assert.Equal(new CriterionMark(1, "About checks."), review.ReadNotes().Mark("checks"));
        Assert.Equal(new CriterionMark(2, "About steps."), review.ReadNotes().Mark("steps"));
        Assert.Equal("Sound work.", review.ReadNotes().Summary);
        var history = await _class.Storage.ReadAsync(db => db.Set<GradeEntry>().OrderBy(entry => entry.Number).ToListAsync(Ct));
        Assert.Equal(
            [(1, 40, _class.First.PersonId), (2, 25, _class.Third.PersonId)],
            history.Select(entry => (entry.Number, entry.Points ?? -1, entry.ReviewerId))
        );
        Assert.Equal([new DocumentMoved(id, DocumentState.Accepted)], moved);
        Assert.Equal([new ReviewNews(id, "A slow checkout", ReviewNewsKind.GradeChanged)], news);
    }

    [Fact]
    public async Task The_decision_keeps_who_decided_why_and_what_the_first_grader_had_given()
    {
        var id = await ApartAsync(ReviewDecision.Accepted);
        _class.Bench.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Null((await DecideAsync(_class.Third, id)).Refusal);

        var mark = await _class.SecondMarkAsync(id);
        Assert.Equal(
            (_class.Third.PersonId, _class.First.PersonId, "Between both.", _class.Bench.Now),
            (mark.ModeratorId!.Value, mark.FirstGraderId!.Value, mark.Moderation, mark.ModeratedAt!.Value)
        );
        Assert.Equal(GradedClass.Levels(2, 3), Levels.FromJson(mark.FirstLevelsJson!));
        Assert.Equal(GradedClass.Levels(0, 0), Levels.FromJson(mark.LevelsJson));
        Assert.Equal(_class.Second.PersonId, mark.GraderId);
    }

    [Fact]
    public async Task A_decision_on_an_open_review_becomes_its_marks_and_gives_no_grade()
    {
        var id = await ApartAsync(ReviewDecision.Open);

        Assert.Null((await DecideAsync(_class.Third, id)).Refusal);

        var review = await _class.ReviewAsync(id);
        Assert.Equal(DocumentState.InReview, (await _class.DocumentAsync(id)).State);
        Assert.Equal((ReviewDecision.Open, _class.Third.PersonId, null), (review.Decision, review.ReviewerId, review.Points));
        Assert.Equal(Between, Levels.Of(review.ReadNotes()));
        Assert.Empty(await _class.Storage.ReadAsync(db => db.Set<GradeEntry>().ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_decision_on_a_returned_document_is_kept_and_changes_nothing_that_its_author_sees()
    {
        var id = await ApartAsync(ReviewDecision.Returned);
        var before = await _class.ReviewAsync(id);

        Assert.Null((await DecideAsync(_class.Third, id)).Refusal);

        var review = await _class.ReviewAsync(id);
        Assert.Equal((before.Version, before.NotesJson, before.GradeJson), (review.Version, review.NotesJson, review.GradeJson));
        Assert.Equal(DocumentState.Returned, (await _class.DocumentAsync(id)).State);
        Assert.NotNull((await _class.SecondMarkAsync(id)).ModeratedAt);
    }

    [Fact]
    public async Task What_is_refused_changes_nothing_and_is_told_to_no_one()
    {
        var id = await ApartAsync(ReviewDecision.Accepted);
        var (moved, news) = (_class.Bench.Hear<DocumentMoved>(_class.CohortId), _class.Bench.Hear<ReviewNews>(_class.Author.PersonId));

        Assert.Equal((RefusalKind.NotAllowed, OwnMark), Of(await DecideAsync(_class.First, id)));
        Assert.Equal((RefusalKind.NotAllowed, OwnMark), Of(await DecideAsync(_class.Second, id)));
        Assert.Equal((RefusalKind.NotFound, Unknown), Of(await DecideAsync(_class.Author, id)));
        Assert.Equal((RefusalKind.NotFound, Unknown), Of(await DecideAsync(_class.Third, Guid.CreateVersion7())));
        Assert.Equal((RefusalKind.Invalid, "Mark every criterion."), Of(await DecideAsync(_class.Third, id, [])));

        Assert.Equal(40, (await _class.ReviewAsync(id)).Points);
        Assert.Null((await _class.SecondMarkAsync(id)).ModeratedAt);
        Assert.Empty(moved);
        Assert.Empty(news);
    }

    [Fact]
    public async Task There_is_one_decision_and_none_where_the_marks_are_alike()
    {
        var (apart, alike) = (await ApartAsync(ReviewDecision.Accepted), await _class.SubmitAsync());
        await _class.MarkAsync(alike, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAgainAsync(alike, _class.Second, GradedClass.Levels(1, 1));
        var nothing = "There is nothing to moderate for this document.";

        Assert.StartsWith(nothing, (await DecideAsync(_class.Third, alike)).Refusal!.Message);
        Assert.StartsWith(nothing, (await OpenAsync(_class.Third, alike)).Refusal!.Message);
        Assert.Null((await DecideAsync(_class.Third, apart)).Refusal);
        Assert.StartsWith(nothing, (await DecideAsync(_class.Facilitator, apart)).Refusal!.Message);
    }

    [Fact]
    public async Task Instructors_facilitators_and_administrators_see_what_waits_and_graders_that_it_is_not_theirs()
    {
        var id = await ApartAsync(ReviewDecision.Accepted);
        var (done, expected) = (await ApartAsync(ReviewDecision.Accepted), new DisputedDocument(id, "runbook", "A slow checkout", true));
        Assert.Null((await DecideAsync(_class.Third, done)).Refusal);

        foreach (var moderator in new[] { _class.Third, _class.Facilitator, _class.Administrator })
        {
            Assert.Equal([expected], (await ListAsync(moderator)).Value);
            var (document, marks) = (await OpenAsync(moderator, id)).Value;
            Assert.Equal((id, id, false), (document.DocumentId, marks.DocumentId, document.IsMine));
        }

        foreach (var grader in new[] { _class.First, _class.Second })
        {
            Assert.Equal([expected with { MayDecide = false }], (await ListAsync(grader)).Value);
            Assert.Equal((RefusalKind.NotAllowed, OwnMark), Of((await OpenAsync(grader, id)).Refusal));
        }

        Assert.Equal(RefusalKind.NotAllowed, (await ListAsync(_class.Author)).Refusal!.Kind);
        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await OpenAsync(_class.Author, id)).Refusal));
    }

    [Fact]
    public async Task Nobody_moderates_a_draft_or_a_document_of_their_own()
    {
        var draft = new Document(
            Guid.CreateVersion7(),
            _class.Author.PersonId,
            _class.CohortId,
            "runbook",
            null,
            new("Draft", new Dictionary<string, IncidentTraining.Core.Documents.Body.SectionBody>()),
            _class.Bench.Now
        );
        await _class.Storage.AddAsync(draft);
        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await OpenAsync(_class.Third, draft.Id)).Refusal));

        var own = await ApartAsync(ReviewDecision.Accepted, by: _class.Third.PersonId);
        Assert.Equal((RefusalKind.NotAllowed, "You cannot moderate your own document."), Of(await DecideAsync(_class.Third, own)));
        var shared = await ApartAsync(ReviewDecision.Accepted);
        await _class.Storage.AddAsync(new DocumentWriter(shared, _class.Third.PersonId, _class.Bench.Now));
        Assert.Equal((RefusalKind.NotAllowed, "You cannot moderate your own document."), Of(await DecideAsync(_class.Third, shared)));
        Assert.Null((await DecideAsync(_class.Facilitator, shared)).Refusal);
    }

    [Fact]
    public async Task In_an_archived_class_what_waits_is_read_and_nothing_is_decided()
    {
        var id = await ApartAsync(ReviewDecision.Accepted);
        await _class.Storage.ChangeAsync<Cohort>(_class.CohortId, cohort => cohort.Archive(_class.Bench.Now));

        foreach (var moderator in new[] { _class.Third, _class.Administrator })
        {
            Assert.Single((await ListAsync(moderator)).Value);
            Assert.StartsWith("This class is archived", (await DecideAsync(moderator, id)).Refusal!.Message);
        }
    }

    [Fact]
    public async Task A_moderator_reads_no_names_where_the_class_hides_them()
    {
        await _class.RulesAsync(new GradingRules(HideNames: true, DoubleMarkPercent: 100));
        var id = await ApartAsync(ReviewDecision.Accepted, title: "Runbook by Ana Silva");

        var (document, marks) = (await OpenAsync(_class.Facilitator, id)).Value;

        Assert.Matches("^Runbook by Trainee [0-9A-F]{4}$", document.Body.Title);
        Assert.Equal(document.Body.Title, marks.Title);
        Assert.Equal(HiddenNames.Of(id), document.OwnerName);
        // A run that the document is about has one name for a person, wherever it is read.
        var run = Guid.CreateVersion7();
        var about = await ApartAsync(ReviewDecision.Accepted, title: "Runbook by Ana Silva", runId: run);
        Assert.Equal(
            new NameCover(run, [(_class.Author.PersonId, "Ana Silva")]).Over("Runbook by Ana Silva"),
            (await OpenAsync(_class.Facilitator, about)).Value.Document.Body.Title
        );
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("x", true)]
    public void A_decision_needs_a_reason(string why, bool valid) => Assert.Equal(valid, IsValid(why));

    [Theory]
    [InlineData(4_000, true)]
    [InlineData(4_001, false)]
    public void A_reason_can_be_stored(int length, bool valid) => Assert.Equal(valid, IsValid(new string('x', length)));

    private bool IsValid(string why) => _class.Get<InputRules>().Refuse(new ModerateMarks.Input(Guid.Empty, Between, why)) is null;

    private static (RefusalKind, string) Of(Outcome outcome) => Of(outcome.Refusal);

    private static (RefusalKind, string) Of(Refusal? refusal) => (refusal!.Kind, refusal.Message);

    /// <summary>The best marks from the first grader and the lowest from the second.</summary>
    private async Task<Guid> ApartAsync(ReviewDecision decision, Guid? by = null, string title = "A slow checkout", Guid? runId = null)
    {
        var id = await _class.SubmitAsync(title: title, by: by, runId: runId);
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(2, 3), decision);
        await _class.MarkAgainAsync(id, _class.Second, GradedClass.Levels(0, 0));
        return id;
    }

    private Task<Outcome> DecideAsync(Actor actor, Guid id, Dictionary<string, int>? levels = null) =>
        _class.Get<ModerateMarks>().RunAsync(actor, new(id, levels ?? Between, " Between both. "), Ct);

    private Task<Outcome<(DocumentView Document, MarkedTwice Marks)>> OpenAsync(Actor actor, Guid id) =>
        _class.Get<ModerateMarks>().OpenAsync(actor, id, Ct);

    private Task<Outcome<IReadOnlyList<DisputedDocument>>> ListAsync(Actor actor) =>
        _class.Get<ModerateMarks>().ListAsync(actor, _class.CohortId, Ct);
}
