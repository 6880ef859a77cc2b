using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace IncidentTraining.Core.Documents.Exchange.Parts;

/// <summary>The kind of a part of an imported text.</summary>
internal enum PartForm
{
    /// <summary>The text after a heading, up to the next one.</summary>
    Headed,

    /// <summary>A paragraph, list or table before the first heading.</summary>
    Loose,

    /// <summary>Front matter of other programs.</summary>
    FrontMatter,
}

/// <summary>A part of an imported text. There is nothing between two parts, so all of them together are the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Level">The heading's level; 7 for a label that is not a Markdown heading, 0 without one.</param>
/// <param name="Heading">The heading as written, with its markup; empty without one.</param>
/// <param name="Body">The text after the heading, as written.</param>
internal sealed partial record MarkdownPart(PartForm Kind, int Level, string Heading, string Body)
{
    /// <summary>The level of a label: below every heading.</summary>
    public const int LabelLevel = 7;

    /// <summary>The heading's own text, without its markup.</summary>
    public string Title => TextOf(Heading);

    /// <summary>The text of a heading without its markup: number signs, underline, or bold type.</summary>
    public static string TextOf(string heading) => Form().Replace(heading.Trim(), "").Trim().TrimEnd(':').Trim();

    [GeneratedRegex(
        @"^#{1,6}(?=\s|$)|\s+#+$|\n\s*(?:=+|-+)\s*$|^(?:\*\*|__)|:?(?:\*\*|__):?$|(?:<br ?/?>)$|^<(?:b|strong|h\d)>|</(?:b|strong|h\d)>$"
    )]
    private static partial Regex Form();
}

/// <summary>Splits a Markdown text at its headings, whatever their form.</summary>
internal static partial class MarkdownParts
{
    private const int LongestLabel = 60;

    /// <summary>
    /// Parses blocks but not their inline content: links and emphasis are not needed, and finding them takes long in a maliciously
    /// constructed text.
    /// </summary>
    private static readonly MarkdownPipeline Pipeline = BlocksOnly();

    /// <summary>The parts in order.</summary>
    /// <param name="kind">The document kind, whose sections can begin with a line that is not a heading.</param>
    /// <param name="markdown">The text, with <c>\n</c> line endings.</param>
    public static IReadOnlyList<MarkdownPart> Of(DocumentKind kind, string markdown)
    {
        var starts = new List<Start> { new(0, 0, 0, PartForm.Loose) };
        var (headings, beginsWithHeading) = (0, false);
        foreach (var block in Blocks(markdown))
        {
            // The text after the first heading, usually the title, is still split: it can be the whole document.
            var headed = headings > (beginsWithHeading ? 1 : 0);
            var before = starts.Count;
            switch (block)
            {
                case HeadingBlock heading:
                    starts.Add(new(LineStart(markdown, block), heading.Level, LineEnd(markdown, heading.Span.End), PartForm.Headed));
                    break;
                case YamlFrontMatterBlock:
                    starts.Add(new(block.Span.Start, 0, block.Span.Start, PartForm.FrontMatter));
                    starts.Add(new(LineEnd(markdown, block.Span.End), 0, LineEnd(markdown, block.Span.End), PartForm.Loose));
                    break;
                case LinkReferenceDefinitionGroup:
                    // The parser collects them from wherever they occur.
                    break;
                case ParagraphBlock or HtmlBlock:
                    starts.AddRange(Labels(kind, markdown, block, headed));
                    break;
                default:
                    starts.AddRange(headed ? [] : [LooseAt(markdown, block)]);
                    break;
            }

            headings += starts.Skip(before).Count(start => start.Form is PartForm.Headed);
            beginsWithHeading |= starts.Count > before && starts[before] is { At: 0, Form: PartForm.Headed };
        }

        // Stable: of two starts at the same position the later one is more specific.
        return [.. Parts(markdown, [.. starts.OrderBy(start => start.At)])];
    }

    /// <summary>The text's outermost blocks; none when they are nested too deeply.</summary>
    public static IReadOnlyList<Block> Blocks(string markdown)
    {
        if (Deep().IsMatch(markdown))
        {
            return [];
        }

        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's depth limit: the text stays in one part.
            return [];
        }
    }

    private static Start LooseAt(string markdown, Block block) =>
        new(LineStart(markdown, block), 0, LineStart(markdown, block), PartForm.Loose);

    private static IEnumerable<MarkdownPart> Parts(string markdown, List<Start> starts)
    {
        for (var index = 0; index < starts.Count; index++)
        {
            var start = starts[index];
            var end = index + 1 < starts.Count ? starts[index + 1].At : markdown.Length;
            if (end > start.At)
            {
                var bodyAt = Math.Min(start.BodyAt, end);
                yield return new MarkdownPart(start.Form, start.Level, markdown[start.At..bodyAt], markdown[bodyAt..end]);
            }
        }
    }

    /// <summary>Lines of a paragraph that begin a section although they are not headings: "**Timeline:**", "Root Cause".</summary>
    private static IEnumerable<Start> Labels(DocumentKind kind, string markdown, Block block, bool headed)
    {
        if (!headed)
        {
            yield return LooseAt(markdown, block);
        }

        var at = LineStart(markdown, block);
        var before = "";
        var end = LineEnd(markdown, block.Span.End);
        while (at < end)
        {
            var next = LineEnd(markdown, at);
            var line = markdown[at..next];
            if (
                Label().Match(line) is { Success: true } label
                && label.Groups["name"].Length is > 1 and <= LongestLabel
                && (label.Groups["mark"].Length > 0 || StandsAlone(label.Groups["name"].Value, before))
                && SectionHeadings.Find(kind, label.Groups["name"].Value) is { IsWeak: false } named
                && (label.Groups["mark"].Length > 0 || !named.IsGuess)
            )
            {
                yield return new(at, MarkdownPart.LabelLevel, next, PartForm.Headed);
            }
            else if (
                at == LineStart(markdown, block)
                && Lead().Match(line) is { Success: true } lead
                && lead.Groups["name"].Length <= LongestLabel
                && SectionHeadings.Find(kind, lead.Groups["name"].Value) is { IsWeak: false, IsGuess: false }
            )
            {
                yield return new(at, MarkdownPart.LabelLevel, at + lead.Length, PartForm.Headed);
                if (IsActionLead(lead.Value))
                {
                    yield return new(end, 0, end, PartForm.Loose);
                }
            }

            (at, before) = (next, line);
        }
    }

    /// <summary>Whether unmarked words are a heading and not a line of the surrounding sentence.</summary>
    private static bool StandsAlone(string words, string lineBefore) =>
        char.IsUpper(words[0]) && !words.EndsWith('.') && (lineBefore.Length == 0 || lineBefore.TrimEnd().EndsWith('>'));

    /// <summary>Whether a heading is the label of one action before its text: "**Action:** text".</summary>
    public static bool IsActionLead(string heading) => !heading.EndsWith('\n') && ActionLabel().IsMatch(heading);

    /// <summary>
    /// Whether a paragraph is a table: its second line separates the columns. The parser recognises a table only with outer bars.
    /// </summary>
    public static bool IsTable(string paragraph) => TableRule().IsMatch(paragraph);

    /// <summary>Whether a text has a table.</summary>
    public static bool HasTable(string markdown) =>
        Blocks(markdown)
            .Any(block =>
                block is ParagraphBlock
                && IsTable(markdown[Math.Clamp(block.Span.Start, 0, markdown.Length)..Math.Clamp(block.Span.End + 1, 0, markdown.Length)])
            );

    private static int LineStart(string markdown, Block block) =>
        markdown.LastIndexOf('\n', Math.Max(0, Math.Min(block.Span.Start, markdown.Length) - 1)) is >= 0 and var found
        && block.Span.Start > 0
            ? found + 1
            : 0;

    private static int LineEnd(string markdown, int at) =>
        at < markdown.Length && markdown.IndexOf('\n', at) is >= 0 and var found ? found + 1 : markdown.Length;

    private static MarkdownPipeline BlocksOnly()
    {
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter();
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private sealed record Start(int At, int Level, int BodyAt, PartForm Form);

    [GeneratedRegex(@"^(?:[ \t]*[>*+-]){100}", RegexOptions.Multiline)]
    private static partial Regex Deep();

    // A whole line that is a name: in bold, or plain.
    [GeneratedRegex(
        @"^ {0,3}(?<mark>\*\*|__|<(?:b|strong|h\d)>)?(?<name>[^*_<>|\n]{2,80}?)(?:\*\*|__|</(?:b|strong|h\d)>)?:?(?:\*\*|__)?\s*(?:<br ?/?>)?\s*$"
    )]
    private static partial Regex Label();

    [GeneratedRegex(@"^[^\n]*\|[^\n]*\n\s{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|$)")]
    private static partial Regex TableRule();

    [GeneratedRegex(
        @"^\s*(?:\*\*|__)(?:action(?: items?)?|follow-?ups?|to-?do|recommendation|next step)(?::(?:\*\*|__)|(?:\*\*|__):)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ActionLabel();

    // A name in bold before the text that it names.
    [GeneratedRegex(@"^ {0,3}(?:\*\*|__)(?<name>[^*_<>|\n]{2,80}?)(?::(?:\*\*|__)|(?:\*\*|__):)[ \t]+(?=\S)")]
    private static partial Regex Lead();
}
