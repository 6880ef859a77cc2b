using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

public sealed class ReviewingTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Writing.Author)]
    [InlineData(Writing.OtherTrainee)]
    [InlineData("demo-facilitator")]
    [InlineData("demo-administrator")]
    public async Task Only_instructors_of_the_class_see_the_queue_and_the_desk_or_review(string userName)
    {
        var id = await writing.SubmittedAsync();
        var actor = await writing.ActorAsync(userName);

        Assert.False((await writing.UseCase<ReviewQueue>().RunAsync(actor, await writing.Factory.CohortIdAsync(), Ct)).Succeeded);
        Assert.False((await writing.UseCase<OpenForGrading>().RunAsync(actor, id, Ct)).Succeeded);
        Assert.False((await SaveAsync(actor, id, 0, Notes("mine"))).Succeeded);
        Assert.False((await DecideAsync(actor, id, 0, ReviewDecision.Accepted)).Succeeded);
        Assert.Equal(DocumentState.Submitted, (await writing.ReadAsync(id)).State);
    }

    [Fact]
    public async Task A_draft_cannot_be_opened_marked_or_decided()
    {
        var id = await writing.BeginAsync();
        var instructor = await writing.ActorAsync(Writing.Instructor);
        Assert.Equal(RefusalKind.NotAllowed, (await writing.UseCase<OpenForGrading>().RunAsync(instructor, id, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await SaveAsync(instructor, id, 0, Notes("x"))).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await DecideAsync(instructor, id, 0, ReviewDecision.Accepted)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_returned_document_is_not_reviewed_until_it_is_submitted_again()
    {
        var id = await writing.SubmittedAsync();
        await writing.DecideAsync(id, ReviewDecision.Returned);
        var instructor = await writing.ActorAsync(Writing.Instructor);
        Assert.Equal(RefusalKind.TooLate, (await SaveAsync(instructor, id, 2, Notes("more"))).Refusal!.Kind);
        Assert.Empty(await WaitingAsync(id));

        await writing.SubmitAsync(id);
        Assert.Equal(2, Assert.Single(await WaitingAsync(id)).Submissions);
        Assert.Equal("", (await writing.UseCase<OpenForGrading>().RunAsync(instructor, id, Ct)).Value.Notes.Summary);
    }

    [Fact]
    public async Task A_new_submission_is_graded_from_zero_beside_the_marks_that_the_earlier_one_was_given()
    {
        var id = await writing.SubmittedAsync();
        var instructor = await writing.ActorAsync(Writing.Instructor);
        Assert.Null((await writing.UseCase<OpenForGrading>().RunAsync(instructor, id, Ct)).Value.Earlier);
        var version = (await SaveAsync(instructor, id, 0, Notes("Say more.", ("summary", 2)))).Value.Version;
        Assert.True((await DecideAsync(instructor, id, version, ReviewDecision.Returned)).Succeeded);
        await writing.SubmitAsync(id);

        var desk = (await writing.UseCase<OpenForGrading>().RunAsync(instructor, id, Ct)).Value;
        Assert.Empty(desk.Notes.Marks);
        Assert.Equal(1, desk.Earlier!.Submission);
        Assert.Equal(("summary", 2), (Assert.Single(desk.Earlier.Marks).Key, desk.Earlier.Marks["summary"].Level));
    }

    [Fact]
    public async Task An_instructor_does_not_review_a_document_of_their_own()
    {
        var instructor = await writing.ActorAsync(Writing.Instructor);
        var id = await writing.BeginAsync("runbook", Writing.Instructor);
        var view = await writing.ReadAsync(id, Writing.Instructor);
        var body = Writing.Complete(view.Kind.Sections.Select(section => section.Id), "mine");
        var saved = await writing.UseCase<SaveDraft>().RunAsync(instructor, new(id, view.Version, body), Ct);
        Assert.True((await writing.UseCase<SubmitDocument>().RunAsync(instructor, id, saved.Value.Version, Ct)).Succeeded);

        Assert.Empty(await WaitingAsync(id));
        Assert.Equal(RefusalKind.NotAllowed, (await SaveAsync(instructor, id, 0, Notes("good"))).Refusal!.Kind);
        var second = await writing.SecondInstructorAsync("Ravi Patel");
        Assert.True((await SaveAsync(second, id, 0, Notes("good"))).Succeeded);
    }

    [Fact]
    public async Task The_longest_waiting_document_comes_first_and_shows_who_has_begun()
    {
        var first = await writing.SubmittedAsync();
        writing.Time.Advance(TimeSpan.FromMinutes(5));
        var second = await writing.SubmittedAsync("runbook");
        await SaveAsync(await writing.ActorAsync(Writing.Instructor), second, 0, Notes("reading"));

        var waiting = await WaitingAsync(first, second);

        Assert.Equal([first, second], waiting.Select(document => document.DocumentId));
        Assert.Equal([DocumentState.Submitted, DocumentState.InReview], waiting.Select(document => document.State));
        Assert.Equal([null, "Ines Moreau"], waiting.Select(document => document.ReviewerName));
    }

    [Fact]
    public async Task Of_two_instructors_the_second_is_shown_the_firsts_words_and_overwrites_nothing()
    {
        var id = await writing.SubmittedAsync();
        var first = await writing.ActorAsync(Writing.Instructor);
        var second = await writing.SecondInstructorAsync("Rosa Lind");

        var mine = (await SaveAsync(first, id, 0, Notes("first"))).Value;
        writing.Time.Advance(ReviewHold.Lease);
        var theirs = (await SaveAsync(second, id, 0, Notes("second"))).Value;

        Assert.True(mine.Saved);
        Assert.False(theirs.Saved);
        Assert.Equal(("first", "Ines Moreau"), (theirs.Present.Summary, theirs.By));
        Assert.Equal(RefusalKind.Conflict, (await DecideAsync(second, id, 0, ReviewDecision.Returned)).Refusal!.Kind);
        Assert.True((await SaveAsync(second, id, theirs.Version, Notes("both"))).Value.Saved);
    }

    [Fact]
    public async Task A_return_says_what_to_change_and_an_acceptance_has_every_mark()
    {
        var id = await writing.SubmittedAsync();
        var instructor = await writing.ActorAsync(Writing.Instructor);
        var version = (await SaveAsync(instructor, id, 0, Notes(" ", ("summary", 3)))).Value.Version;

        var returned = await DecideAsync(instructor, id, version, ReviewDecision.Returned);
        var accepted = await DecideAsync(instructor, id, version, ReviewDecision.Accepted);

        Assert.Contains("required changes", returned.Refusal!.Message);
        Assert.Contains("Still open: Timeline, Root cause", accepted.Refusal!.Message);
        Assert.Equal(DocumentState.InReview, (await writing.ReadAsync(id)).State);
        Assert.Empty(await ResultsAsync(id));
    }

    [Fact]
    public async Task The_author_sees_marks_and_comments_only_once_it_is_decided()
    {
        var id = await writing.SubmittedAsync();
        var instructor = await writing.ActorAsync(Writing.Instructor);
        var notes = Notes(
            "Well told.",
            [("summary", 2), ("timeline", 3), ("root-cause", 3), ("impact", 1), ("action-items", 2), ("learning", 3)]
        ) with
        {
            SectionComments = new Dictionary<string, string> { ["impact"] = "Which figure is measured?" },
        };
        var version = (await SaveAsync(instructor, id, 0, notes)).Value.Version;
        Assert.Empty(await ResultsAsync(id));

        Assert.True((await DecideAsync(instructor, id, version, ReviewDecision.Accepted)).Succeeded);

        var result = Assert.Single(await ResultsAsync(id));
        Assert.Equal((7 + 20 + 20 + 3 + 14 + 20, 100), (result.Grade.Points, result.Grade.MostPoints));
        Assert.Equal("Which figure is measured?", Assert.Single(result.Grade.Sections).Comment);
        Assert.Equal(("Well told.", "Ines Moreau"), (result.Grade.Summary, result.ReviewerName));
        Assert.Equal(DocumentState.Accepted, (await writing.ReadAsync(id)).State);
        var other = await writing.ActorAsync(Writing.OtherTrainee);
        Assert.False((await writing.UseCase<ReadResults>().RunAsync(other, id, Ct)).Succeeded);
    }

    [Theory]
    [InlineData("summary", 4)]
    [InlineData("summary", -1)]
    [InlineData("no-such-criterion", 0)]
    public async Task A_mark_that_the_rubric_does_not_have_is_refused(string criterion, int level)
    {
        var id = await writing.SubmittedAsync();
        var outcome = await SaveAsync(await writing.ActorAsync(Writing.Instructor), id, 0, Notes("x", (criterion, level)));
        Assert.Equal(RefusalKind.Invalid, outcome.Refusal!.Kind);
    }

    private static ReviewNotes Notes(string summary, params (string Criterion, int Level)[] marks) =>
        new(marks.ToDictionary(mark => mark.Criterion, mark => new CriterionMark(mark.Level)), new Dictionary<string, string>(), summary);

    private Task<Outcome<SaveReview.Answer>> SaveAsync(Actor actor, Guid id, int version, ReviewNotes notes) =>
        writing.UseCase<SaveReview>().RunAsync(actor, new(id, version, notes), Ct);

    private Task<Outcome> DecideAsync(Actor actor, Guid id, int version, ReviewDecision decision) =>
        writing.UseCase<DecideReview>().RunAsync(actor, new(id, version, decision), Ct);

    private async Task<IReadOnlyList<WaitingDocument>> WaitingAsync(params Guid[] ids)
    {
        var queue = await writing
            .UseCase<ReviewQueue>()
            .RunAsync(await writing.ActorAsync(Writing.Instructor), await writing.Factory.CohortIdAsync(), Ct);
        return [.. queue.Value.Where(document => ids.Contains(document.DocumentId))];
    }

    private async Task<IReadOnlyList<ReviewResult>> ResultsAsync(Guid id) =>
        (await writing.UseCase<ReadResults>().RunAsync(await writing.ActorAsync(), id, Ct)).Value;
}
