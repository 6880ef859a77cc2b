using System.Text.RegularExpressions;
using IncidentTraining.Tests.Host.LongTexts;

namespace IncidentTraining.Tests.Architecture;

/// <summary>
/// Every field that a person can fill accepts a long text or refuses it and keeps the text: each is tested in one of the tables of
/// <c>Host/LongTexts</c>. Add a row there for a new field.
/// </summary>
public sealed partial class EveryFieldTests
{
    /// <summary>Fields without user text: search terms, and codes of a fixed length. Only these may be truncated.</summary>
    private static readonly string[] MayBeCut =
    [
        "SearchForm: q",
        "ClassDocumentsPage: document-search",
        "MembersPanel: member-search",
        "EvidenceDialog: evidence-search",
        "TracesPanel: trace-search",
        "LogsPanel: log-search",
        "SignInPage: Form.Code",
        "NewPassphrasePage: Form.Code",
        "JoinPage: Form.Code",
        "SetUpPage: Form.Code",
        "SecondFactorPage: Form.Code",
        "PasskeysCard: passkey-code",
    ];

    /// <summary>Fields that never leave the page, files, times, and script output that is not text.</summary>
    private static readonly string[] NotSent =
    [
        "logs.js: input",
        "checks.js: input",
        "CommandPalette: palette-input",
        "ImportClassCard: class-archive",
        "ClassSettings: class-start",
        "NewClassForm: new-class-start",
        "EvidenceDialog: evidence-from",
        "EvidenceDialog: evidence-to",
    ];

    private static IEnumerable<string> Tried =>
        [
            .. FormFieldsTests.Fields.Keys,
            .. ScriptFieldsTests.Fields.Keys,
            .. CircuitFieldsTests.Fields.Keys,
            .. AccountFieldsTests.Fields.Keys,
            .. MarksFieldsTests.Fields.Keys,
            .. DocumentFieldsTests.Fields.Keys,
        ];

    [Fact]
    public void Every_field_that_a_person_can_fill_is_tried_with_a_long_text() =>
        Assert.Equal(FillableFields.All().Select(field => field.Name).Distinct().Order(), Tried.Concat(MayBeCut).Concat(NotSent).Order());

    [Fact]
    public void No_field_cuts_what_is_pasted_but_searches_and_codes()
    {
        Assert.Equal(MayBeCut.Order(), FillableFields.All().Where(field => field.IsCut).Select(field => field.Name).Order());
        Assert.Empty(
            FillableFields
                .Files("*.js")
                .Where(file => file.Text.Contains("maxLength", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file.Path))
        );
    }

    /// <summary>A plain form loses its text when the response is not a page.</summary>
    [Fact]
    public void No_plain_form_has_a_text_area() =>
        Assert.Empty(
            FillableFields
                .Files("*.razor")
                .Where(file => PlainForm().Matches(file.Text).Any(form => form.Value.Contains("<textarea", StringComparison.Ordinal)))
                .Select(file => Path.GetFileName(file.Path))
        );

    /// <summary>A lost circuit loses typed text.</summary>
    [Theory]
    [InlineData("ImportPage: import-text")]
    [InlineData("ImportReview: import-title")]
    [InlineData("WalkPage: note")]
    [InlineData("WalkPage: verdict")]
    [InlineData("NoteForm: note-text")]
    [InlineData("PeerField: comment-@Shape.Id")]
    [InlineData("HideForm: @Field")]
    [InlineData("QuestionField: @TextField")]
    public void A_field_that_takes_minutes_to_fill_in_keeps_a_draft_in_the_browser(string name) =>
        Assert.All(["data-draft-field=", "data-from="], mark =>
            Assert.Contains(mark, FillableFields.All().Single(field => field.Name == name).Markup, StringComparison.Ordinal)
        );

    /// <summary>A rubric is filled in over many minutes, like a comment.</summary>
    [Fact]
    public void Every_page_with_a_rubric_keeps_a_draft_in_the_browser()
    {
        var pages = FillableFields
            .Files("*Page.razor")
            .Where(file =>
                file.Text.Contains("<RubricForm ", StringComparison.Ordinal)
                || file.Text.Contains("<AnswerGrade ", StringComparison.Ordinal)
            )
            .ToList();
        Assert.Equal(4, pages.Count);
        Assert.All(pages, page => Assert.Matches("(?s)<FieldDrafts .*<(RubricForm|AnswerGrade) .*</FieldDrafts>", page.Text));
    }

    /// <summary>A page takes a field's limit from the use case; a script cannot.</summary>
    [Fact]
    public void No_script_writes_a_limit() =>
        Assert.DoesNotContain(FillableFields.Files("*.js"), file => file.Text.Contains("data-limit=\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("<textarea name=\"Planted\" rows=\"3\"></textarea>", "Page: Planted")]
    [InlineData("<input value=\"@_x\" @onchange=\"e => _x = e.Value\" data-testid=\"planted\" />", "Page: planted")]
    [InlineData("<MudTextField @bind-Value=\"_planted\" />", "Page: MudTextField")]
    public void A_planted_field_is_found(string markup, string name) =>
        Assert.Equal([name], FillableFields.InMarkup(("Page.razor", markup)).Select(field => field.Name));

    [GeneratedRegex("<form\\b[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PlainForm();
}
