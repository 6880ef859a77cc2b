using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>Renders code with its language for the highlighter, and diagrams as source text from which a script draws them.</summary>
internal sealed class CodeRenderer : HtmlObjectRenderer<CodeBlock>
{
    internal static bool IsDiagram(Block block) => block is FencedCodeBlock { Info: "mermaid" };

    protected override void Write(HtmlRenderer renderer, CodeBlock code)
    {
        renderer.EnsureLine();
        if (IsDiagram(code))
        {
            renderer.Write("<figure class=\"diagram\" tabindex=\"0\"><pre class=\"diagram-source\">");
            renderer.WriteLeafRawLines(code, writeEndOfLines: true, escape: true);
            renderer.WriteLine("</pre></figure>");
            return;
        }

        var language = (code as FencedCodeBlock)?.Info is { Length: > 0 } info ? info : "plaintext";
        renderer.Write("<div class=\"code\"><pre tabindex=\"0\"><code class=\"language-");
        renderer.WriteEscape(language);
        renderer.Write("\">");
        renderer.WriteLeafRawLines(code, writeEndOfLines: true, escape: true);
        renderer.WriteLine("</code></pre></div>");
    }
}
