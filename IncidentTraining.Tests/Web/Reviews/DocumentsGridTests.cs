using Bunit;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Overview;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Reviews.Overview;
using MudBlazor;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>The documents of a class in a table, and which of them pass a search and filters.</summary>
public sealed class DocumentsGridTests : PageTest
{
    private static readonly ListedDocument Draft = Document("", "Thea Novak", DocumentState.Draft, null, submissions: 0);
    private static readonly ListedDocument Waiting = Document("Slow checkout", "Thea Novak", DocumentState.Submitted, null);
    private static readonly ListedDocument Released = Document(
        "Stale cache",
        "Tariq Khan",
        DocumentState.Accepted,
        new("Ines Moreau", 76, 100, true, GradeFinality.Final)
    );
    private static readonly ListedDocument HeldBack = Document(
        "Full disk",
        "Tomoko Sato",
        DocumentState.Accepted,
        new("Ines Moreau", 9, 100, false, GradeFinality.Final)
    );
    private static readonly ListedDocument NoSecondMarks = Document(
        "Dead queue",
        "Tomoko Sato",
        DocumentState.Accepted,
        new("Joel Haas", 60, 100, false, GradeFinality.WaitsForSecondMarks)
    );
    private static readonly ListedDocument Disputed = Document(
        "Lost orders",
        "Tariq Khan",
        DocumentState.Accepted,
        new("Joel Haas", 40, 100, true, GradeFinality.WaitsForModerator)
    ) with
    {
        MayModerate = true,
    };
    private static readonly ListedDocument Blind = Document("Two pagers", "Tariq Khan", DocumentState.Accepted, null) with
    {
        Opens = DocumentDoor.SecondMarks,
    };
    private static readonly ListedDocument[] All = [Draft, Waiting, Released, HeldBack, NoSecondMarks, Disputed, Blind];

    public DocumentsGridTests() => Render<MudPopoverProvider>();

    [Fact]
    public void Each_row_shows_state_grade_grader_and_how_far_the_grade_is()
    {
        var grid = Grid(All);
        Assert.Equal(
            ["Document", "Author", "State", "Grade", "Grader", "Released", "Last step"],
            grid.FindAll("th .column-header").Select(head => head.TextContent.Trim())
        );
        Assert.Equal(7, grid.FindAll("tbody tr").Count);
        Assert.Equal(["Thea Novak", "Draft", "–", "–", "–", "–"], Cells(grid, Draft)[1..]);
        Assert.Equal(["Tariq Khan", "Accepted", "76 of 100", "Ines Moreau", "Released"], Cells(grid, Released)[1..6]);
        Assert.Equal("Held back", Cells(grid, HeldBack)[5]);
        Assert.Equal("Needs second marks", Cells(grid, NoSecondMarks)[5]);
        Assert.StartsWith("Released, under review", Cells(grid, Disputed)[5]);
        Assert.Equal("hidden until you give the second marks", Cells(grid, Blind)[3]);
    }

    [Fact]
    public void A_decided_document_opens_its_desk_and_a_draft_opens_nothing()
    {
        var grid = Grid(All);
        Assert.Equal($"/reviews/{Released.DocumentId}", Row(grid, Released).QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal($"/reviews/{Blind.DocumentId}/second", Row(grid, Blind).QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains(
            $"/reviews/{Disputed.DocumentId}/moderate",
            Row(grid, Disputed).QuerySelectorAll("a").Select(link => link.GetAttribute("href"))
        );
        Assert.Empty(Row(grid, Draft).QuerySelectorAll("a"));
        Assert.Contains("Not submitted yet", Row(grid, Draft).TextContent);
    }

    [Fact]
    public void A_click_on_the_grade_sorts_by_points_as_numbers()
    {
        var place = new GridPlace();
        var grid = Grid([Released, HeldBack, NoSecondMarks]);
        grid.Render(p => p.Add(g => g.PlaceChanged, chosen => place = chosen));
        grid.FindAll("th").Single(head => head.TextContent.Trim() == "Grade").QuerySelector(".sort-head")!.Click();
        grid.Render(p => p.Add(g => g.Place, place));
        Assert.Equal(["9 of 100", "60 of 100", "76 of 100"], grid.FindAll("tbody tr").Select(row => Text(row.QuerySelectorAll("td")[3])));
    }

    [Fact]
    public void An_empty_table_says_whether_filters_are_the_reason()
    {
        Assert.Contains("No documents in this class", Grid([]).Markup);
        Assert.Contains("No documents match", Grid([], isFiltered: true).Markup);
    }

    [Fact]
    public void A_search_finds_words_in_title_author_grader_and_kind_and_filters_narrow_it()
    {
        Assert.Equal([Released, Disputed, Blind], Shown("tariq"));
        Assert.Equal([Disputed], Shown("TARIQ haas"));
        Assert.Equal([Waiting], Shown("slow"));
        Assert.Equal(All, Shown("runbook"));
        Assert.Empty(Shown("nobody at all"));
        Assert.Equal([Waiting], Shown(state: "submitted"));
        Assert.Equal([Released], Shown(grade: "Released"));
        Assert.Equal([HeldBack], Shown(grade: "heldback"));
        Assert.Equal([NoSecondMarks], Shown(grade: "secondMarks"));
        Assert.Equal([Disputed], Shown(grade: "moderator"));
        Assert.Empty(Shown("tariq", state: "draft"));
        Assert.Empty(Shown(kind: "pir"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("99")]
    [InlineData("no-such-state")]
    public void What_an_address_says_that_is_unknown_filters_nothing(string? value) =>
        Assert.False(DocumentFilter.Of(value is "99" ? " " : null, value, "", value).IsOn);

    private static IReadOnlyList<ListedDocument> Shown(
        string? words = null,
        string? state = null,
        string? kind = null,
        string? grade = null
    ) => [.. All.Where(document => DocumentFilter.Of(words, state, kind, grade).Shows(document, "Runbook"))];

    private static ListedDocument Document(string title, string author, DocumentState state, ListedGrade? grade, int submissions = 1) =>
        new(
            Guid.CreateVersion7(),
            "runbook",
            title,
            author,
            state,
            submissions,
            submissions == 0 ? null : new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc),
            state is DocumentState.Accepted ? new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc) : null,
            grade,
            submissions == 0 ? DocumentDoor.None : DocumentDoor.Grading,
            false
        );

    private IRenderedComponent<DocumentsGrid> Grid(IReadOnlyList<ListedDocument> documents, bool isFiltered = false) =>
        Render<DocumentsGrid>(p =>
            p.Add(grid => grid.Documents, documents)
                .Add(grid => grid.Zone, "Europe/London")
                .Add(grid => grid.KindTitle, _ => "Runbook")
                .Add(grid => grid.IsFiltered, isFiltered)
        );

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<DocumentsGrid> grid, ListedDocument document) =>
        grid.Find($"[data-testid=listed-{document.DocumentId}]").Closest("tr")!;

    private static string[] Cells(IRenderedComponent<DocumentsGrid> grid, ListedDocument document) =>
        [.. Row(grid, document).QuerySelectorAll("td").Select(Text)];

    private static string Text(AngleSharp.Dom.IElement cell) =>
        string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
