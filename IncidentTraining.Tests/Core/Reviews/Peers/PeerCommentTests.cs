using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews.Peers;

/// <summary>The lifecycle of a comment.</summary>
public sealed class PeerCommentTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly PeerClass _class = new();

    [Fact]
    public async Task A_comment_is_written_changed_and_taken_back_by_its_writer()
    {
        var id = await _class.GivenAsync();
        Assert.Equal(RefusalKind.Invalid, (await _class.CommentAsync(PeerClass.Reader, id, "  \n ")).Refusal!.Kind);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, " First.\r\nSecond. ")).Succeeded);
        var shown = Assert.Single((await _class.ReadAsync(PeerClass.Author, id)).Comments);
        Assert.Equal(("First.\nSecond.", "Thea Novak", PeerClass.Section), (shown.Text, shown.WriterName, shown.SectionId));
        Assert.Equal(1, (await CountAsync())[id]);

        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "Better.", seen: 1)).Succeeded);
        Assert.Equal("Better.", (await _class.OpenAsync(PeerClass.Reader, id)).Value.On(PeerClass.Section)!.Text);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "", seen: 2)).Succeeded);
        Assert.Empty((await _class.ReadAsync(PeerClass.Author, id)).Comments);
        Assert.Empty(await CountAsync());
        Assert.Equal(
            (DocumentState.Submitted, 3),
            ((await _class.Writing.ReadAsync(id)).State, (await _class.Writing.ReadAsync(id)).Version)
        );
    }

    [Fact]
    public async Task A_comment_over_the_limit_is_refused_and_those_beside_it_are_not_saved_either()
    {
        var id = await _class.GivenAsync();
        var reader = await _class.ActorAsync(PeerClass.Reader);
        var write = _class.UseCase<WritePeerComments>();
        var texts = new Dictionary<string, WritePeerComments.Said>
        {
            ["common-incidents"] = new("Short.", 0),
            [PeerClass.Section] = new(new string('x', PeerComment.LongestText + 1), 0),
        };
        var refused = await write.RunAsync(reader, new(id, 1, texts), Ct);
        Assert.Equal(RefusalKind.Invalid, refused.Refusal!.Kind);
        Assert.Contains("4001", refused.Refusal.Message);
        Assert.Empty((await _class.ReadAsync(PeerClass.Author, id)).Comments);

        texts[PeerClass.Section] = new(new string('x', PeerComment.LongestText), 0);
        Assert.True((await write.RunAsync(reader, new(id, 1, texts), Ct)).Succeeded);
        Assert.Equal(
            ["common-incidents", PeerClass.Section],
            (await _class.ReadAsync(PeerClass.Author, id)).Comments.Select(comment => comment.SectionId)
        );
    }

    [Fact]
    public async Task Of_two_windows_the_second_overwrites_nothing_and_takes_nothing_back_that_it_never_showed()
    {
        var id = await _class.GivenAsync();
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "From the first window.")).Succeeded);

        Assert.Equal(RefusalKind.Conflict, (await _class.CommentAsync(PeerClass.Reader, id, "From the second.")).Refusal!.Kind);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "")).Succeeded);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "From the first window.")).Succeeded);
        Assert.Equal("From the first window.", (await _class.ReadAsync(PeerClass.Author, id)).Comments.Single().Text);

        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "", seen: 1)).Succeeded);
        Assert.Equal(
            RefusalKind.Conflict,
            (await _class.CommentAsync(PeerClass.Reader, id, "Changed where it was taken back.", seen: 1)).Refusal?.Kind
        );
    }

    [Fact]
    public async Task What_was_said_about_one_submission_stays_and_a_new_submission_is_commented_on_anew()
    {
        var id = await _class.GivenAsync();
        await _class.CommentAsync(PeerClass.Reader, id, "On the first.");
        await _class.Writing.DecideAsync(id, ReviewDecision.Returned);
        var author = await _class.ActorAsync(PeerClass.Author);
        await _class.WriteOnAsync(author, id, "Not yet for others", submit: false);
        var decided = (await _class.OpenAsync(PeerClass.Reader, id)).Value;
        Assert.Equal(("", true), (decided.Title, decided.Body is null));
        Assert.Equal("On the first.", Assert.Single(decided.Comments).Text);

        await _class.WriteOnAsync(author, id, "Second try");
        Assert.Equal(
            RefusalKind.Conflict,
            (await _class.CommentAsync(PeerClass.Reader, id, "On what I read.", submission: 1)).Refusal!.Kind
        );
        Assert.Null((await _class.OpenAsync(PeerClass.Reader, id)).Value.On(PeerClass.Section));
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "On the second.", submission: 2)).Succeeded);
        Assert.Equal(
            [(2, "On the second."), (1, "On the first.")],
            (await _class.ReadAsync(PeerClass.Author, id)).Comments.Select(comment => (comment.Submission, comment.Text))
        );
    }

    [Fact]
    public async Task A_hidden_comment_is_kept_from_the_author_and_shown_to_its_writer_with_the_reason_until_it_is_shown_again()
    {
        var id = await _class.GivenAsync();
        await _class.CommentAsync(PeerClass.Reader, id, "You clearly did not think.");
        var (answer, instructor) = (_class.UseCase<AnswerPeerComment>(), await _class.ActorAsync(PeerClass.Instructor));
        var commentId = (await _class.ReadAsync(PeerClass.Instructor, id)).Comments.Single().CommentId;
        Assert.Equal(RefusalKind.Invalid, (await answer.HideAsync(instructor, new(commentId, " "), Ct)).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.Invalid,
            (await answer.HideAsync(instructor, new(commentId, new string('x', PeerComment.LongestReason + 1)), Ct)).Refusal!.Kind
        );
        Assert.True((await answer.HideAsync(instructor, new(commentId, "About the person."), Ct)).Succeeded);
        Assert.Equal(RefusalKind.Conflict, (await answer.HideAsync(instructor, new(commentId, "Again."), Ct)).Refusal!.Kind);

        Assert.Empty((await _class.ReadAsync(PeerClass.Author, id)).Comments);
        Assert.Empty(await CountAsync());
        Assert.Equal(
            RefusalKind.NotFound,
            (await answer.HelpfulAsync(await _class.ActorAsync(PeerClass.Author), commentId, true, Ct)).Refusal!.Kind
        );
        Assert.Equal("About the person.", (await _class.ReadAsync(PeerClass.Instructor, id)).Comments.Single().HiddenBecause);
        Assert.Equal("About the person.", (await _class.OpenAsync(PeerClass.Reader, id)).Value.On(PeerClass.Section)!.HiddenBecause);
        Assert.Equal(RefusalKind.Conflict, (await _class.CommentAsync(PeerClass.Reader, id, "", seen: 1)).Refusal!.Kind);

        Assert.True((await answer.ShowAsync(instructor, commentId, Ct)).Succeeded);
        Assert.Equal("You clearly did not think.", (await _class.ReadAsync(PeerClass.Author, id)).Comments.Single().Text);
    }

    [Fact]
    public async Task Who_is_called_helpful_sees_it_until_the_words_are_changed_or_it_is_taken_back()
    {
        var id = await _class.GivenAsync();
        await _class.CommentAsync(PeerClass.Reader, id);
        var (answer, author) = (_class.UseCase<AnswerPeerComment>(), await _class.ActorAsync(PeerClass.Author));
        var commentId = (await _class.ReadAsync(PeerClass.Author, id)).Comments.Single().CommentId;
        Assert.True((await answer.HelpfulAsync(author, commentId, true, Ct)).Succeeded);
        Assert.True((await _class.OpenAsync(PeerClass.Reader, id)).Value.On(PeerClass.Section)!.IsHelpful);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "Other words.", seen: 1)).Succeeded);
        Assert.False((await _class.OpenAsync(PeerClass.Reader, id)).Value.On(PeerClass.Section)!.IsHelpful);
        await answer.HelpfulAsync(author, commentId, true, Ct);
        await answer.HelpfulAsync(author, commentId, false, Ct);
        Assert.False((await _class.ReadAsync(PeerClass.Author, id)).Comments.Single().IsHelpful);
    }

    [Fact]
    public async Task Where_names_are_hidden_neither_side_learns_the_others_name_and_they_come_back_when_shown_again()
    {
        var id = await _class.GivenAsync();
        await _class.CommentAsync(PeerClass.Reader, id, "Whom does Tariq Aziz Khan call?");
        Assert.Equal("Tariq Aziz Khan", (await _class.OpenAsync(PeerClass.Reader, id)).Value.AuthorName);
        await _class.RulesAsync(hideNames: true);

        var view = (await _class.OpenAsync(PeerClass.Reader, id)).Value;
        var list = (
            await _class
                .UseCase<TakePeerDocument>()
                .ListAsync(await _class.ActorAsync(PeerClass.Reader), await _class.Writing.Factory.CohortIdAsync(), Ct)
        ).Value;
        Assert.StartsWith("Author ", view.AuthorName);
        Assert.Equal(view.AuthorName, list.Given.Single().AuthorName);
        Assert.StartsWith("Trainee ", (await _class.ReadAsync(PeerClass.Author, id)).Comments.Single().WriterName);
        var graders = (await _class.ReadAsync(PeerClass.Instructor, id)).Comments.Single();
        Assert.StartsWith("Trainee ", graders.WriterName);
        Assert.DoesNotContain("Tariq", graders.Text);

        await _class.RulesAsync();
        Assert.Equal("Thea Novak", (await _class.ReadAsync(PeerClass.Author, id)).Comments.Single().WriterName);
    }

    [Fact]
    public async Task Where_names_are_hidden_those_in_the_text_and_its_title_are_covered_for_classmates_too()
    {
        await _class.RulesAsync(hideNames: true);
        await _class.WrittenAsync(PeerClass.Reader);
        var id = await _class.WrittenAsync(PeerClass.Author, title: "What Tariq Aziz Khan does first");
        await _class.TakeAsync(PeerClass.Reader);
        var view = (await _class.OpenAsync(PeerClass.Reader, id)).Value;
        var list = (
            await _class
                .UseCase<TakePeerDocument>()
                .ListAsync(await _class.ActorAsync(PeerClass.Reader), await _class.Writing.Factory.CohortIdAsync(), Ct)
        ).Value;
        Assert.All((string[])[view.Title, view.Body!.Title, view.Body.Section(PeerClass.Section).Text], text =>
            Assert.Matches("What Trainee [0-9A-F]{4} does first", text)
        );
        Assert.Equal(view.Title, list.Given.Single().Title);
    }

    [Fact]
    public async Task Who_becomes_a_writer_of_a_document_reads_its_comments_and_writes_none()
    {
        var id = await _class.GivenAsync();
        await _class.Writing.DecideAsync(id, ReviewDecision.Returned);
        var (author, reader) = (await _class.ActorAsync(PeerClass.Author), await _class.ActorAsync(PeerClass.Reader));
        Assert.True((await _class.UseCase<WriteTogether>().InviteAsync(author, id, reader.PersonId, Ct)).Succeeded);
        await _class.WriteOnAsync(author, id, "Ours now");
        Assert.Equal(RefusalKind.NotFound, (await _class.CommentAsync(PeerClass.Reader, id, submission: 2)).Refusal!.Kind);
        Assert.True((await _class.UseCase<ReadPeerComments>().RunAsync(reader, id, Ct)).Succeeded);
        Assert.DoesNotContain(
            id,
            (
                await _class.UseCase<TakePeerDocument>().ListAsync(reader, await _class.Writing.Factory.CohortIdAsync(), Ct)
            ).Value.Given.Select(given => given.DocumentId)
        );
    }

    public void Dispose() => _class.Dispose();

    private async Task<IReadOnlyDictionary<Guid, int>> CountAsync() =>
        await _class
            .UseCase<ReadPeerComments>()
            .CountAsync(await _class.ActorAsync(PeerClass.Author), await _class.Writing.Factory.CohortIdAsync(), Ct);
}
