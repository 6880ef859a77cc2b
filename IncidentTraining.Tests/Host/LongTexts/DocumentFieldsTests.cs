using Bunit;
using IncidentTraining.Core.Progress.Notes;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents;
using IncidentTraining.Web.Features.Progress.Notes;
using IncidentTraining.Web.Features.Reviews.Peers;
using IncidentTraining.Web.Features.RunbookTrials;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace IncidentTraining.Tests.Host.LongTexts;

/// <summary>The fields around documents: a long text arrives, or is refused in words and stays in its field.</summary>
public sealed class DocumentFieldsTests : PortalPageTest
{
    private readonly Writing _writing;

    internal static readonly Dictionary<string, Func<DocumentFieldsTests, Task>> Fields = new()
    {
        ["ImportPage: import-file"] = test => test.ImportAsync(fromFile: true),
        ["ImportPage: import-text"] = test => test.ImportAsync(fromFile: false),
        ["ImportReview: import-title"] = test => test.ImportTitleAsync(),
        ["WalkPage: note"] = test => test.WalkAsync("note", "done"),
        ["WalkPage: verdict"] = test => test.WalkAsync("verdict", "worked"),
        ["PeerField: comment-@Shape.Id"] = test => test.PeerCommentAsync(),
        ["HideForm: @Field"] = test => test.HidingReasonAsync(),
        ["NoteForm: note-text"] = test => test.NoteAsync(),
    };

    public static TheoryData<string> Names { get; } = [.. Fields.Keys];

    public DocumentFieldsTests()
        : this(new Writing()) { }

    private DocumentFieldsTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_long_text_arrives_or_is_refused_and_stays_in_its_field(string field) => Fields[field](this);

    private async Task ImportAsync(bool fromFile)
    {
        await SignInAsync(Writing.Author);
        var page = Import($"# Long\n\n## Incident summary\n\n{LongText.Text.Trim()}\n", fromFile);
        await page.Find("[data-testid=import-create]").ClickAsync(new());
        var body = (await _writing.ReadAsync(Guid.Parse(Address.Split('/')[^1]))).Body;
        Assert.Equal(LongText.Text.Trim(), body.Section("summary").Text.Trim());
    }

    private async Task ImportTitleAsync()
    {
        await SignInAsync(Writing.Author);
        var page = Import("## Impact\n\n12 orders", fromFile: false);
        await FillAsync(page, "import-title", "import-create");
        AssertKept(page, "import-title", "at most 200 characters");
    }

    private async Task WalkAsync(string field, string send)
    {
        var walk = Guid.Parse((await Walks.BeginAsync(Portal, Writing.OtherTrainee)).Split('/')[^1]);
        await SignInAsync(Writing.OtherTrainee);
        var page = (IRenderedComponent<IComponent>)Open<WalkPage>($"/runbook-runs/{walk}", p => p.Add(one => one.Id, walk));
        await FillAsync(page, field, send);
        AssertKept(page, field, "at most 2000 characters");
    }

    private async Task PeerCommentAsync()
    {
        var id = await new PeerClass(_writing).GivenAsync();
        await SignInAsync(PeerClass.Reader);
        var page =
            (IRenderedComponent<IComponent>)Open<PeerDocumentPage>($"/documents/classmates/{id}", p => p.Add(one => one.DocumentId, id));
        await FillAsync(page, $"comment-{PeerClass.Section}", "save-comments");
        AssertKept(page, $"comment-{PeerClass.Section}", "at most 4000 characters");
    }

    private async Task HidingReasonAsync()
    {
        var peers = new PeerClass(_writing);
        var id = await peers.GivenAsync();
        await peers.CommentAsync(PeerClass.Reader, id, "You did not think.");
        var comment = (await peers.ReadAsync(PeerClass.Instructor, id)).Comments.Single().CommentId;
        await SignInAsync(PeerClass.Instructor);
        var page = (IRenderedComponent<IComponent>)Open<CommentsPage>($"/documents/{id}/comments", p => p.Add(one => one.DocumentId, id));
        await FillAsync(page, $"reason-{comment}", $"hide-{comment}");
        AssertKept(page, $"reason-{comment}", "at most 500 characters");
    }

    private async Task NoteAsync()
    {
        var me = await SignInAsync(Writing.Author);
        var note = Guid.CreateVersion7();
        Assert.True(
            (await Get<SaveNote>().RunAsync(me, note, new("day-4-incident-response", "objectives", "", "", "Short."), Ct)).Succeeded
        );
        var page = (IRenderedComponent<IComponent>)Open<NotesPage>($"/notes?note={note}");
        await FillAsync(page, "note-text", "save-note");
        AssertKept(page, "note-text", "at most 10,000 characters");
    }

    private static async Task FillAsync(IRenderedComponent<IComponent> page, string field, string send)
    {
        await page.Find($"[data-testid='{field}']").ChangeAsync(new() { Value = LongText.Text });
        await page.Find($"[data-testid='{send}']").ClickAsync(new());
    }

    private IRenderedComponent<IComponent> Import(string text, bool fromFile)
    {
        var page = (IRenderedComponent<IComponent>)Open<ImportPage>("/documents/import?kind=pir");
        if (fromFile)
        {
            page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "long.md"));
            return page;
        }

        page.Find("[data-testid=import-text]").Change(text);
        page.Find("[data-testid=import]").Click();
        return page;
    }

    private static void AssertKept(IRenderedComponent<IComponent> page, string field, string refusal) =>
        page.WaitForAssertion(() =>
        {
            Assert.Contains(
                refusal,
                string.Join(' ', page.FindAll("[role=alert], .mud-input-error").Select(said => said.TextContent)),
                StringComparison.Ordinal
            );
            Assert.Equal(LongText.Text, page.Find($"[data-testid='{field}']").GetAttribute("value"));
        });
}
