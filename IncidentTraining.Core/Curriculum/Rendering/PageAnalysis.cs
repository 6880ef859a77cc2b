using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Dialects;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>What others need to know about a page's markdown without rendering it: where one can link to, and where it links.</summary>
internal sealed record PageAnalysis(
    string? TopHeading, IReadOnlyDictionary<string, bool> Anchors, IReadOnlyList<PageLink> Links, IReadOnlyList<ProseLine> Prose)
{
    /// <summary>Parses the body once; what is wrong in it is noted in the file.</summary>
    /// <param name="file">The page's file.</param>
    /// <param name="body">The markdown below the front matter.</param>
    /// <param name="bodyLine">The line of the file on which it begins.</param>
    /// <param name="isLesson">Whether the page is written for the portal; a document that was brought along is forgiven more.</param>
    /// <returns>Its anchors, each with whether only staff see it, and its links with their lines.</returns>
    internal static PageAnalysis Of(ContentFile file, string body, int bodyLine, bool isLesson)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(body, CurriculumMarkdown.Pipeline);
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("deeply nested", StringComparison.Ordinal))
        {
            file.Report(bodyLine, "The markdown is nested too deeply", "Take out quotations, lists or brackets within one another");
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

        var links = document.Descendants<LinkInline>().Select(link => new PageLink(link.Url ?? "", bodyLine + link.Line, link.IsImage))
            .Concat(raw.Select(found => LinkOf(found.Tag, bodyLine + found.Line)).OfType<PageLink>())
            .ToList();
        var prose = document.Descendants<LiteralInline>().Select(literal => new ProseLine(literal.Content.ToString(), bodyLine + literal.Line)).ToList();
        return new PageAnalysis(TopHeadingOf(document) is { } top ? PlainText.Of(top.Inline).Trim() : null, anchors, links, prose);
    }

    /// <summary>The heading of the first level with which a page begins; null when it begins otherwise.</summary>
    internal static HeadingBlock? TopHeadingOf(MarkdownDocument document) =>
        document.FirstOrDefault(block => block is not (HtmlBlock { Type: HtmlBlockType.Comment } or LinkReferenceDefinitionGroup)) is HeadingBlock { Level: 1 } top ? top : null;

    private static PageLink? LinkOf(RawTag tag, int line)
    {
        var isImage = tag.Name.Equals("img", StringComparison.OrdinalIgnoreCase);
        var isLink = tag.Name.Equals("a", StringComparison.OrdinalIgnoreCase);
        var url = tag.IsEnd ? null : isImage ? tag.Attributes.GetValueOrDefault("src") : isLink ? tag.Attributes.GetValueOrDefault("href") : null;
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

/// <summary>A link as it is written, with its line in the file.</summary>
internal sealed record PageLink(string Url, int Line, bool IsImage);

/// <summary>Running text, without code, with its line in the file.</summary>
internal sealed record ProseLine(string Text, int Line);
