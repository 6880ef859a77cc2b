using IncidentTraining.Core.Curriculum.Dialects;
using IncidentTraining.Core.Curriculum.Recordings;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>
/// The Markdown dialect of <c>content/</c>: CommonMark with tables, footnotes, task lists, containers and their equivalents in other
/// programs. Raw HTML is rewritten from a list of harmless elements.
/// </summary>
internal static class CurriculumMarkdown
{
    internal static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseFootnotes()
        .UseTaskLists()
        .UseAlertBlocks()
        .UseCustomContainers()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePreciseSourceLocation()
        .Use<BroughtForms>()
        .Build();

    private static readonly MarkdownPipeline OneLine = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>Creates a renderer with our own output for containers, code, tables, terms, recordings and raw HTML.</summary>
    /// <param name="writer">Receives the HTML.</param>
    /// <param name="addressOf">Resolves the target of a link or image in raw HTML; null when there is none.</param>
    internal static HtmlRenderer RendererTo(TextWriter writer, Func<string, string?> addressOf)
    {
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlCustomContainerRenderer>(new ContainerRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new WideTableRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTaskListRenderer>(new TaskBoxRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new RawHtmlBlockRenderer(addressOf));
        renderer.ObjectRenderers.ReplaceOrAdd<Markdig.Renderers.Html.Inlines.HtmlInlineRenderer>(new RawHtmlInlineRenderer(addressOf));
        renderer.ObjectRenderers.Add(new TermRenderer());
        renderer.ObjectRenderers.Add(new RecordingRenderer());
        return renderer;
    }

    /// <summary>Renders a single line of Markdown, such as a container's title, without a paragraph around it.</summary>
    internal static string Inline(string markdown)
    {
        var html = Markdown.ToHtml(markdown, OneLine).Trim();
        return html.StartsWith("<p>", StringComparison.Ordinal) && html.EndsWith("</p>", StringComparison.Ordinal) ? html[3..^4] : html;
    }
}
