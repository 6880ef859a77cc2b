using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Dialects;

/// <summary>Raw HTML that stands by itself.</summary>
/// <param name="addressOf">Where a link or picture leads; null for nowhere.</param>
internal sealed class RawHtmlBlockRenderer(Func<string, string?> addressOf) : HtmlObjectRenderer<HtmlBlock>
{
    protected override void Write(HtmlRenderer renderer, HtmlBlock block)
    {
        renderer.EnsureLine();
        renderer.WriteLine(RawHtml.Sanitise(block.Lines.ToString(), addressOf));
    }
}

/// <summary>A tag of raw HTML in running text.</summary>
/// <param name="addressOf">Where a link or picture leads; null for nowhere.</param>
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
