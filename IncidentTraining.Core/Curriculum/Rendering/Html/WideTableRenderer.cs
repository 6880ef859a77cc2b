using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>Renders a table in a frame that scrolls, also by keyboard, on narrow screens.</summary>
internal sealed class WideTableRenderer : HtmlTableRenderer
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<div class=\"table-frame\" role=\"region\" aria-label=\"Table\" tabindex=\"0\">");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}
