using System.Text;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange.Parts;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>Parses action items from a table, whose columns are recognised by their names.</summary>
internal static partial class ActionItemTable
{
    private enum Column
    {
        Other,
        What,
        Owner,
        Due,
        Kind,
        Priority,
        State,
        Ticket,
        Reference,
        Number,
    }

    /// <summary>
    /// Whether a table's header shows that it lists action items, wherever it is: an action, and its owner, date or state.
    /// </summary>
    /// <param name="table">The table as written.</param>
    public static bool ListsActions(string table)
    {
        var lines = table.Split('\n');
        var head = Cells(lines[0]).Select(SectionHeadings.Words).ToList();
        if (MomentName().IsMatch(head[0]) && lines.Skip(2).Select(Cells).Count(row => row.Count > 0 && MomentOfDay().IsMatch(row[0])) > 0)
        {
            return false;
        }

        var fields = head.Select(Named)
            .Where(column => column is Column.Owner or Column.Due or Column.Priority or Column.State or Column.Ticket or Column.Kind)
            .Distinct()
            .ToList();
        // "Item" can be anything: only an owner, together with another field, shows that it is an action.
        return head.Exists(name => ActionName().IsMatch(name))
            ? fields.Exists(column => column is not Column.Kind)
            : head.Select(Named).Any(column => column is Column.What) && fields.Count > 1 && fields.Contains(Column.Owner);
    }

    /// <summary>The items in the table's rows.</summary>
    /// <param name="lines">The table's lines, including header and separator.</param>
    /// <param name="group">The information from the heading above it.</param>
    public static IEnumerable<ActionItem> Read(IReadOnlyList<string> lines, ActionItemGroup group)
    {
        var rows = lines.Where(line => line.Trim().Length > 0).Select(Cells).ToList();
        var rule = rows.FindIndex(IsRule);
        var head = rule > 0 ? rows[rule - 1] : [];
        var data = rows.Skip(rule + 1).Where(row => row.Any(cell => cell.Length > 0)).ToList();
        var columns = Columns(head, data);
        return data.Select(row => group.Add(Item(row, columns, head))).Where(item => !item.IsEmpty);
    }

    private static ActionItem Item(List<string> row, List<Column> columns, List<string> head)
    {
        var item = new ActionItem();
        // If the state has a separate column, "done" is an ordinary word.
        var states = columns.Contains(Column.State);
        var (whats, left) = (new List<string>(), new List<string>());
        for (var index = 0; index < row.Count; index++)
        {
            var column = index < columns.Count ? columns[index] : Column.Other;
            // Bold type in a field has no meaning: "**DONE**" is done.
            var cell = column is Column.What ? row[index] : ActionItemLine.Plain(row[index]);
            if (cell.Length == 0 || (column is not Column.What and not Column.Other && ActionItemWords.IsNothing(cell)))
            {
                continue;
            }

            switch (column)
            {
                case Column.What:
                    item = item with { Done = item.Done || Ticked().IsMatch(cell) };
                    whats.Add(Box().Replace(cell, ""));
                    break;
                case Column.Owner when item.Owner.Length == 0:
                    item = item with { Owner = cell };
                    break;
                case Column.Due when ActionItemWords.Date(cell) is { } due:
                    item = item with { DueOn = due };
                    break;
                case Column.Kind when ActionItemWords.Kind(cell) is { } kind:
                    item = item with { Kind = kind };
                    break;
                case Column.Priority when ActionItemWords.Priority(cell) is { } priority:
                    item = item with { Priority = priority };
                    break;
                case Column.Due or Column.Priority or Column.Ticket or Column.Reference when ActionItemWords.IsDone(cell):
                    item = item with { Done = true };
                    break;
                case Column.State or Column.Ticket or Column.Reference when ActionItemWords.IsOpen(cell):
                    break;
                case Column.State
                    when LinkedState().Match(cell) is { Success: true } linked && ActionItemWords.IsDone(linked.Groups["state"].Value):
                    item = item with { Done = true, Ticket = item.Ticket.Length == 0 ? linked.Groups["address"].Value : item.Ticket };
                    break;
                case Column.State
                    when OpenWithTicket().Match(cell) is { Success: true } open
                        && item.Ticket.Length == 0
                        && ActionItemWords.IsOpen(open.Groups["state"].Value):
                    item = item with
                    {
                        Ticket = open.Groups["address"].Length > 0 ? open.Groups["address"].Value : open.Groups["number"].Value,
                    };
                    break;
                case Column.State or Column.Due when ActionItemWords.BesidesDone(cell) is { } besides:
                    item = item with { Done = true };
                    left.Add(besides);
                    break;
                case Column.Ticket
                or Column.Reference when item.Ticket.Length == 0 && (column is Column.Ticket || ActionItemWords.NamesTicket(cell)):
                    var (ticket, done) = states ? (cell, false) : ActionItemWords.WithoutDone(cell);
                    item = item with { Ticket = ticket, Done = item.Done || done };
                    break;
                case Column.Number when Numeral().IsMatch(cell) || (columns.Contains(Column.Ticket) && Numbering().IsMatch(cell)):
                    break;
                case Column.Number when item.Ticket.Length == 0:
                    item = item with { Ticket = cell };
                    break;
                default:
                    // Text that is neither a date nor a choice must still not be lost.
                    left.Add(
                        column is Column.Other or Column.Reference && index < head.Count && head[index].Length > 0
                            ? $"{head[index]}: {cell}"
                            : cell
                    );
                    break;
            }
        }

        var (what, isDone) = states ? (string.Join(": ", whats), false) : ActionItemWords.WithoutDone(string.Join(": ", whats));
        left.RemoveAll(word => word.Length == 0);
        what = ActionItemLine.Plain(what);
        return item with { What = left.Count == 0 ? what : $"{what} ({string.Join(", ", left)})".Trim(), Done = item.Done || isDone };
    }

    private static List<Column> Columns(List<string> head, List<List<string>> rows)
    {
        var columns = head.Select(
                (name, index) =>
                    Named(SectionHeadings.Words(name)) is var column
                    && column is Column.What
                    && rows.TrueForAll(row => index < row.Count && Numeral().IsMatch(row[index]))
                        ? Column.Number
                        : column
            )
            .ToList();
        // In the portal's own table "Follow-up" is the date; elsewhere it can be the action.
        if (!columns.Contains(Column.What))
        {
            var best = head.FindIndex(name => MaybeWhat().IsMatch(SectionHeadings.Words(name)));
            if (best < 0 && rows.Count > 0)
            {
                best = Enumerable
                    .Range(0, rows.Max(row => row.Count))
                    .Where(index => index >= columns.Count || columns[index] is Column.Other or Column.Ticket)
                    .DefaultIfEmpty(0)
                    .MaxBy(index => rows.Sum(row => index < row.Count ? row[index].Length : 0));
            }

            while (columns.Count <= best)
            {
                columns.Add(Column.Other);
            }

            if (best >= 0)
            {
                columns[best] = Column.What;
            }
        }

        return columns;
    }

    // "Issue / PR" is recognised by its known part.
    private static Column Named(string name) =>
        Whole(name) is var column && column is Column.Other && name.Contains('/')
            ? name.Split('/').Select(part => Whole(part.Trim())).FirstOrDefault(part => part is not Column.Other and not Column.Number)
            : column;

    private static Column Whole(string name) =>
        name switch
        {
            _ when What().IsMatch(name) => Column.What,
            _ when Owner().IsMatch(name) => Column.Owner,
            _ when Due().IsMatch(name) => Column.Due,
            _ when KindOf().IsMatch(name) => Column.Kind,
            _ when Priority().IsMatch(name) => Column.Priority,
            _ when State().IsMatch(name) => Column.State,
            _ when Ticket().IsMatch(name) => Column.Ticket,
            _ when ReferenceName().IsMatch(name) => Column.Reference,
            _ when Number().IsMatch(name) => Column.Number,
            _ => Column.Other,
        };

    private static bool IsRule(List<string> cells) =>
        cells.Count > 0 && cells.All(cell => cell.Length > 0 && cell.All(c => c is '-' or ':' or ' '));

    private static List<string> Cells(string row)
    {
        var (cells, cell, code) = (new List<string>(), new StringBuilder(), false);
        var text = row.Trim();
        for (var at = text.StartsWith('|') ? 1 : 0; at < text.Length; at++)
        {
            code ^= text[at] == '`';
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '|')
            {
                cell.Append('|');
                at++;
            }
            else if (text[at] == '|' && !(code && text.IndexOf('`', at) >= 0))
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(text[at]);
            }
        }

        if (cell.ToString().Trim().Length > 0)
        {
            cells.Add(cell.ToString().Trim());
        }

        return cells;
    }

    [GeneratedRegex(
        @"^(?:(?:corrective|preventive|preventative|immediate|recommended|proposed|planned|follow[ -]?up|next|required|remedial)? ?(?:actions?|action items?|steps?|tasks?|measures?)(?: (?:required|needed|item|description|to take))?|items?|what|to-?dos?|description|(?:task |item )description|details?|improvements?|recommendations?|title|work|change|(?:fix|action|remediation|mitigation|repair)(?: plan)?|deliverable)$"
    )]
    private static partial Regex What();

    [GeneratedRegex(@"^(?:follow-?ups?|summary|name|issues?|problem|area)$")]
    private static partial Regex MaybeWhat();

    [GeneratedRegex(
        @"^(?:(?:action |item |task )?owners?|owned by|owner/team|owner \(s\)|assignees?|assigned(?: to)?|responsib(?:le|ility)(?: (?:person|party|team))?|who|dri|leads?|person(?: responsible)?|team|owning team|poc|contact|by whom)$"
    )]
    private static partial Regex Owner();

    [GeneratedRegex(
        @"^(?:due(?: date| by| on)?|by when|deadline|when|dates?|target(?: date| completion)?|eta|timeline|timeframe|time ?frame|completion date|follow-?ups?(?: date)?|expected(?: by| date)?)$"
    )]
    private static partial Regex Due();

    [GeneratedRegex(@"^(?:kind|type|category|(?:action|item) (?:type|kind))$")]
    private static partial Regex KindOf();

    [GeneratedRegex(@"^(?:priority|prio|severity|urgency|p)$")]
    private static partial Regex Priority();

    [GeneratedRegex(@"^(?:status|state|done|done\?|progress|complete[d]?\??|completion|current status|closed)$")]
    private static partial Regex State();

    [GeneratedRegex(
        @"^(?:bugs?|commits?|tickets?(?: (?:id|link|number))?|jira(?: ticket)?|links?|tracking(?: (?:bug|issue|ticket|link))?|tracked in|prs?|pull requests?|github(?: issue)?|issue (?:link|id|number|#)|tracker)$"
    )]
    private static partial Regex Ticket();

    [GeneratedRegex(@"^(?:#|no|nr|number|id|item #|action id|s/n|)$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:references?|refs?)$")]
    private static partial Regex ReferenceName();

    [GeneratedRegex(
        @"^(?:[\w-]+ ){0,2}(?:actions?|tasks?|improvements?|recommendations?|follow-?ups?|remediations?|counter-?measures?|to-?dos?|next steps?|preventi(?:on|ve) (?:steps?|measures?)|work items?)(?: items?| points?| required| needed| description)?$"
    )]
    private static partial Regex ActionName();

    // "| Time | Action | Who |" is a timeline.
    [GeneratedRegex(@"^(?:time|when|date|day|step|phase)")]
    private static partial Regex MomentName();

    [GeneratedRegex(@"\b\d{1,2}:\d{2}\b|^\W*[T+]?\+\d")]
    private static partial Regex MomentOfDay();

    [GeneratedRegex(@"^\[(?<state>[^\[\]]+)\]\((?<address>https?://[^\s()]+)\)$")]
    private static partial Regex LinkedState();

    // "Open ([#54](https://…))", "Pending (OPS-17)"
    [GeneratedRegex(
        @"^(?<state>[\p{L} ]{2,20})\s*\((?:\[[^\[\]]+\]\((?<address>https?://[^\s()]+)\)|(?<number>#\d{1,6}|[A-Z][A-Z0-9]{1,9}-\d{1,6}))\)$"
    )]
    private static partial Regex OpenWithTicket();

    [GeneratedRegex(@"^\[[xX]\]\s")]
    private static partial Regex Ticked();

    [GeneratedRegex(@"^\[[ xX~]?\]\s+")]
    private static partial Regex Box();

    // "AI-3" numbers the rows if the tickets have a separate column.
    [GeneratedRegex(@"^[A-Z]{1,6}-?\d{1,3}$")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"^\d{1,3}\.?$")]
    private static partial Regex Numeral();
}
