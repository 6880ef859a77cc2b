using System.Net;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.Reviews;

/// <summary>Comments among classmates, as browsers see them.</summary>
public sealed class PeerPagesTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly PeerClass _class = new();

    [Fact]
    public async Task A_trainee_takes_a_document_comments_on_it_and_the_author_says_that_it_helps()
    {
        var reader = await _class.Writing.Factory.SignInAsync(PeerClass.Reader);
        await _class.WrittenAsync(PeerClass.Reader);
        var id = await _class.WrittenAsync(PeerClass.Author, title: "How we respond");
        Assert.DoesNotContain("Classmates' documents", WebUtility.HtmlDecode(await reader.Http.GetStringAsync("/documents", Ct)));

        await _class.RulesAsync();
        Assert.Contains("Classmates' documents", WebUtility.HtmlDecode(await reader.Http.GetStringAsync("/documents", Ct)));
        var refused = await reader.Http.GetAsync($"/documents/classmates/{id}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.DoesNotContain("secret-words", await refused.Content.ReadAsStringAsync(Ct));
        Assert.Equal(id, (await _class.TakeAsync(PeerClass.Reader)).Value);
        var page = await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct);
        Assert.Contains("secret-words of How we respond", page);
        Assert.Contains("do you know whom to call next", page);

        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, "Whom after **ten** minutes?")).Succeeded);
        var author = await _class.Writing.Factory.SignInAsync(PeerClass.Author);
        Assert.Contains("1 comment", await author.Http.GetStringAsync("/documents", Ct));
        Assert.Contains("Whom after <strong>ten</strong> minutes?", await author.Http.GetStringAsync($"/documents/{id}", Ct));
        var comment = (await _class.ReadAsync(PeerClass.Author, id)).Comments.Single();
        Assert.True(
            (
                await _class
                    .UseCase<AnswerPeerComment>()
                    .HelpfulAsync(await _class.ActorAsync(PeerClass.Author), comment.CommentId, helpful: true, Ct)
            ).Succeeded
        );
        Assert.Contains("helpful to the author", await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct));

        // The author reads it on in the editor, when the document is returned.
        await _class.Writing.DecideAsync(id, ReviewDecision.Returned);
        Assert.Contains("Whom after <strong>ten</strong> minutes?", await author.Http.GetStringAsync($"/documents/{id}", Ct));
        Assert.DoesNotContain("secret-words", await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct));
    }

    [Fact]
    public async Task An_instructor_reads_comments_at_the_desk_and_a_hidden_one_reaches_only_its_writer()
    {
        var id = await _class.GivenAsync();
        await _class.CommentAsync(PeerClass.Reader, id, "You did not think.");
        var instructor = await _class.Writing.Factory.SignInAsync(PeerClass.Instructor);
        var desk = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(
            await instructor.Http.GetStringAsync($"/reviews/{id}", Ct),
            Ct
        );
        var panel = desk.QuerySelector("[data-testid='peer-comments-panel']")!;
        Assert.False(panel.HasAttribute("open"));
        Assert.Contains("You did not think.", panel.TextContent);

        var (path, comment) = ($"/documents/{id}/comments", (await _class.ReadAsync(PeerClass.Instructor, id)).Comments.Single().CommentId);
        var hidden = await _class
            .UseCase<AnswerPeerComment>()
            .HideAsync(await _class.ActorAsync(PeerClass.Instructor), new(comment, "About the person."), Ct);
        Assert.True(hidden.Succeeded);
        var author = await _class.Writing.Factory.SignInAsync(PeerClass.Author);
        Assert.DoesNotContain(
            "You did not think.",
            await author.Http.GetStringAsync($"/documents/{id}", Ct) + await author.Http.GetStringAsync(path, Ct)
        );
        var reader = await _class.Writing.Factory.SignInAsync(PeerClass.Reader);
        Assert.Contains("About the person.", await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct));
    }

    [Fact]
    public async Task A_comment_runs_nowhere_it_is_shown_and_a_readers_page_has_no_marks()
    {
        const string Attack = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1))";
        var id = await _class.GivenAsync();
        await _class.Writing.DecideAsync(id, ReviewDecision.Returned, "Secret of the review.");
        await _class.WriteOnAsync(await _class.ActorAsync(PeerClass.Author), id, Attack);
        var reader = await _class.Writing.Factory.SignInAsync(PeerClass.Reader);
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id, Attack, submission: 2)).Succeeded);
        var (author, instructor) = (
            await _class.Writing.Factory.SignInAsync(PeerClass.Author),
            await _class.Writing.Factory.SignInAsync(PeerClass.Instructor)
        );
        foreach (
            var (client, path) in ((PortalClient, string)[])
                [
                    (reader, $"/documents/classmates/{id}"),
                    (author, $"/documents/{id}"),
                    (author, $"/documents/{id}/comments"),
                    (instructor, $"/reviews/{id}"),
                    (instructor, $"/documents/{id}/comments"),
                ]
        )
        {
            var html = await client.Http.GetStringAsync(path, Ct);
            var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(html, Ct);
            Assert.Contains("alert(1)", page.Body!.TextContent);
            Assert.DoesNotContain(page.Scripts, script => script.Source is null && script.Type != "application/json");
            Assert.Empty(page.QuerySelectorAll("[onerror], img, [href^='javascript:']"));
        }

        Assert.DoesNotContain("Secret of the review.", await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct));
    }

    public void Dispose() => _class.Dispose();
}
