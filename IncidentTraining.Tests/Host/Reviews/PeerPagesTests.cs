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
        Assert.Equal(HttpStatusCode.OK, (await reader.Http.GetAsync($"/documents/classmates/{id}", Ct)).StatusCode);
        Assert.DoesNotContain("secret-words", await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct));
        Assert.Equal(id, (await _class.TakeAsync(PeerClass.Reader)).Value);
        var page = await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct);
        Assert.Contains("secret-words of How we respond", page);
        Assert.Contains("do you know whom to call next", page);

        var saved = await SaveAsync(reader, id, ("Whom after **ten** minutes?", 0));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var author = await _class.Writing.Factory.SignInAsync(PeerClass.Author);
        Assert.Contains("1 comment", await author.Http.GetStringAsync("/documents", Ct));
        Assert.Contains("Whom after <strong>ten</strong> minutes?", await author.Http.GetStringAsync($"/documents/{id}", Ct));
        var comment = (await _class.ReadAsync(PeerClass.Author, id)).Comments.Single();
        var helpful = await author.PostFormAsync(
            $"/documents/{id}/comments",
            $"/documents/{id}/comments",
            new() { ["_handler"] = "answer", ["Form.Helpful"] = $"{comment.CommentId}" }
        );
        Assert.Equal(HttpStatusCode.Redirect, helpful.StatusCode);
        Assert.Contains("helpful to the author", await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct));

        // The author reads it on in the editor, when the document is returned.
        await _class.Writing.DecideAsync(id, ReviewDecision.Returned);
        Assert.Contains("Whom after <strong>ten</strong> minutes?", await author.Http.GetStringAsync($"/documents/{id}", Ct));
        Assert.DoesNotContain("secret-words", await reader.Http.GetStringAsync($"/documents/classmates/{id}", Ct));
    }

    [Fact]
    public async Task What_is_refused_stands_in_its_fields_again_or_is_shown_to_be_copied()
    {
        var id = await _class.GivenAsync();
        var reader = await _class.Writing.Factory.SignInAsync(PeerClass.Reader);
        var huge = string.Concat(Enumerable.Repeat("A hundred thousand. ", 5_000));
        var tooLong = await SaveAsync(reader, id, (huge, 0), "Something short beside it.");
        var page = await PageAsync(tooLong);
        Assert.Equal(huge, page.QuerySelector($"[name='Form.Texts[{PeerClass.Section}]']")!.TextContent);
        Assert.Equal("Something short beside it.", page.QuerySelector("[name='Form.Texts[common-incidents]']")!.TextContent);
        Assert.Contains("at most 4000", page.QuerySelector(".refusal")!.TextContent);
        Assert.Contains("95,999 too many", page.QuerySelector($"[data-testid='long-{PeerClass.Section}']")!.TextContent);
        Assert.Null(page.QuerySelector("[data-testid='long-common-incidents']"));

        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(reader, id, ("First window.", 0))).StatusCode);
        page = await PageAsync(await SaveAsync(reader, id, ("Second window.", 0)));
        Assert.Equal("Second window.", page.QuerySelector($"[name='Form.Texts[{PeerClass.Section}]']")!.TextContent);
        Assert.Equal("First window.", page.QuerySelector($"[data-testid='other-{PeerClass.Section}']")!.TextContent);
        Assert.Equal("1", page.QuerySelector($"[name='Form.Seen[{PeerClass.Section}]']")!.GetAttribute("value"));

        await _class.RulesAsync(on: false);
        page = await PageAsync(await SaveAsync(reader, id, ("Switched off meanwhile.", 1)));
        Assert.Equal("Switched off meanwhile.", page.QuerySelector("[data-testid='kept-words'] textarea")!.TextContent);
        await _class.RulesAsync();
        await _class.Writing.DecideAsync(id, ReviewDecision.Accepted);
        page = await PageAsync(await SaveAsync(reader, id, ("Decided meanwhile.", 1)));
        Assert.Equal("Decided meanwhile.", page.QuerySelector("[data-testid='kept-words'] textarea")!.TextContent);
        Assert.Contains("First window.", page.Body!.TextContent);
    }

    [Fact]
    public async Task An_instructor_hides_a_comment_on_the_way_from_the_desk_and_a_reason_that_is_refused_is_kept()
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
        var reason = new string('x', PeerComment.LongestReason + 1);
        var page = await PageAsync(
            await instructor.PostFormAsync(
                path,
                path,
                new()
                {
                    ["_handler"] = "answer",
                    ["Form.Hide"] = $"{comment}",
                    [$"Form.Reasons[{comment}]"] = reason,
                }
            )
        );
        Assert.Equal(reason, page.QuerySelector($"[data-testid='reason-{comment}']")!.TextContent);
        var hidden = await instructor.PostFormAsync(
            path,
            path,
            new()
            {
                ["_handler"] = "answer",
                ["Form.Hide"] = $"{comment}",
                [$"Form.Reasons[{comment}]"] = "About the person.",
            }
        );
        Assert.Equal(HttpStatusCode.Redirect, hidden.StatusCode);
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
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(reader, id, (Attack, 0), submission: 2)).StatusCode);
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

    private static async Task<HttpResponseMessage> SaveAsync(
        PortalClient client,
        Guid id,
        (string Text, int Seen) said,
        string beside = "",
        int submission = 1
    )
    {
        var path = $"/documents/classmates/{id}";
        return await client.PostFormAsync(
            path,
            path,
            new()
            {
                ["_handler"] = "comment",
                ["Form.Submission"] = $"{submission}",
                [$"Form.Texts[{PeerClass.Section}]"] = said.Text,
                [$"Form.Seen[{PeerClass.Section}]"] = $"{said.Seen}",
                ["Form.Texts[common-incidents]"] = beside,
                ["Form.Seen[common-incidents]"] = "0",
            }
        );
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);
    }
}
