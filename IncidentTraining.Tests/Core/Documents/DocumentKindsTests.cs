using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class DocumentKindsTests : IDisposable
{
    private const string Kind = """
        id: note
        title: Note
        summary: Something short.
        rubric: note
        sections:
          - id: text
            title: Text
            guidance: Write.
            kind: markdown
            required: true
        """;

    private readonly TemporaryContent _content = new();

    [Fact]
    public void A_kind_whose_file_was_edited_keeps_a_place_for_every_text()
    {
        _content.Save("document-kinds/note.yaml", Kind);
        var body = new DocumentBody("A note", new Dictionary<string, SectionBody> { ["gone"] = new("kept") });
        Assert.Equal(["text", "gone"], new DocumentKinds(_content.Folder).Shape("note", body).Sections.Select(section => section.Id));
        Assert.Equal(["gone"], new DocumentKinds(_content.Folder).Shape("no-such-kind", body).Sections.Select(section => section.Id));
    }

    [Theory]
    [InlineData("kind: markdown", "kind: drawing", "'kind' is 'drawing'")]
    [InlineData("required: true", "required: maybe", "'required' is 'maybe'")]
    [InlineData("    guidance: Write.\n", "", "'guidance' is missing")]
    [InlineData("title: Note", "titel: Note", "'title' is missing")]
    public void A_mistake_in_a_kind_is_reported(string right, string wrong, string reason)
    {
        _content.Save("document-kinds/note.yaml", Kind.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(new DocumentKinds(_content.Folder).Files.Check(), problem =>
            problem.Reason.Contains(reason, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_kind_without_its_rubric_and_a_rubric_that_does_not_add_up_are_reported()
    {
        _content
            .Save("document-kinds/note.yaml", Kind)
            .Save(
                "rubrics/other.yaml",
                """
                id: other
                title: Other
                criteria:
                  - id: clear
                    title: Clear
                    weight: 10
                    levels:
                      - {points: 0, title: No, text: "No."}
                      - {points: 8, title: Yes, text: "Yes."}
                """
            );
        var problems = new Rubrics(_content.Folder, new DocumentKinds(_content.Folder)).Check();
        Assert.Equal(
            ["The weight is 10, but the best level has 8 points", "The rubric 'note' does not exist"],
            problems.Select(problem => problem.Reason)
        );
    }

    public void Dispose() => _content.Dispose();
}
