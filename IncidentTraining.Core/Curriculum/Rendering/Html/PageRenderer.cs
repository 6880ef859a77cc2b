using System.Net;
using System.Security.Cryptography;
using System.Text;
using IncidentTraining.Core.Curriculum.Dialects;
using IncidentTraining.Core.Curriculum.Recordings;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>Renders Markdown for one audience.</summary>
/// <param name="address">The page's own address. Needed for links to anchors, because the site has a base element.</param>
/// <param name="resolve">Resolves a link as written.</param>
/// <param name="glossary">The terms to mark, if any.</param>
internal sealed class PageRenderer(string address, Audience audience, Func<string, LinkTarget> resolve, GlossaryMarks? glossary = null)
{
    /// <summary>Renders the page for reading.</summary>
    /// <param name="body">The Markdown below the front matter.</param>
    /// <param name="withoutTitle">Whether the first heading is the page's title, which is already shown above the body.</param>
    internal RenderedPage Render(string body, bool withoutTitle = false)
    {
        var document = Markdown.Parse(body, CurriculumMarkdown.Pipeline);
        var titleAnchor = "";
        if (withoutTitle && PageAnalysis.TopHeadingOf(document) is { } title)
        {
            // Links to the heading lead to its former place.
            titleAnchor = $"<span id=\"{WebUtility.HtmlEncode(title.GetAttributes().Id)}\"></span>";
            document.Remove(title);
        }

        Remove(document, ContainerRenderer.IsSlide);
        Prepare(document);
        var answers =
            audience == Audience.Trainee
                ? document
                    .Descendants<CustomContainer>()
                    .Where(ModelAnswer.IsOne)
                    .ToList()
                    .ToDictionary(ModelAnswer.IdOf, answer => WithOwnLinks(ModelAnswer.Withhold(answer, AddressOf)))
                : [];
        var html = titleAnchor + HtmlOf(document);
        var codeBlocks = document.Descendants<CodeBlock>().ToList();
        return new RenderedPage(
            html,
            [
                .. document
                    .Descendants<HeadingBlock>()
                    .Where(heading => heading.Level is 2 or 3)
                    .Select(heading => new OutlineHeading(heading.Level, heading.GetAttributes().Id ?? "", PlainText.Of(heading.Inline))),
            ],
            PageSections.Of(document),
            codeBlocks.Any(block => !CodeRenderer.IsDiagram(block)),
            codeBlocks.Any(CodeRenderer.IsDiagram),
            answers,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)))
        );
    }

    /// <summary>Renders the page as slides.</summary>
    /// <param name="body">The Markdown below the front matter.</param>
    internal IReadOnlyList<Slide> RenderSlides(string body)
    {
        var document = Markdown.Parse(body, CurriculumMarkdown.Pipeline);
        Prepare(document);
        return new SlideDeck(document, HtmlOf).Slides();
    }

    private void Prepare(MarkdownDocument document)
    {
        if (audience == Audience.Trainee)
        {
            // Removed from the document itself, so that the page, its outline and the search cannot show it.
            Remove(document, ContainerRenderer.IsForStaff);
        }

        RemoveFootnotesWithoutReference(document);
        ResolveLinks(document);
        glossary?.Apply(document);
    }

    private string HtmlOf(MarkdownObject part)
    {
        var writer = new StringWriter();
        var renderer = CurriculumMarkdown.RendererTo(writer, AddressOf);
        renderer.Render(part);
        renderer.Writer.Flush();
        var html = writer.ToString();
        return WithOwnLinks(
            part is HtmlBlock || part.Descendants().Any(inner => inner is HtmlBlock or HtmlInline) ? RawHtml.Balance(html) : html
        );
    }

    private string? AddressOf(string url) => resolve(url).Address;

    private string WithOwnLinks(string html) => html.Replace("href=\"#", $"href=\"{address}#", StringComparison.Ordinal);

    private static void Remove(MarkdownDocument document, Func<CustomContainer, bool> unwanted)
    {
        foreach (var container in document.Descendants<CustomContainer>().Where(unwanted).ToList())
        {
            container.Parent?.Remove(container);
        }
    }

    /// <summary>Footnotes are at the end of the document, outside the container that refers to them.</summary>
    private static void RemoveFootnotesWithoutReference(MarkdownDocument document)
    {
        var referred = document.Descendants<FootnoteLink>().Where(link => !link.IsBackLink).Select(link => link.Footnote).ToHashSet();
        foreach (var footnote in document.Descendants<Footnote>().Where(footnote => !referred.Contains(footnote)).ToList())
        {
            footnote.Parent?.Remove(footnote);
        }
    }

    private void ResolveLinks(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            var target = resolve(link.Url ?? "");
            if (
                link.IsImage
                && target.Recording is { } recording
                && link.Parent?.ParentBlock is ParagraphBlock { Parent: { } parent } paragraph
                && link.NextSibling is null
                && link.PreviousSibling is null
            )
            {
                parent[parent.IndexOf(paragraph)] = new RecordingBlock(recording, PlainText.Of(link), target.Address ?? "");
                continue;
            }

            if (target.Address is null || (link.IsImage && target.Recording is not null))
            {
                // A dead link is reported as a content problem; the reader sees its text.
                link.ReplaceBy(new ContainerInline(), copyChildren: true);
                continue;
            }

            link.Url = target.Address;
            if (link.IsImage)
            {
                link.GetAttributes().AddProperty("loading", "lazy");
            }
            else if (target.Address.StartsWith("http", StringComparison.Ordinal))
            {
                link.GetAttributes().AddProperty("rel", "noopener");
            }
        }
    }
}
