using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Dialects;

/// <summary>
/// Converts the syntax of other programs (GitHub, MkDocs, Docusaurus, Jekyll) to the content format during parsing, so that later steps
/// need not know about it.
/// </summary>
internal sealed partial class BroughtForms : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.InsertBefore<ParagraphBlockParser>(new IndentedContainerParser());
        pipeline.InlineParsers.Insert(0, new AttributeListParser());
        pipeline.DocumentProcessed += Translate;
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) { }

    private static void Translate(MarkdownDocument document)
    {
        foreach (var container in document.Descendants<CustomContainer>().Where(container => container.Parser is CustomContainerParser))
        {
            TranslateName(container);
        }

        foreach (var alert in document.Descendants<AlertBlock>().ToList())
        {
            TranslateAlert(alert);
        }

        foreach (var empty in document.Descendants<ParagraphBlock>().Where(IsOnlyAnAttributeList).ToList())
        {
            var parent = empty.Parent!;
            if (
                parent.IndexOf(empty) is var at and > 0
                && parent[at - 1] is HeadingBlock heading
                && empty.GetData(AttributeListParser.HeadingId) is string id
            )
            {
                heading.GetAttributes().Id = id;
            }

            parent.Remove(empty);
        }
    }

    /// <summary><c>:::caution</c>, <c>:::tip[Title]</c> and <c>:::{note} Title</c>.</summary>
    private static void TranslateName(CustomContainer container)
    {
        var written = Name().Match($"{container.Info} {container.Arguments}".Trim());
        if (!written.Success || Admonitions.Find(written.Groups["name"].Value) is not { } known)
        {
            return;
        }

        var title = written.Groups["title"] is { Success: true } bracketed ? bracketed.Value : written.Groups["rest"].Value;
        container.Info = known.Kind;
        container.Arguments = title.Trim() is { Length: > 0 } own ? own : known.Title ?? "";
    }

    /// <summary><c>&gt; [!NOTE]</c>.</summary>
    private static void TranslateAlert(AlertBlock alert)
    {
        var (kind, title) = Admonitions.Find(alert.Kind.ToString()) ?? ("note", null);
        var container = new CustomContainer(alert.Parser!)
        {
            Info = kind,
            Arguments = title ?? "",
            Line = alert.Line,
            Column = alert.Column,
            Span = alert.Span,
        };
        var parent = alert.Parent!;
        parent[parent.IndexOf(alert)] = container;
        foreach (var child in alert.ToList())
        {
            alert.Remove(child);
            container.Add(child);
        }
    }

    private static bool IsOnlyAnAttributeList(ParagraphBlock paragraph) =>
        paragraph.Parent is not null && paragraph.Inline is not null && paragraph.Inline.All(inline => inline is LineBreakInline);

    [GeneratedRegex("""^\{?(?<name>[A-Za-z-]+)\}?(?:\[(?<title>.*)\])?(?<rest>\s.*)?$""")]
    private static partial Regex Name();
}
