using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Dialects;

/// <summary>Renders a block of raw HTML.</summary>
/// <param name="addressOf">Resolves the target of a link or image; null when there is none.</param>
internal sealed class RawHtmlBlockRenderer(Func<string, string?> addressOf) : HtmlObjectRenderer<HtmlBlock>
{
    protected override void Write(HtmlRenderer renderer, HtmlBlock block)
    {
        renderer.EnsureLine();
        renderer.WriteLine(RawHtml.Sanitise(block.Lines.ToString(), addressOf));
    }
}

/// <summary>Renders an inline tag of raw HTML.</summary>
/// <param name="addressOf">Resolves the target of a link or image; null when there is none.</param>
internal sealed class RawHtmlInlineRenderer(Func<string, string?> addressOf) : HtmlObjectRenderer<HtmlInline>
{
    protected override void Write(HtmlRenderer renderer, HtmlInline inline)
    {
        if (renderer.EnableHtmlForInline)
        {
            renderer.Write(RawHtml.Sanitise(inline.Tag, addressOf));
        }
    }
}
