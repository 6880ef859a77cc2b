using Bunit;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents.Listing;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Web.Documents;

/// <summary>
/// The list of a person's own documents on the real use cases: its states, its filters, and its changes while it is open.
/// </summary>
public sealed class DocumentsPageTests : PortalPageTest
{
    private readonly Writing _writing;

    public DocumentsPageTests()
        : this(new Writing()) { }

    private DocumentsPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task A_person_without_a_class_is_told_how_to_join_one()
    {
        await SignInAsync(Administrator);
        var page = Open<DocumentsPage>("/documents");
        Assert.Contains("You do not belong to a class yet. ", page.Find(".notice").TextContent);
        Assert.NotNull(page.Find("a[href='/join']"));
        Assert.Empty(page.FindAll("[data-testid=my-documents]"));
    }

    [Fact]
    public async Task Without_documents_every_kind_can_be_begun_and_there_is_no_table()
    {
        await SignInAsync(Writing.Author);
        var page = Open<DocumentsPage>("/documents");
        Assert.NotNull(page.Find("[data-testid=no-documents]"));
        Assert.Empty(page.FindAll("[data-testid=my-documents]"));
        Assert.Equal(
            ["/documents/new?kind=pir", "/documents/new?kind=runbook"],
            ((string[])["pir", "runbook"]).Select(kind => page.Find($"[data-testid=begin-{kind}]").GetAttribute("href"))
        );
    }

    [Fact]
    public async Task A_document_is_listed_and_moves_on_when_it_is_reviewed_while_the_page_is_open()
    {
        var id = await _writing.SubmittedAsync("runbook");
        await SignInAsync(Writing.Author);
        var page = Open<DocumentsPage>("/documents");
        Assert.Equal([id], Listed(page));
        Assert.Equal($"/documents/{id}", Row(page, id).QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Waiting for review", Row(page, id).TextContent);
        Assert.Empty(page.FindAll(".came-back"));

        await _writing.DecideAsync(id, ReviewDecision.Returned);
        page.WaitForAssertion(() => Assert.Contains("Returned for changes", Row(page, id).TextContent));
        Assert.Equal($"/documents/{id}", page.Find(".came-back a").GetAttribute("href"));
    }

    [Fact]
    public async Task Kind_state_and_order_are_in_the_address_and_count_what_they_would_show()
    {
        var runbook = await _writing.SubmittedAsync("runbook");
        _writing.Time.Advance(TimeSpan.FromMinutes(1));
        var first = await _writing.BeginAsync("pir");
        _writing.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await _writing.SubmittedAsync("pir");
        await SignInAsync(Writing.Author);

        Assert.Equal([second, first, runbook], Listed(Open<DocumentsPage>("/documents")));
        Assert.Equal([runbook, first, second], Listed(Sorted(Open<DocumentsPage>("/documents?sort=Changed"), runbook)));
        var page = Open<DocumentsPage>("/documents?kind=pir");
        Assert.Equal([second, first], Listed(page));
        Assert.Equal("2", page.Find("[data-testid=filter-pir] span").TextContent);
        Assert.EndsWith(
            "/documents?kind=pir&state=Draft",
            page.Find("[data-testid=filter-Draft]").GetAttribute("href"),
            StringComparison.Ordinal
        );
        Assert.Equal([first], Listed(Open<DocumentsPage>("/documents?kind=pir&state=Draft")));
        Assert.Equal(
            "No documents match the filters.",
            Open<DocumentsPage>("/documents?kind=runbook&state=Draft").Find("[data-testid=my-documents-empty]").TextContent
        );
        Assert.Equal([second, first, runbook], Listed(Open<DocumentsPage>("/documents?state=nonsense")));
    }

    [Fact]
    public async Task A_document_appears_when_its_author_adds_the_reader_as_a_writer_and_goes_when_they_are_removed()
    {
        var id = await _writing.BeginAsync();
        var mate = await SignInAsync(Writing.OtherTrainee);
        var page = Open<DocumentsPage>("/documents");
        Assert.NotNull(page.Find("[data-testid=no-documents]"));
        Assert.True((await Get<WriteTogether>().InviteAsync(await _writing.ActorAsync(), id, mate.PersonId, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal([id], Listed(page)));
        Assert.True((await Get<WriteTogether>().RemoveAsync(await _writing.ActorAsync(), id, mate.PersonId, Ct)).Succeeded);
        page.WaitForElement("[data-testid=no-documents]");
    }

    [Fact]
    public async Task A_classmates_document_is_taken_from_the_page_and_a_press_after_they_were_switched_off_is_refused()
    {
        var peers = new PeerClass(_writing);
        await peers.WrittenAsync(PeerClass.Reader);
        var id = await peers.WrittenAsync(PeerClass.Author);
        await SignInAsync(PeerClass.Reader);
        var page = Open<DocumentsPage>("/documents");
        Assert.Empty(page.FindAll("[data-testid=peer-documents]"));
        Assert.True((await peers.RulesAsync()).Succeeded);
        var take = page.WaitForElement("[data-testid=take-peer]");
        await take.ClickAsync(new());
        Assert.Equal($"/documents/classmates/{id}", Address);

        page = Open<DocumentsPage>("/documents");
        Assert.NotNull(page.Find($"[data-testid=peer-{id}]"));
        Assert.True((await peers.RulesAsync(on: false)).Succeeded);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=peer-documents]")));
    }

    [Fact]
    public async Task A_changed_grade_is_shown_until_its_reader_confirms_it()
    {
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        await SignInAsync(Writing.Author);
        var page = Open<DocumentsPage>("/documents");
        Assert.Empty(page.FindAll("[data-testid=grade-change]"));
        var instructor = await _writing.ActorAsync(Writing.Instructor);
        Assert.True((await Get<ReopenGrade>().RunAsync(instructor, id, Ct)).Succeeded);
        await _writing.DecideAsync(id, ReviewDecision.Returned);
        page.WaitForElement("[data-testid=grade-change]");
        await page.Find("[data-testid=grade-change]").SubmitAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=grade-change]")));
    }

    /// <summary>A column joins the order when it is rendered: one render after the rows.</summary>
    private static IRenderedComponent<IComponent> Sorted(IRenderedComponent<IComponent> page, Guid first)
    {
        page.WaitForAssertion(() => Assert.Equal(first, Listed(page)[0]));
        return page;
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<IComponent> page, Guid id) =>
        page.Find($"[data-testid=mine-{id}]").Closest("tr")!;

    private static List<Guid> Listed(IRenderedComponent<IComponent> page) =>
        [
            .. page.FindAll("[data-testid=my-documents] [data-testid^=mine-]")
                .Select(cell => Guid.Parse(cell.GetAttribute("data-testid")!["mine-".Length..])),
        ];
}
