using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.Documents;

public sealed class DocumentPagesTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/documents")]
    [InlineData("/documents/new")]
    [InlineData("/documents/import?kind=pir")]
    [InlineData("/reviews")]
    public async Task A_visitor_is_sent_to_the_sign_in(string path)
    {
        var answer = await writing.Factory.CreateClient(new() { AllowAutoRedirect = false }).GetAsync(path, Ct);
        Assert.StartsWith("/sign-in", answer.Headers.Location?.PathAndQuery);
    }

    [Theory]
    [InlineData("", Writing.OtherTrainee)]
    [InlineData("/print", Writing.OtherTrainee)]
    [InlineData("/history?version=2", Writing.OtherTrainee)]
    [InlineData("/export.md", Writing.OtherTrainee)]
    [InlineData("", "demo-facilitator")]
    [InlineData("/history?version=2", Writing.Instructor)]
    [InlineData("", "demo-administrator")]
    public async Task No_page_shows_a_text_to_somebody_who_may_not_see_it(string page, string userName)
    {
        var id = await writing.BeginAsync();
        await writing.SaveAsync(id, Writing.Complete((await writing.ReadAsync(id)).Kind.Sections.Select(s => s.Id), "secret-words"));
        var author = await writing.Factory.SignInAsync(Writing.Author);
        Assert.Contains("secret-words", await author.Http.GetStringAsync($"/documents/{id}{page}", Ct));

        await writing.SubmitAsync(id);
        var client = await writing.Factory.SignInAsync(userName);
        var answer = await client.Http.GetAsync($"/documents/{id}{page}", Ct);
        Assert.DoesNotContain("secret-words", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task What_a_trainee_types_runs_nowhere_it_is_shown()
    {
        const string Attack = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1))";
        var id = await writing.BeginAsync();
        var sections = (await writing.ReadAsync(id)).Kind.Sections.Select(section => section.Id);
        await writing.SaveAsync(id, Writing.Complete(sections, Attack) with { Title = Attack });
        var author = await writing.Factory.SignInAsync(Writing.Author);
        await AssertHarmless(author, $"/documents/{id}");
        await AssertHarmless(author, $"/documents/{id}/print");
        await AssertHarmless(author, $"/documents/{id}/history?version=2");
        await AssertHarmless(author, "/documents");

        await writing.UseCase<SubmitDocument>().RunAsync(await writing.ActorAsync(), id, 2, Ct);
        await AssertHarmless(await writing.Factory.SignInAsync(Writing.Instructor), $"/reviews/{id}");
        await writing.DecideAsync(id, ReviewDecision.Accepted, Attack);
        await AssertHarmless(author, $"/documents/{id}");
    }

    [Fact]
    public async Task The_author_reads_the_grade_on_the_documents_page()
    {
        var id = await writing.SubmittedAsync();
        await writing.DecideAsync(id, ReviewDecision.Accepted, "Exemplary **timeline**.");
        var html = await (await writing.Factory.SignInAsync(Writing.Author)).Http.GetStringAsync($"/documents/{id}", Ct);
        Assert.Contains("<strong>100</strong> of 100 points", html);
        Assert.Contains("Exemplary <strong>timeline</strong>.", html);
    }

    [Fact]
    public async Task A_document_is_exported_as_markdown_with_its_action_items_as_a_table()
    {
        var id = await writing.SubmittedAsync();
        var answer = await (await writing.Factory.SignInAsync(Writing.Author)).Http.GetAsync($"/documents/{id}/export.md", Ct);
        Assert.Equal("text/markdown", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.StartsWith("# A slow checkout\n\n## Incident summary\n", text);
        Assert.Contains("| Alert on an empty pool | Thea Novak | 2026-04-01 | Detect | High |", text);
    }

    [Fact]
    public async Task A_playbook_links_its_writers_own_runbooks_and_templates_and_nobody_elses()
    {
        var (runbook, message, pir, other) = (
            await writing.BeginAsync("runbook"),
            await writing.BeginAsync("communication"),
            await writing.BeginAsync("pir"),
            await writing.BeginAsync("runbook", Writing.OtherTrainee)
        );
        var id = await writing.BeginAsync("playbook");
        var author = await writing.Factory.SignInAsync(Writing.Author);
        var editor = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await author.Http.GetStringAsync($"/documents/{id}", Ct));
        string Choices(string section) =>
            string.Concat(
                editor
                    .QuerySelectorAll($"[data-section={section}] [data-link-picker] option")
                    .Select(option => option.GetAttribute("value"))
            );
        var linked = (await writing.ReadAsync(id)).Kind.Sections.Where(section => section.Links is not null).ToList();
        Assert.NotEmpty(linked);
        foreach (var section in linked)
        {
            Assert.Equal(
                section.Links!.Contains("runbook"),
                Choices(section.Id).Contains($"(/documents/{runbook})", StringComparison.Ordinal)
            );
            Assert.Equal(
                section.Links!.Contains("communication"),
                Choices(section.Id).Contains($"(/documents/{message})", StringComparison.Ordinal)
            );
            Assert.All((Guid[])[other, pir, id], foreign =>
                Assert.DoesNotContain(foreign.ToString(), Choices(section.Id), StringComparison.Ordinal)
            );
        }

        // The link outlives saving, printing and the way out and back in; someone else's, typed by hand, opens nothing.
        var text = $"Follow [my runbook](/documents/{runbook}), not [theirs](/documents/{other}).";
        Assert.True(
            (await writing.SaveAsync(id, new DocumentBody("P", new Dictionary<string, SectionBody> { [linked[0].Id] = new(text) })))
                .Value
                .Saved
        );
        var print = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await author.Http.GetStringAsync($"/documents/{id}/print", Ct));
        Assert.Equal("my runbook", print.QuerySelector($"a[href='/documents/{runbook}']")!.TextContent);
        Assert.Contains(text, await author.Http.GetStringAsync($"/documents/{id}/export.md", Ct), StringComparison.Ordinal);
        Assert.Contains("data-testid=\"editor\"", await author.Http.GetStringAsync($"/documents/{runbook}", Ct), StringComparison.Ordinal);
        var foreignPage = await (await author.Http.GetAsync($"/documents/{other}", Ct)).Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("data-testid=\"editor\"", foreignPage, StringComparison.Ordinal);
        Assert.Contains("you cannot see it", foreignPage, StringComparison.Ordinal);
    }

    private static async Task AssertHarmless(PortalClient client, string page)
    {
        var html = await client.Http.GetStringAsync(page, Ct);
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.DoesNotContain(document.Scripts, script => script.Source is null && script.Type != "application/json");
        Assert.Empty(document.QuerySelectorAll("[onerror], img, [href^='javascript:']"));
        Assert.Contains(
            "alert(1)",
            document.DocumentElement.TextContent + string.Concat(document.QuerySelectorAll("input").Select(i => i.GetAttribute("value")))
        );
        foreach (
            var json in document.Scripts.Where(script =>
                script.Type == "application/json" && script.Id == "content" && page.StartsWith("/documents/", StringComparison.Ordinal)
            )
        )
        {
            Assert.Contains("alert(1)", DocumentBody.FromJson(json.Text).Title);
        }
    }
}
