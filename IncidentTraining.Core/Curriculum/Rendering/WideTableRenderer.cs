using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>A table in a frame of its own that scrolls, by keyboard too, where a narrow screen cannot show it whole.</summary>
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
