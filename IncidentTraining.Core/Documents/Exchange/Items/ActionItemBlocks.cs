using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Exchange.Parts;
using Markdig.Syntax;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>The blocks of a text about action items as they are written, and what a block is by its points.</summary>
internal static partial class ActionItemBlocks
{
    /// <summary>A block as written.</summary>
    public static string Source(string markdown, Block block)
    {
        var from = Math.Clamp(block.Span.Start, 0, markdown.Length);
        return markdown[from..Math.Clamp(block.Span.End + 1, from, markdown.Length)];
    }

    /// <summary>The points of a list with their markers, as written.</summary>
    public static List<string> Points(string markdown, ListBlock list) =>
        [.. list.OfType<ListItemBlock>().Select(point => Source(markdown, point))];

    /// <summary>Whether a text has a list or table.</summary>
    public static bool HasList(string markdown) => MarkdownParts.Blocks(markdown).Any(block => IsListed(markdown, block));

    public static bool IsListed(string markdown, Block block) =>
        block is ListBlock
        || (block is ParagraphBlock && MarkdownParts.IsTable(Source(markdown, block)))
        || (block is HtmlBlock && ActionItemWords.InHtml(Source(markdown, block)).Points.Count > 0);

    /// <summary>Whether a text begins with the fields of one item, one per line: "Owner: Thea".</summary>
    public static bool HasFields(string markdown) =>
        MarkdownParts.Blocks(markdown) switch
        {
            [ListBlock list, ..] => AreFields(markdown, list),
            [ParagraphBlock paragraph, ..] => Source(markdown, paragraph).Split('\n').All(ActionItemFields.IsLine),
            _ => false,
        };

    /// <summary>The points of a list and of the lists in it, each on one line.</summary>
    public static IEnumerable<string> Lines(string markdown, ListBlock list) =>
        list.OfType<ListItemBlock>()
            .SelectMany(item =>
                item.SelectMany(block =>
                    block is ListBlock nested
                        ? Lines(markdown, nested)
                        : [string.Join(' ', Source(markdown, block).Split('\n').Select(line => line.Trim()))]
                )
            );

    /// <summary>Whether every point of a list is a field of the item above it, including its owner, date or state.</summary>
    public static bool AreFields(string markdown, ListBlock list) =>
        Lines(markdown, list).ToList() is var lines
        && lines.TrueForAll(ActionItemFields.IsLine)
        && lines.Exists(line => TellingField().IsMatch(line));

    [GeneratedRegex(
        @"^\W*(?:(?:action |task )?owners?|owned by|assign\w+(?: to)?|responsible|dri|who|due|deadline|when|eta|priority|status|state)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TellingField();
}
