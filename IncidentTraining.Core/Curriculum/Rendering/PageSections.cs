using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>Splits a page's plain text at its headings, for search.</summary>
internal static class PageSections
{
    internal static IReadOnlyList<PageSection> Of(MarkdownDocument document)
    {
        var sections = new List<PageSection>();
        var (heading, anchor, text) = ("", "", new StringBuilder());
        foreach (var block in document)
        {
            if (block is HeadingBlock next)
            {
                Close();
                (heading, anchor) = (PlainText.Of(next.Inline), next.GetAttributes().Id ?? "");
                continue;
            }

            PlainText.Append(text, block);
        }

        Close();
        return sections;

        void Close()
        {
            if (heading.Length > 0 || text.Length > 0)
            {
                sections.Add(new PageSection(heading, anchor, text.ToString().Trim()));
            }

            text.Clear();
        }
    }
}
