using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;
using Markdig.Syntax;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>Reads action items from tables, lists and lines.</summary>
internal static partial class ActionItemReader
{
    // A longer line tells a story rather than naming an action.
    private const int LongestLine = 250;

    /// <summary>The action items of a text, and what of the text is none.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="heading">The heading above it, which may name the owner, kind or priority of its items; empty without one.</param>
    /// <param name="listed">Whether the items are listed, here or beside this text, so that its lines are none.</param>
    public static (IReadOnlyList<ActionItem> Items, string Prose) Read(string markdown, string heading, bool listed)
    {
        var blocks = MarkdownParts.Blocks(markdown);
        var (items, rest) = (new List<ActionItem>(), new List<string>());
        var above = ActionItemGroup.Of(heading);
        var group = above;
        for (var index = 0; index < blocks.Count; index++)
        {
            var source = Source(markdown, blocks[index]);
            switch (blocks[index])
            {
                case ParagraphBlock when MarkdownParts.IsTable(source):
                    items.AddRange(ActionItemTable.Read(source.Split('\n'), group));
                    group = above;
                    break;
                case ListBlock list:
                    AddList(markdown, list, group, items);
                    group = index + 1 < blocks.Count && blocks[index + 1] is ListBlock ? group : above;
                    break;
                case ParagraphBlock when index + 1 < blocks.Count && IsListed(markdown, blocks[index + 1]) && IsName(source.Split('\n')[0].TrimEnd()):
                    group = source.Split('\n').Aggregate(above, (all, line) => all.With(GroupOf(line)));
                    break;
                case ParagraphBlock when NoItems().IsMatch(source):
                    rest.Add(source);
                    break;
                case HeadingBlock:
                    group = ActionItemGroup.Of(MarkdownPart.TextOf(source));
                    break;
                case ParagraphBlock when !listed || PseudoBullet().IsMatch(source) || source.Split('\n').All(ActionItemLine.BeginsWithOwner):
                    AddLines(source, group, items, rest);
                    break;
                case LinkReferenceDefinitionGroup definitions:
                    rest.AddRange(definitions.Select(definition => Source(markdown, definition)));
                    break;
                case ThematicBreakBlock:
                    break;
                default:
                    rest.Add(source);
                    break;
            }
        }

        if (blocks.Count == 0 && !string.IsNullOrWhiteSpace(markdown))
        {
            rest.Add(markdown);
        }

        return (items, string.Join("\n\n", rest.Select(text => text.Trim('\n'))).Trim());
    }

    /// <summary>Whether a text has a list or table.</summary>
    public static bool HasList(string markdown) => MarkdownParts.Blocks(markdown).Any(block => IsListed(markdown, block));

    private static bool IsListed(string markdown, Block block) => block is ListBlock || (block is ParagraphBlock && MarkdownParts.IsTable(Source(markdown, block)));

    /// <summary>An item that has a heading to itself, as in "### 1) Alert on CPU load".</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="markdown">What is written below it.</param>
    public static (ActionItem Item, string Prose) ReadHeaded(string heading, string markdown)
    {
        var blocks = MarkdownParts.Blocks(markdown);
        var first = blocks.Count > 0 && blocks[0] is ParagraphBlock ? Source(markdown, blocks[0]) : "";
        var isShort = first.Length is > 0 and <= LongestLine;
        var item = ActionItemLine.Read(Numbered().Replace(heading, ""), new ActionItemGroup());
        var detail = isShort ? string.Join(' ', first.Split('\n').Select(line => line.Trim())) : "";
        return (detail.Length == 0 ? item : item with { What = $"{item.What}: {ActionItemLine.Plain(detail)}" }, (isShort ? markdown[Math.Min(markdown.Length, blocks[0].Span.End + 1)..] : markdown).Trim());
    }

    /// <summary>Whether a heading is numbered like the items of a list.</summary>
    public static bool IsNumbered(string heading) => Numbered().IsMatch(heading);

    // "**JP** Have a badge for:" names both who and what.
    private static ActionItemGroup GroupOf(string line)
    {
        if (!ActionItemLine.BeginsWithOwner(line))
        {
            return ActionItemGroup.Of(MarkdownPart.TextOf(line));
        }

        var led = ActionItemLine.Read(line, new ActionItemGroup());
        return new ActionItemGroup(led.Owner, Label: led.What.TrimEnd(':'));
    }

    private static void AddList(string markdown, ListBlock list, ActionItemGroup group, List<ActionItem> items)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var own = item.Where(block => block is not ListBlock).Select(block => Source(markdown, block)).ToList();
            var lists = item.OfType<ListBlock>().ToList();
            var lines = string.Join('\n', own).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
            if (lines.Count > 1 && lines[0].EndsWith(':') && lines.Skip(1).All(line => PseudoBullet().IsMatch(line)))
            {
                items.AddRange(lines.Skip(1).Select(line => ActionItemLine.Read(line, group.With(ActionItemGroup.Of(MarkdownPart.TextOf(lines[0]))))));
            }
            else if (lists.Count > 0 && lines.Count == 1 && IsName(lines[0]) && !Task().IsMatch(lines[0]))
            {
                lists.ForEach(inner => AddList(markdown, inner, group.With(ActionItemGroup.Of(MarkdownPart.TextOf(lines[0]))), items));
            }
            else
            {
                var inner = lists.SelectMany(nested => Lines(markdown, nested)).ToList();
                var text = string.Join(' ', lines) + (inner.Count == 0 ? "" : (lines.Count > 0 && lines[^1].EndsWith(':') ? " " : ": ") + string.Join("; ", inner));
                items.Add(ActionItemLine.Read(text, group));
            }
        }
    }

    private static void AddLines(string paragraph, ActionItemGroup group, List<ActionItem> items, List<string> rest)
    {
        var lines = paragraph.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var isProse = lines.Count == 1 ? lines[0].Length > LongestLine : lines.Any(line => line.Length > LongestLine) || IsWrapped(lines);
        if (isProse)
        {
            rest.Add(paragraph);
            return;
        }

        foreach (var line in lines)
        {
            if (line.EndsWith(':') || !line.Any(char.IsLetter) || line.StartsWith("![", StringComparison.Ordinal))
            {
                rest.Add(line);
            }
            else
            {
                items.Add(ActionItemLine.Read(line, group));
            }
        }
    }

    /// <summary>Whether lines are one text that an editor has wrapped: a sentence goes on in the next line.</summary>
    private static bool IsWrapped(List<string> lines) => lines.Skip(1).Any(line => char.IsLower(line[0]));

    private static IEnumerable<string> Lines(string markdown, ListBlock list) =>
        list.OfType<ListItemBlock>().SelectMany(item => item.SelectMany(block => block is ListBlock nested
            ? Lines(markdown, nested)
            : [string.Join(' ', Source(markdown, block).Split('\n').Select(line => line.Trim()))]));

    /// <summary>Whether a line names what follows it, rather than being a part of it: all in bold, or closed by a colon.</summary>
    private static bool IsName(string line) => line.Length <= 80 && !line.Contains('\n') && (Bold().IsMatch(line) || line.EndsWith(':'));

    private static string Source(string markdown, Block block)
    {
        var from = Math.Clamp(block.Span.Start, 0, markdown.Length);
        return markdown[from..Math.Clamp(block.Span.End + 1, from, markdown.Length)];
    }

    [GeneratedRegex(@"^(?:&nbsp;|\s)*(?:[•●▪◦‣–—]|&bull;|\[[ xX]\])", RegexOptions.Multiline)]
    private static partial Regex PseudoBullet();

    [GeneratedRegex(@"^(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*(?:\p{So}\uFE0F?)?$")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^(?:no|none|nothing)\b[^.\n]{0,30}\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex NoItems();

    [GeneratedRegex(@"^\[[ xX]\]")]
    private static partial Regex Task();

    [GeneratedRegex(@"^(?:\d{1,2}[.)]|AI-?\d{1,2}:?|Action(?: item)? \d{1,2}[:.)]?)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
