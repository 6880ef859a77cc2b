using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Dialects;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>Facts about a page's Markdown that are needed without rendering it: its anchors and its links.</summary>
internal sealed record PageAnalysis(
    string? TopHeading,
    IReadOnlyDictionary<string, bool> Anchors,
    IReadOnlyList<PageLink> Links,
    IReadOnlyList<ProseLine> Prose
)
{
    /// <summary>Parses the body once and reports problems in the file.</summary>
    /// <param name="file">The page's file.</param>
    /// <param name="body">The Markdown below the front matter.</param>
    /// <param name="bodyLine">The line of the file on which the body begins.</param>
    /// <param name="isLesson">Whether the page was written for the portal; for an imported document fewer problems are errors.</param>
    /// <returns>The anchors, each with whether only staff see it, and the links with their lines.</returns>
    internal static PageAnalysis Of(ContentFile file, string body, int bodyLine, bool isLesson)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(body, CurriculumMarkdown.Pipeline);
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("deeply nested", StringComparison.Ordinal))
        {
            file.Report(bodyLine, "The Markdown is nested too deeply", "Flatten nested quotations, lists or brackets");
            return new PageAnalysis(null, new Dictionary<string, bool>(), [], []);
        }

        new PageFaults(file, bodyLine, isLesson).Find(document);
        var anchors = new Dictionary<string, bool>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            anchors.TryAdd(heading.GetAttributes().Id ?? "", IsInStaffContainer(heading));
        }

        var raw = PageFaults.RawTagsOf(document).ToList();
        foreach (var name in raw.Select(found => found.Tag.Anchor).OfType<string>())
        {
            anchors.TryAdd(name, false);
        }

        var links = document
            .Descendants<LinkInline>()
            .Select(link => new PageLink(link.Url ?? "", bodyLine + link.Line, link.IsImage))
            .Concat(raw.Select(found => LinkOf(found.Tag, bodyLine + found.Line)).OfType<PageLink>())
            .ToList();
        var prose = document
            .Descendants<LiteralInline>()
            .Select(literal => new ProseLine(literal.Content.ToString(), bodyLine + literal.Line))
            .ToList();
        return new PageAnalysis(TopHeadingOf(document) is { } top ? PlainText.Of(top.Inline).Trim() : null, anchors, links, prose);
    }

    /// <summary>The level-1 heading at the start of a page; null when it starts otherwise.</summary>
    internal static HeadingBlock? TopHeadingOf(MarkdownDocument document) =>
        document.FirstOrDefault(block => block is not (HtmlBlock { Type: HtmlBlockType.Comment } or LinkReferenceDefinitionGroup))
            is HeadingBlock { Level: 1 } top
            ? top
            : null;

    private static PageLink? LinkOf(RawTag tag, int line)
    {
        var isImage = tag.Name.Equals("img", StringComparison.OrdinalIgnoreCase);
        var isLink = tag.Name.Equals("a", StringComparison.OrdinalIgnoreCase);
        var url =
            tag.IsEnd ? null
            : isImage ? tag.Attributes.GetValueOrDefault("src")
            : isLink ? tag.Attributes.GetValueOrDefault("href")
            : null;
        return url is null ? null : new PageLink(url, line, isImage);
    }

    private static bool IsInStaffContainer(Block block)
    {
        for (var parent = block.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is CustomContainer container && ContainerRenderer.IsForStaff(container))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A link as written, with its line in the file.</summary>
internal sealed record PageLink(string Url, int Line, bool IsImage);

/// <summary>Running text without code, with its line in the file.</summary>
internal sealed record ProseLine(string Text, int Line);
