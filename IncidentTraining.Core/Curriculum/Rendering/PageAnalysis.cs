using IncidentTraining.Core.Content;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>What others need to know about a page's markdown without rendering it: where one can link to, and where it links.</summary>
internal sealed record PageAnalysis(string? FirstHeading, IReadOnlyDictionary<string, bool> Anchors, IReadOnlyList<PageLink> Links)
{
    /// <summary>Parses the body once; unknown containers and diagrams without words are reported.</summary>
    /// <returns>Its anchors, each with whether only staff see it, and its links with their lines.</returns>
    internal static PageAnalysis Of(ContentFile file, string body, int bodyLine)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(body, CurriculumMarkdown.Pipeline);
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("deeply nested", StringComparison.Ordinal))
        {
            file.Report(bodyLine, "The markdown is nested too deeply", "Take out quotations, lists or brackets within one another");
            return new PageAnalysis(null, new Dictionary<string, bool>(), []);
        }

        foreach (var container in document.Descendants<CustomContainer>().Where(container => !ContainerRenderer.IsKnown(container)))
        {
            file.Report(bodyLine + container.Line, $"The container '::: {container.Info}' is not known",
                $"Use one of: {string.Join(", ", ContainerRenderer.Known)}");
        }

        foreach (var diagram in document.Descendants<FencedCodeBlock>().Where(CodeRenderer.IsDiagram))
        {
            var next = diagram.Parent!.IndexOf(diagram) + 1;
            if (next >= diagram.Parent.Count || !ContainerRenderer.IsAlternative(diagram.Parent[next]))
            {
                file.Report(bodyLine + diagram.Line, "The diagram has no text alternative",
                    "Put a container '::: alt' with the diagram in words right after it");
            }
        }

        var anchors = new Dictionary<string, bool>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            anchors.TryAdd(heading.GetAttributes().Id ?? "", IsInStaffContainer(heading));
        }

        var links = document.Descendants<LinkInline>()
            .Select(link => new PageLink(link.Url ?? "", bodyLine + link.Line, link.IsImage))
            .ToList();
        var first = document.Descendants<HeadingBlock>().FirstOrDefault();
        return new PageAnalysis(first is null ? null : PlainText.Of(first.Inline), anchors, links);
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
