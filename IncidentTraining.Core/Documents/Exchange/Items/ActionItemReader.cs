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
        var hasTable = blocks.Any(block => block is ParagraphBlock && MarkdownParts.IsTable(Source(markdown, block)));
        for (var index = 0; index < blocks.Count; index++)
        {
            var source = Source(markdown, blocks[index]);
            var next = index + 1 < blocks.Count ? blocks[index + 1] : null;
            switch (blocks[index])
            {
                case ParagraphBlock when MarkdownParts.IsTable(source):
                    items.AddRange(ActionItemTable.Read(source.Split('\n'), group));
                    group = above;
                    break;
                case ListBlock list when hasTable && Lines(markdown, list).All(line => Legend().IsMatch(line)):
                    rest.Add(source);
                    break;
                case ListBlock list when ListKind.IsOther(Points(markdown, list), group.Label):
                    rest.Add(source);
                    group = next is ListBlock ? group : above;
                    break;
                case ListBlock list:
                    var log = list.OfType<ListItemBlock>().Where(item => Moment().IsMatch(Source(markdown, item))).ToList();
                    log = log.Count > 1 ? log : [];
                    rest.AddRange(log.Count > 0 ? [string.Join('\n', log.Select(item => Source(markdown, item)))] : []);
                    AddList(markdown, list, group, items, log);
                    group = next is ListBlock ? group : above;
                    break;
                case ParagraphBlock when next is ListBlock fields && AreFields(markdown, fields):
                    items.Add(
                        ActionItemLine.Read(
                            string.Join(' ', source.Split('\n').Select(line => line.Trim())),
                            group,
                            Lines(markdown, fields)
                        )
                    );
                    index++;
                    break;
                case ParagraphBlock when next is ListBlock how && ListKind.SaysHow(source, Points(markdown, how)):
                    items.Add(
                        ActionItemLine.Read(source.TrimEnd().TrimEnd(':') + ":", group, more: string.Join("; ", Lines(markdown, how)))
                    );
                    index++;
                    break;
                case ParagraphBlock when next is ListBlock other && ListKind.IsOther(Points(markdown, other), source):
                    rest.AddRange([source, Source(markdown, next)]);
                    index++;
                    break;
                case ParagraphBlock when next is not null && IsListed(markdown, next) && IsLeadIn(source):
                    rest.AddRange(ActionItemGroup.NamesTheList(SectionHeadings.Words(source)) ? [] : [source]);
                    group = above;
                    break;
                case ParagraphBlock when next is not null && IsListed(markdown, next) && IsName(source.Split('\n')[0].TrimEnd()):
                    group = source.Split('\n').Aggregate(above, (all, line) => all.With(GroupOf(line)));
                    break;
                case ParagraphBlock when items.Count > 0 && OwnerOfAll().Match(source) is { Success: true } owner:
                    items = [.. items.Select(item => item.Owner.Length > 0 ? item : item with { Owner = owner.Groups["owner"].Value })];
                    break;
                case ParagraphBlock when NoItems().IsMatch(source) || (acts && Tells(source)):
                    rest.Add(source);
                    break;
                case HtmlBlock when IsListed(markdown, blocks[index]):
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

    /// <summary>The points of a list with their markers, as written.</summary>
    public static List<string> Points(string markdown, ListBlock list) =>
        [.. list.OfType<ListItemBlock>().Select(point => Source(markdown, point))];

    /// <summary>Whether a text has a list or table.</summary>
    public static bool HasList(string markdown) => MarkdownParts.Blocks(markdown).Any(block => IsListed(markdown, block));

    private static bool IsListed(string markdown, Block block) =>
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

    /// <summary>An item with its own heading, as in "### 1) Alert on CPU load".</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="markdown">The text below it: its fields or a short text about it, and other text.</param>
    public static (ActionItem Item, string Prose) ReadHeaded(string heading, string markdown)
    {
        var (fields, detail, rest) = (new List<string>(), "", new List<string>());
        foreach (var block in MarkdownParts.Blocks(markdown))
        {
            var source = Source(markdown, block);
            switch (block)
            {
                case ListBlock list when AreFields(markdown, list):
                    fields.AddRange(Lines(markdown, list));
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

    // "**JP** Have a badge for:" names both the owner and the action.
    private static ActionItemGroup GroupOf(string line)
    {
        if (!ActionItemLine.BeginsWithOwner(line))
        {
            return ActionItemGroup.Of(MarkdownPart.TextOf(line));
        }

        var led = ActionItemLine.Read(line, new ActionItemGroup());
        return new ActionItemGroup(led.Owner, Label: led.What.TrimEnd(':'));
    }

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
            var own = item.Where(block => block is not ListBlock).Select(block => Source(markdown, block)).ToList();
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
                && (IsName(lines[0]) || IsNameOfActions(lines[0]))
                && !Task().IsMatch(lines[0])
                && !IsLeadIn(lines[0])
                && !GoesOn(lines[0], lists.SelectMany(nested => Lines(markdown, nested)))
                && !lists.TrueForAll(nested => AreFields(markdown, nested))
                && !(list.IsOrdered && IsAct(lines[0]))
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
                var inner = lists.SelectMany(nested => Lines(markdown, nested)).ToList();
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

    private static IEnumerable<string> Lines(string markdown, ListBlock list) =>
        list.OfType<ListItemBlock>()
            .SelectMany(item =>
                item.SelectMany(block =>
                    block is ListBlock nested
                        ? Lines(markdown, nested)
                        : [string.Join(' ', Source(markdown, block).Split('\n').Select(line => line.Trim()))]
                )
            );

    /// <summary>Whether a line names what follows it instead of being part of it: all in bold, or ending in a colon.</summary>
    private static bool IsName(string line) => line.Length <= 80 && !line.Contains('\n') && (Bold().IsMatch(line) || line.EndsWith(':'));

    /// <summary>
    /// Whether a numbered name in bold is the action, with its details in the points below: "1. **Add structured logging**".
    /// </summary>
    private static bool IsAct(string line) => Bold().IsMatch(line) && !line.Contains(':') && Act().IsMatch(SectionHeadings.Words(line));

    /// <summary>Whether an item only names the actions below it: "Observability improvements".</summary>
    private static bool IsNameOfActions(string line) =>
        ActionItemGroup.IsKnown(line)
        || line.Split(' ') is { Length: <= 4 } words
            && words[^1] is "improvements" or "actions" or "tasks" or "measures" or "changes" or "fixes" or "follow-ups";

    /// <summary>Whether the points below an item complete its sentence: "Show on the dashboard:", "the oldest message".</summary>
    private static bool GoesOn(string line, IEnumerable<string> below) =>
        line.Contains(' ') && char.IsUpper(line[0]) && below.All(point => char.IsLower(point[0]));

    /// <summary>
    /// Whether a paragraph above a list is a sentence about it instead of the name of a group: "After the outage we agreed on:".
    /// </summary>
    private static bool IsLeadIn(string paragraph) =>
        paragraph.TrimEnd().EndsWith(':')
        && !Bold().IsMatch(paragraph)
        && !ActionItemLine.BeginsWithOwner(paragraph)
        && LeadIn().IsMatch(paragraph);

    /// <summary>Whether every point of a list is a field of the item above it, including its owner, date or state.</summary>
    private static bool AreFields(string markdown, ListBlock list) =>
        Lines(markdown, list).ToList() is var lines
        && lines.TrueForAll(ActionItemFields.IsLine)
        && lines.Exists(line => TellingField().IsMatch(line));

    /// <summary>A block as written.</summary>
    public static string Source(string markdown, Block block)
    {
        var from = Math.Clamp(block.Span.Start, 0, markdown.Length);
        return markdown[from..Math.Clamp(block.Span.End + 1, from, markdown.Length)];
    }

    [GeneratedRegex(@"^(?:&nbsp;|\s)*(?:[•●▪◦‣–—]|&bull;|\[[ xX~]\])", RegexOptions.Multiline)]
    private static partial Regex PseudoBullet();

    [GeneratedRegex(@"^(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*(?:\p{So}\uFE0F?)?$")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^(?:no|none|nothing)\b[^.\n]{0,30}\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex NoItems();

    [GeneratedRegex(
        @"\b(?:we|i|you|they|following|below|these|should|shall|will|must|decided?|agreed|is|are|was|were|has|have)\b|^(?:to|in order|since|because|after|based|given)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LeadIn();

    // "P1 - Blocks the release": what the words of the table mean.
    [GeneratedRegex(
        @"^\**(?:p[0-5]|high|medium|low|critical|prevent\w*|detect\w*|mitigat\w*|process|other)\**\s*(?:[-–—:=]|\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Legend();

    [GeneratedRegex(
        @"^\W*(?:(?:action |task )?owners?|owned by|assign\w+(?: to)?|responsible|dri|who|due|deadline|when|eta|priority|status|state)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TellingField();

    // "**Owner:** Platform team" below a list applies to all its items.
    [GeneratedRegex(@"^\*{0,2}(?:owners?|responsible|assigned to)\*{0,2}:\*{0,2}\s+(?<owner>[^\n]{2,60}?)\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex OwnerOfAll();

    [GeneratedRegex(@"^\[[ xX~]\]")]
    private static partial Regex Task();

    // "- [x] 14:03 — paged the on-call engineer" is a log entry.
    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX~]\]\s+)?\*{0,2}\d{1,2}:\d{2}\b")]
    private static partial Regex Moment();

    [GeneratedRegex(
        @"^(?:add|adopt|adjust|align|allow|apply|assess|audit|automate|avoid|backfill|block|build|cap|centrali[sz]e|change|check|clarify|clean up|cover|decide|disable|distinguish|drop|expand|expose|extract|harden|increase|integrate|isolate|keep|make|measure|pin|prevent|publish|purge|raise|refactor|rehearse|rename|run|schedule|separate|share|simplify|split|strengthen|surface|switch|track|turn off|turn on|configure|create|define|deploy|document|enable|enforce|enhance|ensure|establish|extend|fix|gather|implement|improve|increase|introduce|investigate|limit|migrate|monitor|move|reduce|remove|replace|require|review|set up|standardi[sz]e|test|train|update|upgrade|use|validate|verify|write) "
    )]
    private static partial Regex Act();

    [GeneratedRegex(@"^(?:\d{1,2}[.)]|AI-?\d{1,2}:?|Action(?: item)? \d{1,2}[:.)]?)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
