using System.Text;
using Bunit;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents;
using Microsoft.AspNetCore.Components.Forms;

namespace IncidentTraining.Tests.Web.Documents;

/// <summary>A file or a pasted text is parsed, its parts are reviewed and moved, and only then is a document created.</summary>
public sealed class ImportPageTests : PortalPageTest
{
    private const string File =
        "# Slow checkout\n\n## Timeline (all times UTC)\n\n10:04 slow\n\n## Appendix\n\n<script>alert(1)</script>\n\n## Action Items\n\n| Action Item | Type | Owner | Bug |\n|---|---|---|---|\n| Alert on disk space | detect | sam | T-17 done |\n";

    private readonly Writing _writing;

    public ImportPageTests()
        : this(new Writing()) { }

    private ImportPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task A_person_without_a_class_is_told_how_to_join_one()
    {
        await SignInAsync(Administrator);
        var page = Import();
        Assert.Equal("/join", page.Find(".notice a").GetAttribute("href"));
        Assert.Empty(page.FindAll("[data-testid=import-text], [data-testid=import]"));
    }

    [Fact]
    public async Task An_unknown_kind_leads_back_to_the_kinds()
    {
        await SignInAsync(Writing.Author);
        Assert.Equal("/documents", Import("no-such-kind").Find(".notice a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_file_is_shown_with_what_goes_where_before_anything_is_saved()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Assert.Empty(page.FindAll("[data-testid=import-create]"));
        Upload(page, File);
        Assert.Equal(["timeline", "timeline", "action-items"], Places(page));
        Assert.Equal(
            ["Timeline (all times UTC)", "Appendix", "Action Items"],
            page.FindAll("[data-testid=import-block] h2").Select(heading => heading.TextContent)
        );
        Assert.Equal(
            ["Its heading matches no section, so the section is a proposal."],
            page.FindAll("[data-testid=proposed]").Select(words => words.TextContent)
        );
        Assert.Equal("Slow checkout", page.Find("[data-testid=import-title]").GetAttribute("value"));
        Assert.Equal(
            ["Alert on disk space", "sam", "", "Detect", "", "T-17", "Yes"],
            page.FindAll("[data-testid=import-items] td").Select(cell => cell.TextContent)
        );
        Assert.Contains("<script>alert(1)</script>", page.FindAll("[data-testid=import-block] pre")[1].TextContent);
        Assert.Empty(page.FindAll("script"));
        // The browser keeps the text of the file until the document exists.
        Assert.Equal(File, page.Find("[data-testid=import-text]").GetAttribute("value"));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_text_without_a_heading_is_not_said_to_have_one()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Upload(page, "The shop was slow.\n\n## Timeline\n\n10:04 slow\n");
        Assert.Equal("Text without a heading", page.Find("[data-testid=import-block] h2").TextContent);
        Assert.Equal(
            ["It has no heading, so the section is a proposal."],
            page.FindAll("[data-testid=proposed]").Select(words => words.TextContent)
        );
    }

    [Fact]
    public async Task A_pasted_text_is_reviewed_like_a_file()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        await PasteAsync(page, File.ReplaceLineEndings("\r\n"));
        Assert.Equal(["timeline", "timeline", "action-items"], Places(page));
    }

    [Fact]
    public async Task A_part_goes_where_it_is_moved_and_the_rest_where_it_was_proposed()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Upload(page, File);
        Assert.Contains("Timeline 2 parts", Counts(page));
        await page.Find("[data-testid=place-1]").ChangeAsync(new() { Value = "lessons" });
        Assert.Contains("Timeline 1 part", Counts(page));
        Assert.DoesNotContain(Counts(page), count => count.StartsWith("Left out", StringComparison.Ordinal));
        await page.Find("[data-testid=place-0]").ChangeAsync(new() { Value = "none" });
        Assert.Contains("Left out 1 part", Counts(page));
        await page.Find("[data-testid=import-title]").ChangeAsync(new() { Value = "Disk full" });
        await page.Find("[data-testid=import-create]").ClickAsync(new());

        var body = (await _writing.ReadAsync(Guid.Parse(Address.Split('/')[^1]))).Body;
        Assert.Equal(("Disk full", ""), (body.Title, body.Section("timeline").Text));
        Assert.Equal("## Appendix\n\n<script>alert(1)</script>", body.Section("lessons").Text);
        Assert.Equal("T-17", Assert.Single(body.Section("action-items").ActionItems).Ticket);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task What_the_import_is_unsure_of_is_accepted_or_moved_with_one_press()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Upload(
            page,
            "## Root cause\n\nNo limit.\n\n## What changed as a result\n\n- A limit of the pool\n\n## Notes\n\n- Test the pool\n- Limit the queue\n"
        );
        Assert.Equal(["root-cause", "action-items", "lessons", "lessons"], Places(page));
        Assert.Equal(2, page.FindAll("[data-testid=doubt]").Count);
        Assert.StartsWith("Move to Root cause", page.Find("[data-testid=swap-1]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["A limit of the pool"], Items(page));

        await page.Find("[data-testid=swap-3]").ClickAsync(new());
        Assert.Equal(["A limit of the pool", "Test the pool", "Limit the queue"], Items(page));
        await page.Find("[data-testid=swap-1]").ClickAsync(new());
        Assert.Equal(["root-cause", "root-cause", "lessons", "action-items"], Places(page));
        Assert.Equal(["Test the pool", "Limit the queue"], Items(page));
        await page.Find("[data-testid=swap-1]").ClickAsync(new());
        Assert.Equal("action-items", Places(page)[1]);
    }

    [Fact]
    public async Task What_is_not_in_doubt_has_no_second_proposal()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Upload(page, File);
        Assert.Empty(page.FindAll("[data-testid=doubt], [data-testid^=swap-]"));
    }

    [Fact]
    public async Task A_title_that_is_too_long_is_refused_beside_its_field_and_keeps_the_choices()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Upload(page, File);
        await page.Find("[data-testid=place-1]").ChangeAsync(new() { Value = "none" });
        await page.Find("[data-testid=import-title]").ChangeAsync(new() { Value = new string('t', DocumentBody.LongestTitle + 1) });
        await page.Find("[data-testid=import-create]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains("at most 200 characters", page.Find(".import-review .mud-input-error.mud-input-helper-text").TextContent)
        );
        Assert.Equal(["timeline", "none", "action-items"], Places(page));
        Assert.Equal(0, await CountAsync());

        await page.Find("[data-testid=import-title]").ChangeAsync(new() { Value = "Short" });
        await page.Find("[data-testid=import-create]").ClickAsync(new());
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Another_file_is_chosen_without_losing_the_text_and_the_choices_belong_to_theirs()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Upload(page, File);
        await page.Find("[data-testid=place-1]").ChangeAsync(new() { Value = "lessons" });
        await page.Find("[data-testid=import-back]").ClickAsync(new());
        Assert.Empty(page.FindAll("[data-testid=import-create]"));
        Assert.Equal(File, page.Find("[data-testid=import-text]").GetAttribute("value"));
        Upload(page, "## Impact\n\n12 orders\n\n## Notes\n\nNone.");
        Assert.Equal(["impact", "impact"], Places(page));
    }

    [Theory]
    [InlineData("report.docx", "“report.docx” is not a Markdown or text file.")]
    [InlineData("REVIEW", "“REVIEW” is not a Markdown or text file.")]
    public async Task Another_type_of_file_is_refused_beside_the_field_with_the_way_out(string name, string expected)
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Upload(page, File, name);
        var said = page.Find("[data-testid=import-file-refused]").TextContent;
        Assert.StartsWith(expected, said, StringComparison.Ordinal);
        Assert.Contains("paste it below", said, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=import-create]"));
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_refused_and_the_corrected_one_is_taken()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        Upload(page, [0x23, 0x20, 0xE4, 0xF6]);
        Assert.Contains("not UTF-8 text", page.Find("[data-testid=import-file-refused]").TextContent);
        Upload(page, File);
        Assert.Equal("", page.Find("[data-testid=import-file-refused]").TextContent);
        Assert.Equal(3, Places(page).Count);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_a_byte_of_it_is_read()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        var file = new Cut(2 * DocumentBody.LargestBytes + 1);
        await UploadAsync(page, file);
        Assert.Contains("A document can have at most 200 KB of text.", page.Find("[data-testid=import-file-refused]").TextContent);
        Assert.False(file.IsOpened);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_is_said_and_the_pasted_text_stays()
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        await page.Find("[data-testid=import-text]").ChangeAsync(new() { Value = "## Impact" });
        await UploadAsync(page, new Cut(1024));
        page.WaitForAssertion(() =>
            Assert.Contains("The upload was interrupted.", page.Find("[data-testid=import-file-refused]").TextContent)
        );
        Assert.Empty(page.FindAll("[data-testid=import-progress]"));
        Assert.Equal("## Impact", page.Find("[data-testid=import-text]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("", "Paste the text of the document here, or choose a file.")]
    [InlineData("a\0b", "There is no text in the file.")]
    public async Task A_pasted_text_is_refused_beside_its_field(string text, string expected)
    {
        await SignInAsync(Writing.Author);
        var page = Import();
        await PasteAsync(page, text);
        Assert.Contains(expected, page.Find(".mud-input-error.mud-input-helper-text").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=import-create]"));
    }

    [Fact]
    public async Task A_section_that_the_kind_does_not_have_is_refused()
    {
        var input = new ImportDocument.Input(
            await Portal.CohortIdAsync(),
            "pir",
            Encoding.UTF8.GetBytes(File),
            Moved: new Dictionary<int, string> { [0] = "nowhere" }
        );
        Assert.Equal(RefusalKind.Invalid, (await Get<ImportDocument>().RunAsync(await _writing.ActorAsync(), input, Ct)).Refusal!.Kind);
    }

    private IRenderedComponent<ImportPage> Import(string kind = "pir") => Open<ImportPage>($"/documents/import?kind={kind}");

    private static void Upload(IRenderedComponent<ImportPage> page, string text, string name = "review.md") =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, name));

    private static void Upload(IRenderedComponent<ImportPage> page, byte[] bytes) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(bytes, "review.md"));

    private static Task UploadAsync(IRenderedComponent<ImportPage> page, IBrowserFile file) =>
        page.InvokeAsync(() => page.FindComponent<InputFile>().Instance.OnChange.InvokeAsync(new([file])));

    private static async Task PasteAsync(IRenderedComponent<ImportPage> page, string text)
    {
        await page.Find("[data-testid=import-text]").ChangeAsync(new() { Value = text });
        await page.Find("[data-testid=import]").ClickAsync(new());
    }

    private static List<string> Places(IRenderedComponent<ImportPage> page) =>
        [.. page.FindAll("[data-testid^=place-]").Select(choice => choice.GetAttribute("value")!)];

    private static List<string> Items(IRenderedComponent<ImportPage> page) =>
        [.. page.FindAll("[data-testid=import-items] tbody tr").Select(row => row.Children[0].TextContent)];

    private static List<string> Counts(IRenderedComponent<ImportPage> page) =>
        [.. page.FindAll("[data-testid=import-counts] li").Select(count => count.TextContent.Trim())];

    private async Task<int> CountAsync() =>
        (await Get<MyDocuments>().RunAsync(await _writing.ActorAsync(), await Portal.CohortIdAsync(), Ct)).Count;

    /// <summary>A file whose connection ends after its first byte.</summary>
    private sealed class Cut(long size) : IBrowserFile
    {
        public bool IsOpened { get; private set; }

        public string Name => "review.md";

        public DateTimeOffset LastModified => default;

        public long Size => size;

        public string ContentType => "text/markdown";

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default)
        {
            IsOpened = true;
            return new MemoryStream([0x23]);
        }
    }
}
