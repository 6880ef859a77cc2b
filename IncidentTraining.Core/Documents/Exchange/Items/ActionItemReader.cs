using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks.Wording;
using IncidentTraining.Core.Documents.Exchange.Parts;
using Markdig.Syntax;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>Parses action items from tables, lists and lines.</summary>
internal static partial class ActionItemReader
{
    // A longer line tells a story instead of naming an action.
    private const int LongestLine = 250;

    /// <summary>The action items of a text, and the rest of the text.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="above">The information from the heading above it.</param>
    /// <param name="listed">Whether the items are listed, here or next to this text, so that its lines are not items.</param>
    /// <param name="acts">Whether a line counts only if it describes an action: next to a list, a sentence can refer to an item.</param>
    public static (IReadOnlyList<ActionItem> Items, string Prose) Read(
        string markdown,
        ActionItemGroup above,
        bool listed,
        bool acts = false
    )
    {
        var blocks = MarkdownParts.Blocks(markdown);
        var (items, rest) = (new List<ActionItem>(), new List<string>());
        var group = above;
        var hasTable = blocks.Any(block => block is ParagraphBlock && MarkdownParts.IsTable(ActionItemBlocks.Source(markdown, block)));
        for (var index = 0; index < blocks.Count; index++)
        {
            var source = ActionItemBlocks.Source(markdown, blocks[index]);
            var next = index + 1 < blocks.Count ? blocks[index + 1] : null;
            switch (blocks[index])
            {
                case ParagraphBlock when MarkdownParts.IsTable(source):
                    items.AddRange(ActionItemTable.Read(source.Split('\n'), group));
                    group = above;
                    break;
                case ListBlock list when hasTable && ActionItemBlocks.Lines(markdown, list).All(line => Legend().IsMatch(line)):
                    rest.Add(source);
                    break;
                case ListBlock list when ListKind.IsOther(ActionItemBlocks.Points(markdown, list), group.Label):
                    rest.Add(source);
                    group = next is ListBlock ? group : above;
                    break;
                case ListBlock list:
                    var log = list.OfType<ListItemBlock>()
                        .Where(item => Moment().IsMatch(ActionItemBlocks.Source(markdown, item)))
                        .ToList();
                    log = log.Count > 1 ? log : [];
                    rest.AddRange(log.Count > 0 ? [string.Join('\n', log.Select(item => ActionItemBlocks.Source(markdown, item)))] : []);
                    AddList(markdown, list, group, items, log);
                    group = next is ListBlock ? group : above;
                    break;
                case ParagraphBlock when next is ListBlock fields && ActionItemBlocks.AreFields(markdown, fields):
                    items.Add(
                        ActionItemLine.Read(
                            string.Join(' ', source.Split('\n').Select(line => line.Trim())),
                            group,
                            ActionItemBlocks.Lines(markdown, fields)
                        )
                    );
                    index++;
                    break;
                case ParagraphBlock when next is ListBlock how && ListKind.SaysHow(source, ActionItemBlocks.Points(markdown, how)):
                    items.Add(
                        ActionItemLine.Read(
                            source.TrimEnd().TrimEnd(':') + ":",
                            group,
                            more: string.Join("; ", ActionItemBlocks.Lines(markdown, how))
                        )
                    );
                    index++;
                    break;
                case ParagraphBlock when next is ListBlock other && ListKind.IsOther(ActionItemBlocks.Points(markdown, other), source):
                    rest.AddRange([source, ActionItemBlocks.Source(markdown, next)]);
                    index++;
                    break;
                case ParagraphBlock when next is not null && ActionItemBlocks.IsListed(markdown, next) && ActionItemNames.IsLeadIn(source):
                    rest.AddRange(ActionItemGroup.NamesTheList(SectionHeadings.Words(source)) ? [] : [source]);
                    group = above;
                    break;
                case ParagraphBlock
                    when next is not null
                        && ActionItemBlocks.IsListed(markdown, next)
                        && ActionItemNames.IsName(source.Split('\n')[0].TrimEnd()):
                    group = source.Split('\n').Aggregate(above, (all, line) => all.With(ActionItemNames.GroupOf(line)));
                    break;
                case ParagraphBlock when items.Count > 0 && OwnerOfAll().Match(source) is { Success: true } owner:
                    items = [.. items.Select(item => item.Owner.Length > 0 ? item : item with { Owner = owner.Groups["owner"].Value })];
                    break;
                case ParagraphBlock when NoItems().IsMatch(source) || (acts && Tells(source)):
                    rest.Add(source);
                    break;
                case HtmlBlock when ActionItemBlocks.IsListed(markdown, blocks[index]):
                    var (points, beside) = ActionItemWords.InHtml(source);
                    items.AddRange(points.Select(point => ActionItemLine.Read(point, group)));
                    rest.AddRange(beside.Length > 0 ? [beside] : []);
                    break;
                case HeadingBlock:
                    group = ActionItemGroup.Of(MarkdownPart.TextOf(source));
                    break;
                case ParagraphBlock
                    when !listed || PseudoBullet().IsMatch(source) || source.Split('\n').All(ActionItemLine.BeginsWithOwner):
                    AddLines(source, group, items, rest);
                    break;
                case LinkReferenceDefinitionGroup definitions:
                    rest.AddRange(definitions.Select(definition => ActionItemBlocks.Source(markdown, definition)));
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

    /// <summary>An item with its own heading, as in "### 1) Alert on CPU load".</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="markdown">The text below it: its fields or a short text about it, and other text.</param>
    public static (ActionItem Item, string Prose) ReadHeaded(string heading, string markdown)
    {
        var (fields, detail, rest) = (new List<string>(), "", new List<string>());
        foreach (var block in MarkdownParts.Blocks(markdown))
        {
            var source = ActionItemBlocks.Source(markdown, block);
            switch (block)
            {
                case ListBlock list when ActionItemBlocks.AreFields(markdown, list):
                    fields.AddRange(ActionItemBlocks.Lines(markdown, list));
                    break;
                case ParagraphBlock when source.Split('\n').All(ActionItemFields.IsLine):
                    fields.AddRange(source.Split('\n'));
                    break;
                case ParagraphBlock when detail.Length == 0 && rest.Count == 0 && source.Length <= LongestLine:
                    detail = string.Join(' ', source.Split('\n').Select(line => line.Trim()));
                    break;
                case ThematicBreakBlock:
                    break;
                default:
                    rest.Add(source);
                    break;
            }
        }

        var item = ActionItemLine.Read(Numbered().Replace(heading, ""), new ActionItemGroup(), fields);
        return (detail.Length == 0 ? item : item with { What = $"{item.What}: {ActionItemLine.Plain(detail)}" }, string.Join("\n\n", rest));
    }

    /// <summary>Whether a heading is numbered like the items of a list.</summary>
    public static bool IsNumbered(string heading) => Numbered().IsMatch(heading);

    private static void AddList(
        string markdown,
        ListBlock list,
        ActionItemGroup group,
        List<ActionItem> items,
        IEnumerable<ListItemBlock> but
    )
    {
        foreach (var item in list.OfType<ListItemBlock>().Except(but))
        {
            var own = item.Where(block => block is not ListBlock).Select(block => ActionItemBlocks.Source(markdown, block)).ToList();
            var lists = item.OfType<ListBlock>().ToList();
            var lines = string.Join('\n', own).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
            if (lines.Count > 1 && lines[0].EndsWith(':') && lines.Skip(1).All(line => PseudoBullet().IsMatch(line)))
            {
                items.AddRange(
                    lines.Skip(1).Select(line => ActionItemLine.Read(line, group.With(ActionItemGroup.Of(MarkdownPart.TextOf(lines[0])))))
                );
            }
            else if (
                lists.Count > 0
                && lines.Count == 1
                && (ActionItemNames.IsName(lines[0]) || ActionItemNames.IsNameOfActions(lines[0]))
                && !Task().IsMatch(lines[0])
                && !ActionItemNames.IsLeadIn(lines[0])
                && !ActionItemNames.GoesOn(lines[0], lists.SelectMany(nested => ActionItemBlocks.Lines(markdown, nested)))
                && !lists.TrueForAll(nested => ActionItemBlocks.AreFields(markdown, nested))
                && !(list.IsOrdered && ActionItemNames.IsAct(lines[0]))
            )
            {
                var (name, done) = ActionItemWords.WithoutDone(lines[0]);
                var below = group.With(
                    ActionItemGroup.Of(MarkdownPart.TextOf(name)) is var named && done ? named with { Done = true } : named
                );
                lists.ForEach(inner => AddList(markdown, inner, below, items, []));
            }
            else
            {
                var inner = lists.SelectMany(nested => ActionItemBlocks.Lines(markdown, nested)).ToList();
                var fields = lines.Skip(1).Concat(inner).Where(ActionItemFields.IsLine).ToList();
                lines = [.. lines.Where((line, at) => at == 0 || !fields.Contains(line))];
                inner.RemoveAll(fields.Contains);
                items.Add(ActionItemLine.Read(string.Join(' ', lines), group, fields, string.Join("; ", inner)));
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

        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (line.EndsWith(':') || !line.Any(char.IsLetter) || line.StartsWith("![", StringComparison.Ordinal))
            {
                rest.Add(line);
            }
            else
            {
                var fields = lines.Skip(at + 1).TakeWhile(ActionItemFields.IsLine).ToList();
                items.Add(ActionItemLine.Read(line, group, fields));
                at += fields.Count;
            }
        }
    }

    /// <summary>Whether a paragraph is a statement about something: "This cuts the traffic by half."</summary>
    private static bool Tells(string paragraph) =>
        paragraph.TrimEnd().EndsWith('.')
        && !ActionVerbs.Contains(ActionVerbs.WithoutLead(ActionItemLine.Plain(paragraph.Trim())).Split(' ', 2)[0]);

    /// <summary>Whether lines are one text that an editor has wrapped: a sentence continues on the next line.</summary>
    private static bool IsWrapped(List<string> lines) =>
        lines.Skip(1).Any(line => char.IsLower(line[0]))
        || (lines.SkipLast(1).Any(line => line.Length >= 50 && char.IsLetter(line[^1])) && lines.Exists(line => line.EndsWith('.')));

    [GeneratedRegex(@"^(?:&nbsp;|\s)*(?:[•●▪◦‣–—]|&bull;|\[[ xX~]\])", RegexOptions.Multiline)]
    private static partial Regex PseudoBullet();

    [GeneratedRegex(@"^(?:no|none|nothing)\b[^.\n]{0,30}\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex NoItems();

    // "P1 - Blocks the release": what the words of the table mean.
    [GeneratedRegex(
        @"^\**(?:p[0-5]|high|medium|low|critical|prevent\w*|detect\w*|mitigat\w*|process|other)\**\s*(?:[-–—:=]|\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Legend();

    // "**Owner:** Platform team" below a list applies to all its items.
    [GeneratedRegex(@"^\*{0,2}(?:owners?|responsible|assigned to)\*{0,2}:\*{0,2}\s+(?<owner>[^\n]{2,60}?)\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex OwnerOfAll();

    [GeneratedRegex(@"^\[[ xX~]\]")]
    private static partial Regex Task();

    // "- [x] 14:03 — paged the on-call engineer" is a log entry.
    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX~]\]\s+)?\*{0,2}\d{1,2}:\d{2}\b")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(?:\d{1,2}[.)]|AI-?\d{1,2}:?|Action(?: item)? \d{1,2}[:.)]?)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
