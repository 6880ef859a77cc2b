using System.Text;
using System.Text.Json;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class ExchangeTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private DocumentKind Pir => writing.UseCase<DocumentKinds>().Find("pir")!;

    [Fact]
    public void What_was_exported_as_markdown_comes_back_as_it_was()
    {
        var body = new DocumentBody(
            "A slow | checkout",
            new Dictionary<string, SectionBody>
            {
                ["summary"] = new("Three lines\n\n### with a heading\n\n```\n## Impact\n# no title\n```\nand an end."),
                ["timeline"] = new("| Time | Event |\n|---|---|\n| 10:04 | slow |"),
                ["action-items"] = new(Items: [Writing.Item, new ActionItem("Say | what (done)", "Thea", Ticket: "T-17 done", Done: true)]),
            }
        ).Tidied();

        var back = MarkdownReader.Read(Pir, DocumentMarkdown.Write(Pir, body));

        Assert.Equal(body.ToJson(), back.ToJson());
    }

    [Fact]
    public void Text_that_touches_a_table_is_exported_beside_it()
    {
        var body = new DocumentBody(
            "T",
            new Dictionary<string, SectionBody>
            {
                ["timeline"] = new("| Time | Event |\n|---|---|\n| 10:04 | slow |\nThe pager was muted."),
            }
        );
        Assert.Contains("| 10:04 | slow |\n\nThe pager was muted.\n", DocumentMarkdown.Write(Pir, body), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_text_from_elsewhere_no_line_is_dropped()
    {
        const string Text =
            "Before everything.\n# Outage\nIntro.\n## TIMELINE\n10:04 slow\n## Background\nMore.\n## Action items\nProse about items.\n\n| Action | Owner | Follow-up | Kind | Priority |\n|---|---|---|---|---|\n| Add an alert | Thea | next week | Detect | whenever |\n";
        var body = MarkdownReader.Read(Pir, Text);
        Assert.Equal("10:04 slow\n## Background\nMore.", body.Section("timeline").Text);
        var everything =
            body.Title
            + string.Concat(body.Sections.Values.Select(section => section.Text))
            + string.Concat(body.Section("action-items").ActionItems.Select(item => item.What + item.Owner));
        Assert.All(
            [
                "Before everything.",
                "# Outage",
                "Intro.",
                "10:04 slow",
                "More.",
                "Prose about items.",
                "Add an alert",
                "Thea",
                "next week",
                "whenever",
            ],
            words => Assert.Contains(words, everything)
        );
        Assert.Equal(ActionItemKind.Detect, body.Section("action-items").ActionItems[0].Kind);
    }

    [Fact]
    public async Task A_file_becomes_a_document_of_its_importer()
    {
        var outcome = await ImportAsync("\ufeff# Imported\n\n## Impact\n\n12 orders failed.\n");
        var document = await writing.ReadAsync(outcome.Value);
        Assert.Equal(
            ("Imported", "12 orders failed.", DocumentState.Draft),
            (document.Body.Title, document.Body.Section("impact").Text, document.State)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("a\0b")]
    public async Task A_file_without_text_is_refused(string text) =>
        Assert.Equal(RefusalKind.Invalid, (await ImportAsync(text)).Refusal!.Kind);

    [Fact]
    public async Task A_file_that_is_no_utf_8_or_too_large_is_refused_with_the_cure()
    {
        Assert.Contains("UTF-8", (await ImportAsync([0x41, 0xff, 0xfe])).Refusal!.Message);
        Assert.Equal(RefusalKind.TooLarge, (await ImportAsync(new string('a', DocumentBody.LargestBytes + 1))).Refusal!.Kind);
        Assert.Equal(RefusalKind.TooLarge, (await ImportAsync(new byte[(2 * DocumentBody.LargestBytes) + 1])).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await ImportAsync($"# {new string('t', 201)}\n")).Refusal!.Kind);
    }

    [Fact]
    public async Task A_stranger_to_the_class_cannot_import()
    {
        var input = new ImportDocument.Input(await writing.Factory.CohortIdAsync(), "pir", "# x"u8.ToArray());
        Assert.False(
            (await writing.UseCase<ImportDocument>().RunAsync(await writing.ActorAsync("demo-administrator"), input, Ct)).Succeeded
        );
    }

    [Fact]
    public async Task The_json_has_every_section_in_reading_order_and_who_wrote_it()
    {
        var id = await writing.SubmittedAsync();
        var json = JsonDocument.Parse(DocumentJson.Write(await writing.ReadAsync(id))).RootElement;
        Assert.Equal("incident-training-document/1", json.GetProperty("format").GetString());
        Assert.Equal(
            ["summary", "timeline", "root-cause", "impact", "action-items", "lessons"],
            json.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("id").GetString())
        );
        Assert.Equal("2026-04-01", json.GetProperty("sections")[4].GetProperty("actionItems")[0].GetProperty("dueOn").GetString());
    }

    private Task<Outcome<Guid>> ImportAsync(string text) => ImportAsync(Encoding.UTF8.GetBytes(text));

    private async Task<Outcome<Guid>> ImportAsync(byte[] file) =>
        await writing
            .UseCase<ImportDocument>()
            .RunAsync(await writing.ActorAsync(), new(await writing.Factory.CohortIdAsync(), "pir", file), Ct);
}
