using Bunit;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews.Peers;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>Comments of classmates, for the author and the instructors, on the real use cases.</summary>
public sealed class CommentsPageTests : PortalPageTest
{
    private readonly PeerClass _class;

    public CommentsPageTests()
        : this(new Writing()) { }

    private CommentsPageTests(Writing writing)
        : base(writing.Factory) => _class = new PeerClass(writing);

    [Fact]
    public async Task A_stranger_is_refused()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Third);
        Assert.Contains("This cannot be shown", Show(id).Find("h1").TextContent);
    }

    [Fact]
    public async Task The_author_sees_a_comment_appear_and_marks_it()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Author);
        var page = Show(id);
        Assert.NotNull(page.Find("[data-testid=no-comments]"));
        var comment = await CommentAsync(id, "Whom do I call?");
        page.WaitForAssertion(() => Assert.Contains("Whom do I call?", page.Find($"[data-testid=peer-comment-{comment}]").TextContent));
        await page.Find($"[data-testid=helpful-{comment}]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Unmark as helpful", page.Find($"[data-testid=helpful-{comment}]").TextContent));
        await page.Find($"[data-testid=helpful-{comment}]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Mark as helpful", page.Find($"[data-testid=helpful-{comment}]").TextContent));
        Assert.Empty(page.FindAll("[data-testid^=hide-]"));
    }

    [Fact]
    public async Task An_instructor_hides_a_comment_with_a_reason_and_shows_it_again()
    {
        var id = await _class.GivenAsync();
        var comment = await CommentAsync(id, "You did not think.");
        await SignInAsync(PeerClass.Instructor);
        var page = Show(id);
        await HideAsync(page, comment);
        page.WaitForAssertion(() =>
            Assert.Contains("Explain why you hide the comment.", page.Find(".mud-input-error.mud-input-helper-text").TextContent)
        );
        await page.Find($"[data-testid=reason-{comment}]").ChangeAsync(new() { Value = new string('x', PeerComment.LongestReason + 1) });
        await HideAsync(page, comment);
        page.WaitForAssertion(() =>
            Assert.Contains("at most 500 characters", page.Find(".mud-input-error.mud-input-helper-text").TextContent)
        );
        Assert.Single((await _class.ReadAsync(PeerClass.Author, id)).Comments);

        await page.Find($"[data-testid=reason-{comment}]").ChangeAsync(new() { Value = "About the person." });
        await HideAsync(page, comment);
        page.WaitForAssertion(() => Assert.NotNull(page.Find($"[data-testid=show-{comment}]")));
        Assert.Contains("Reason for hiding: About the person.", page.Markup);
        Assert.Empty(page.FindAll("[data-testid=kept-words]"));
        Assert.Empty((await _class.ReadAsync(PeerClass.Author, id)).Comments);
        await page.Find($"[data-testid=show-{comment}]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotNull(page.Find($"[data-testid=hide-{comment}]")));
    }

    [Fact]
    public async Task A_reason_stays_when_another_comment_is_hidden_and_is_shown_to_be_copied_when_its_own_is_gone()
    {
        var id = await _class.GivenAsync();
        var first = await CommentAsync(id, "One.");
        var second = await CommentAsync(id, "Two.", "common-incidents");
        await SignInAsync(PeerClass.Instructor);
        var page = Show(id);
        await page.Find($"[data-testid=reason-{first}]").ChangeAsync(new() { Value = "Half a reason" });
        await page.Find($"[data-testid=reason-{second}]").ChangeAsync(new() { Value = "About the person." });
        await HideAsync(page, second);
        page.WaitForAssertion(() => Assert.NotNull(page.Find($"[data-testid=show-{second}]")));
        Assert.Equal("Half a reason", page.Find($"[data-testid=reason-{first}]").GetAttribute("value"));

        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "", seen: 1)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("Half a reason", page.Find("[data-testid=kept-words] textarea").TextContent));
    }

    private async Task<Guid> CommentAsync(Guid id, string text, string section = PeerClass.Section)
    {
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, text, section: section)).Succeeded);
        return (await _class.ReadAsync(PeerClass.Instructor, id)).Comments.Single(comment => comment.SectionId == section).CommentId;
    }

    private static Task HideAsync(IRenderedComponent<CommentsPage> page, Guid comment) =>
        page.Find($"[data-testid=hide-{comment}]").ClickAsync(new());

    private IRenderedComponent<CommentsPage> Show(Guid id) =>
        Open<CommentsPage>($"/documents/{id}/comments", p => p.Add(page => page.DocumentId, id));
}
