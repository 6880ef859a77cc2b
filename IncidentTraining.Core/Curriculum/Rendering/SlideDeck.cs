using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>
/// The slides of a page: its <c>::: slide Title</c> containers if it has any; otherwise one slide per heading with its lists, tables,
/// diagrams and code, or the first paragraph. Speaker notes belong to the slides of their section.
/// </summary>
internal sealed class SlideDeck(MarkdownDocument document, Func<MarkdownObject, string> htmlOf)
{
    private const int LongestListItem = 160;

    internal IReadOnlyList<Slide> Slides()
    {
        var isWritten = document.Descendants<CustomContainer>().Any(ContainerRenderer.IsSlide);
        return [.. Sections().SelectMany(section => isWritten ? Written(section) : Derived(section))];
    }

    /// <summary>The blocks from one level-1 or level-2 heading to the next; the blocks before the first heading form a section
    /// too.</summary>
    private IEnumerable<List<Block>> Sections()
    {
        var section = new List<Block>();
        foreach (var block in document)
        {
            if (block is HeadingBlock { Level: <= 2 } && section.Count > 0)
            {
                yield return section;
                section = [];
            }

            section.Add(block);
        }

        yield return section;
    }

    private IEnumerable<Slide> Written(List<Block> section)
    {
        var notes = NotesOf(section);
        return section
            .OfType<CustomContainer>()
            .Where(ContainerRenderer.IsSlide)
            .Select(slide => new Slide(CurriculumMarkdown.Inline(slide.Arguments ?? ""), HtmlOfAll(slide), notes));
    }

    private IEnumerable<Slide> Derived(List<Block> section)
    {
        var notes = NotesOf(section);
        var (title, blocks) = ("", new List<Block>());
        foreach (var block in section)
        {
            if (block is HeadingBlock heading)
            {
                if (blocks.Count > 0)
                {
                    yield return new Slide(title, HtmlOfAll(AtAGlance(blocks)), notes);
                }

                (title, blocks) = (PlainTitle(heading), []);
                continue;
            }

            blocks.Add(block);
        }

        if (blocks.Count > 0)
        {
            yield return new Slide(title, HtmlOfAll(AtAGlance(blocks)), notes);
        }
    }

    private string PlainTitle(HeadingBlock heading)
    {
        var html = htmlOf(heading).Trim();
        var (from, to) = (html.IndexOf('>', StringComparison.Ordinal) + 1, html.LastIndexOf("</h", StringComparison.Ordinal));
        return html[from..to];
    }

    private static IEnumerable<Block> AtAGlance(List<Block> blocks)
    {
        var shown = blocks.Where(IsAtAGlance).ToList();
        return shown.Count > 0 ? shown : blocks.OfType<ParagraphBlock>().Take(1);
    }

    private static bool IsAtAGlance(Block block) =>
        block switch
        {
            Table or CodeBlock => true,
            ListBlock list => list.OfType<ListItemBlock>()
                .All(item => PlainText.Of((item.FirstOrDefault() as ParagraphBlock)?.Inline).Length <= LongestListItem),
            _ => false,
        };

    private string NotesOf(List<Block> section) =>
        string.Concat(section.OfType<CustomContainer>().Where(ContainerRenderer.IsNotes).Select(HtmlOfAll));

    private string HtmlOfAll(IEnumerable<Block> blocks) => string.Concat(blocks.Select(htmlOf));
}
