using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.Documents;

/// <summary>A file is sent, its parts are looked at and moved, and only then there is a document.</summary>
public sealed class ImportPagesTests(Writing writing) : IClassFixture<Writing>
{
    private const string Page = "/documents/import?kind=pir";

    private const string File =
        "# Slow checkout\n\n## Timeline (all times UTC)\n\n10:04 slow\n\n## Appendix\n\n<script>alert(1)</script>\n\n## Action Items\n\n| Action Item | Type | Owner | Bug |\n|---|---|---|---|\n| Alert on disk space | detect | sam | T-17 done |\n";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_what_goes_where_before_anything_is_saved()
    {
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var before = await CountAsync();
        var page = await SendAsync(client, File);
        Assert.Equal(["timeline", "timeline", "action-items"], Choices(page).Select(choice => choice.Value));
        Assert.Equal(
            ["Timeline (all times UTC)", "Appendix", "Action Items"],
            page.QuerySelectorAll("[data-testid=import-block] h2").Select(heading => heading.TextContent)
        );
        Assert.Equal(
            ["Its heading matches no section, so the section is a proposal."],
            page.QuerySelectorAll("[data-testid=proposed]").Select(words => words.TextContent)
        );
        Assert.Equal("Slow checkout", ((IHtmlInputElement)page.QuerySelector("[data-testid=import-title]")!).Value);
        Assert.Equal(
            ["Alert on disk space", "sam", "", "Detect", "", "T-17", "Yes"],
            page.QuerySelectorAll("[data-testid=import-items] td").Select(cell => cell.TextContent)
        );
        Assert.Contains(
            "<script>alert(1)</script>",
            page.QuerySelectorAll("[data-testid=import-block] pre")[1].TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_text_without_a_heading_is_not_said_to_have_one()
    {
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var page = await SendAsync(client, "The shop was slow.\n\n## Timeline\n\n10:04 slow\n");
        Assert.Equal("Text without a heading", page.QuerySelector("[data-testid=import-block] h2")!.TextContent);
        Assert.Equal(
            ["It has no heading, so the section is a proposal."],
            page.QuerySelectorAll("[data-testid=proposed]").Select(words => words.TextContent)
        );
    }

    [Fact]
    public async Task A_part_goes_where_it_is_moved_and_the_rest_where_it_was_proposed()
    {
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var page = await SendAsync(client, File);
        var answer = await client.PostFormAsync(Page, Page, Form(page, ("Place-1", "lessons"), ("Title", "Disk full")));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var body = (await writing.ReadAsync(Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]))).Body;
        Assert.Equal("Disk full", body.Title);
        Assert.Equal("## Timeline (all times UTC)\n\n10:04 slow", body.Section("timeline").Text);
        Assert.Equal("## Appendix\n\n<script>alert(1)</script>", body.Section("lessons").Text);
        Assert.Equal("T-17", Assert.Single(body.Section("action-items").ActionItems).Ticket);
    }

    [Fact]
    public async Task A_refusal_keeps_the_file_and_the_choices()
    {
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var page = await SendAsync(client, File);
        var answer = await client.PostFormAsync(
            Page,
            Page,
            Form(page, ("Place-1", "none"), ("Title", new string('t', SaveDraft.LongestTitle + 1)))
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var again = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains("at most 200 characters", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["timeline", "none", "action-items"], Choices(again).Select(choice => choice.Value));
        Assert.Equal(Form(page)["File"], Form(again)["File"]);
    }

    [Theory]
    [InlineData("not base64 at all!")]
    [InlineData("")]
    public async Task A_form_without_its_file_is_refused(string file)
    {
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var answer = await client.PostFormAsync(Page, Page, new() { ["_handler"] = "place", ["File"] = file });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("There is no text in the file", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_that_the_kind_does_not_have_is_refused()
    {
        var input = new ImportDocument.Input(
            await writing.Factory.CohortIdAsync(),
            "pir",
            Encoding.UTF8.GetBytes(File),
            Moved: new Dictionary<int, string> { [0] = "nowhere" }
        );
        Assert.Equal(
            RefusalKind.Invalid,
            (await writing.UseCase<ImportDocument>().RunAsync(await writing.ActorAsync(), input, Ct)).Refusal!.Kind
        );
    }

    private static IEnumerable<IHtmlSelectElement> Choices(IHtmlDocument page) =>
        page.QuerySelectorAll("[data-testid^=place-]").Cast<IHtmlSelectElement>();

    private static Dictionary<string, string> Form(IHtmlDocument page, params (string Name, string Value)[] changed)
    {
        var form = Choices(page).ToDictionary(choice => choice.Name!, choice => choice.Value!);
        (form["_handler"], form["File"], form["Title"]) = ("place", ((IHtmlInputElement)page.QuerySelector("input[name=File]")!).Value, "");
        foreach (var (name, value) in changed)
        {
            form[name] = value;
        }

        return form;
    }

    private static async Task<IHtmlDocument> SendAsync(PortalClient client, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await client.AntiforgeryTokenAsync(Page)), "__RequestVerificationToken" },
            { new StringContent("import"), "_handler" },
            { new StringContent("pir"), "Imported.Kind" },
            { new StringContent(text), "Imported.File", "review.md" },
        };
        var answer = await client.Http.PostAsync(Page, form, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
    }

    private async Task<int> CountAsync() =>
        (await writing.UseCase<MyDocuments>().RunAsync(await writing.ActorAsync(), await writing.Factory.CohortIdAsync(), Ct)).Count;
}
