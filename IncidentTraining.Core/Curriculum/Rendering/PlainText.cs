using System.Text;
using IncidentTraining.Core.Curriculum.Dialects;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>The text of a parsed document without formatting.</summary>
internal static class PlainText
{
    internal static string Of(ContainerInline? inline)
    {
        var text = new StringBuilder();
        Append(text, inline);
        return text.ToString();
    }

    internal static void Append(StringBuilder text, MarkdownObject? node)
    {
        switch (node)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case TermInline term:
                text.Append(term.Word);
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
            case ContainerInline inlines:
                foreach (var child in inlines)
                {
                    Append(text, child);
                }

                break;
            case LeafBlock leaf when leaf.Inline is not null:
                Append(text, leaf.Inline);
                text.Append('\n');
                break;
            case HtmlBlock html:
                text.Append(RawHtml.TextOf(html.Lines.ToString())).Append('\n');
                break;
            case CodeBlock code when !CodeRenderer.IsDiagram(code):
                text.Append(code.Lines.ToString()).Append('\n');
                break;
            case ContainerBlock block:
                if (block is CustomContainer container && ContainerRenderer.TitleOf(container) is { Length: > 0 } title)
                {
                    text.Append(title).Append('\n');
                }

                foreach (var child in block)
                {
                    Append(text, child);
                }

                break;
        }
    }
}
