using System.Globalization;
using System.Text;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>Exports a document as one Markdown text.</summary>
public static class DocumentMarkdown
{
    /// <summary>The text before executable steps.</summary>
    internal const string StepsFence = "```text";

    /// <summary>The document with a heading for each section and a table for its action items.</summary>
    public static string Write(DocumentKind kind, DocumentBody body)
    {
        var text = new StringBuilder().Append("# ").Append(body.Title).Append("\n");
        foreach (var shape in kind.Sections)
        {
            var section = body.Section(shape.Id);
            text.Append("\n## ").Append(shape.Title).Append("\n\n");
            text.Append(
                    shape.Form switch
                    {
                        SectionForm.ActionItems => Table(section.ActionItems),
                        // As Markdown its lines would be joined and its comments would become headings.
                        SectionForm.Steps when !section.IsEmpty => $"{StepsFence}\n{section.Text.Trim('\n')}\n{StepsFence[..3]}",
                        _ => TableSpacing.Apart(section.Text.Trim()),
                    }
                )
                .Append('\n');
        }

        return text.ToString();
    }

    private static string Table(IReadOnlyList<ActionItem> items)
    {
        if (items.Count == 0)
        {
            return "";
        }

        var rows = items.Select(item =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {Cell(item.What)} | {Cell(item.Owner)} | {item.DueOn:yyyy-MM-dd} | {item.Kind} | {item.Priority} | {Cell(item.Ticket)} | {(item.Done ? "yes" : "")} |"
            )
        );
        return "| Action | Owner | Follow-up | Kind | Priority | Ticket | Done |\n|---|---|---|---|---|---|---|\n"
            + string.Join("\n", rows);
    }

    private static string Cell(string text) => text.Trim().Replace("|", @"\|").ReplaceLineEndings(" ");
}
