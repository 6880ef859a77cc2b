using System.Security.Cryptography;
using System.Text;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>Turns markdown into what one audience may see of it.</summary>
internal static class PageRenderer
{
    /// <param name="body">The markdown below the front matter.</param>
    /// <param name="address">The page's own address. Links to anchors need it because the site has a base element.</param>
    /// <param name="audience">For whom.</param>
    /// <param name="resolve">The address that a link as written leads to, or null for a dead one.</param>
    internal static RenderedPage Render(string body, string address, Audience audience, Func<string, string?> resolve)
    {
        var document = Markdown.Parse(body, CurriculumMarkdown.Pipeline);
        if (audience == Audience.Trainee)
        {
            RemoveWhatIsForStaff(document);
        }

        ResolveLinks(document, resolve);
        var writer = new StringWriter();
        var renderer = CurriculumMarkdown.RendererTo(writer);
        renderer.Render(document);
        renderer.Writer.Flush();
        var html = writer.ToString().Replace("href=\"#", $"href=\"{address}#", StringComparison.Ordinal);

        var codeBlocks = document.Descendants<CodeBlock>().ToList();
        return new RenderedPage(
            html,
            [.. document.Descendants<HeadingBlock>().Where(heading => heading.Level is 2 or 3)
                .Select(heading => new OutlineHeading(heading.Level, heading.GetAttributes().Id ?? "", PlainText.Of(heading.Inline)))],
            SectionsOf(document),
            codeBlocks.Any(block => !CodeRenderer.IsDiagram(block)),
            codeBlocks.Any(CodeRenderer.IsDiagram),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html))));
    }

    /// <summary>Removed from the document itself, so that neither the page nor its outline nor the search can show it.</summary>
    private static void RemoveWhatIsForStaff(MarkdownDocument document)
    {
        foreach (var container in document.Descendants<CustomContainer>().Where(ContainerRenderer.IsForStaff).ToList())
        {
            container.Parent?.Remove(container);
        }

        // Footnotes stand at the end of the document, outside the container that refers to them.
        var referred = document.Descendants<FootnoteLink>().Where(link => !link.IsBackLink).Select(link => link.Footnote).ToHashSet();
        foreach (var footnote in document.Descendants<Footnote>().Where(footnote => !referred.Contains(footnote)).ToList())
        {
            footnote.Parent?.Remove(footnote);
        }
    }

    private static void ResolveLinks(MarkdownDocument document, Func<string, string?> resolve)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            var address = resolve(link.Url ?? "");
            if (address is null)
            {
                // A dead link is in the list of content problems; the reader gets its words.
                link.ReplaceBy(new ContainerInline(), copyChildren: true);
                continue;
            }

            link.Url = address;
            if (address.StartsWith("http", StringComparison.Ordinal))
            {
                link.GetAttributes().AddProperty("rel", "noopener");
            }
        }
    }

    private static List<PageSection> SectionsOf(MarkdownDocument document)
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
