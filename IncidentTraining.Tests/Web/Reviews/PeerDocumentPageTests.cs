using Bunit;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews.Peers;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>Commenting on a classmate's document, on the real use cases.</summary>
public sealed class PeerDocumentPageTests : PortalPageTest
{
    private const string Field = $"[data-testid=comment-{PeerClass.Section}]";
    private const string Beside = "[data-testid=comment-common-incidents]";

    private readonly PeerClass _class;

    public PeerDocumentPageTests()
        : this(new Writing()) { }

    private PeerDocumentPageTests(Writing writing)
        : base(writing.Factory) => _class = new PeerClass(writing);

    [Fact]
    public async Task Who_was_not_given_the_document_is_refused()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Third);
        var page = Show(id);
        Assert.Contains("This document cannot be shown", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("textarea"));
    }

    [Fact]
    public async Task Without_a_comment_nothing_is_saved_and_the_page_says_what_to_do()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Reader);
        var page = Show(id);
        await SaveAsync(page);
        Assert.Contains("Comment on at least one section first.", page.Find("[role=alert]").TextContent);
        Assert.Equal("", page.Find("[data-testid=saved]").TextContent);
    }

    [Fact]
    public async Task Comments_are_saved_and_the_authors_answer_appears_by_itself()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Reader);
        var page = Show(id);
        await page.Find(Field).ChangeAsync(new() { Value = "Whom after **ten** minutes?  " });
        Assert.Equal("1 comment is not saved.", page.Find("[data-testid=unsaved]").TextContent);
        await SaveAsync(page);
        page.WaitForAssertion(() => Assert.StartsWith("Saved.", page.Find("[data-testid=saved]").TextContent, StringComparison.Ordinal));
        Assert.Equal("", page.Find("[data-testid=unsaved]").TextContent);
        // The field shows the stored value, so the browser's draft is no longer needed.
        Assert.Equal(
            ("Whom after **ten** minutes?", "Whom after **ten** minutes?"),
            (page.Find(Field).GetAttribute("value"), page.Find(Field).GetAttribute("data-from"))
        );
        var comment = Assert.Single((await _class.ReadAsync(PeerClass.Author, id)).Comments);
        Assert.True(
            (await Get<AnswerPeerComment>().HelpfulAsync(await _class.ActorAsync(PeerClass.Author), comment.CommentId, true, Ct)).Succeeded
        );
        page.WaitForAssertion(() =>
            Assert.Contains("helpful to the author", page.Find($"[data-testid=peer-field-{PeerClass.Section}]").TextContent)
        );

        await page.Find(Field).ChangeAsync(new() { Value = "" });
        await SaveAsync(page);
        page.WaitForAssertion(() =>
            Assert.DoesNotContain("Saved ", page.Find($"[data-testid=peer-field-{PeerClass.Section}]").TextContent)
        );
        Assert.Empty((await _class.ReadAsync(PeerClass.Author, id)).Comments);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_said_beside_its_field_and_nothing_is_saved()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Reader);
        var page = Show(id);
        var huge = string.Concat(Enumerable.Repeat("A hundred thousand. ", 5_000));
        await page.Find(Field).ChangeAsync(new() { Value = huge });
        await page.Find(Beside).ChangeAsync(new() { Value = "Something short beside it." });
        Assert.Contains("95,999 too many", page.Find($"[data-testid=long-{PeerClass.Section}]").TextContent);
        Assert.Empty(page.FindAll("[data-testid=long-common-incidents]"));
        await SaveAsync(page);
        Assert.Contains("at most 4000", page.Find("[role=alert]").TextContent);
        Assert.Equal(
            (huge, "Something short beside it."),
            (page.Find(Field).GetAttribute("value"), page.Find(Beside).GetAttribute("value"))
        );
        Assert.Empty((await _class.ReadAsync(PeerClass.Author, id)).Comments);
    }

    [Fact]
    public async Task What_another_window_saves_is_followed_or_shown_beside_the_own_text()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Reader);
        var page = Show(id);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "First window.")).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("First window.", page.Find(Field).GetAttribute("value")));

        await page.Find(Field).ChangeAsync(new() { Value = "Second window." });
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "First again.", seen: 1)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("First again.", page.Find($"[data-testid=other-{PeerClass.Section}]").TextContent));
        Assert.Equal("Second window.", page.Find(Field).GetAttribute("value"));
        await SaveAsync(page);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll($"[data-testid=other-{PeerClass.Section}]")));
        Assert.Equal("Second window.", Assert.Single((await _class.ReadAsync(PeerClass.Author, id)).Comments).Text);
    }

    [Fact]
    public async Task What_can_no_longer_be_saved_is_shown_to_be_copied()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Reader);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "Stored.", section: "common-incidents")).Succeeded);
        var page = Show(id);
        await page.Find(Field).ChangeAsync(new() { Value = "Switched off meanwhile." });
        Assert.True((await _class.RulesAsync(on: false)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal(["Switched off meanwhile."], Kept(page)));
        Assert.True((await _class.RulesAsync()).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("Switched off meanwhile.", page.Find(Field).GetAttribute("value")));

        await _class.Writing.DecideAsync(id, ReviewDecision.Accepted);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-testid=decided]")));
        Assert.Equal(["Switched off meanwhile."], Kept(page));
        Assert.Contains("Stored.", page.Find("[data-testid=own-comments]").TextContent);
        Assert.DoesNotContain("secret-words", page.Markup);
    }

    [Fact]
    public async Task A_hidden_comment_shows_the_reason_and_the_text_that_was_typed_on_it()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Reader);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "You did not think.")).Succeeded);
        var page = Show(id);
        await page.Find(Field).ChangeAsync(new() { Value = "You really did not think." });
        var comment = (await _class.ReadAsync(PeerClass.Instructor, id)).Comments.Single().CommentId;
        var hidden = await Get<AnswerPeerComment>()
            .HideAsync(await _class.ActorAsync(PeerClass.Instructor), new(comment, "About the person."), Ct);
        Assert.True(hidden.Succeeded);
        page.WaitForAssertion(() =>
            Assert.Contains("About the person.", page.Find($"[data-testid=peer-field-{PeerClass.Section}]").TextContent)
        );
        Assert.Empty(page.FindAll(Field));
        Assert.Equal(["You really did not think."], Kept(page));
    }

    [Fact]
    public async Task After_a_resubmission_the_page_asks_to_check_the_comments_and_keeps_them()
    {
        var id = await _class.GivenAsync();
        await SignInAsync(PeerClass.Reader);
        var page = Show(id);
        await page.Find(Field).ChangeAsync(new() { Value = "Whom after ten minutes?" });
        await _class.Writing.DecideAsync(id, ReviewDecision.Returned);
        await _class.WriteOnAsync(await _class.ActorAsync(PeerClass.Author), id, "The second one");
        page.WaitForAssertion(() => Assert.Contains("has been resubmitted", page.Find("[data-testid=another-submission]").TextContent));
        Assert.Contains("secret-words of The second one", page.Markup);
        Assert.Equal("Whom after ten minutes?", page.Find(Field).GetAttribute("value"));
        await SaveAsync(page);
        page.WaitForAssertion(() => Assert.StartsWith("Saved.", page.Find("[data-testid=saved]").TextContent, StringComparison.Ordinal));
        Assert.Equal("", page.Find("[data-testid=another-submission]").TextContent);
    }

    private IRenderedComponent<PeerDocumentPage> Show(Guid id) =>
        Open<PeerDocumentPage>($"/documents/classmates/{id}", p => p.Add(page => page.DocumentId, id));

    private static Task SaveAsync(IRenderedComponent<PeerDocumentPage> page) => page.Find("[data-testid=save-comments]").ClickAsync(new());

    private static IEnumerable<string> Kept(IRenderedComponent<PeerDocumentPage> page) =>
        page.FindAll("[data-testid=kept-words] textarea").Select(words => words.TextContent);
}
