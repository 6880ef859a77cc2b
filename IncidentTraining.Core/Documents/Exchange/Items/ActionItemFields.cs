using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>The fields of an action item that are given by name or in a remark: "owner: Thea", "due 2026-05-04", "P1".</summary>
internal sealed partial class ActionItemFields
{
    // Values that no field can hold ("Due: next sprint"); they stay in the item's text.
    private readonly List<string> _kept = [];
    private string _what = "";
    private DateOnly? _due;
    private ActionItemKind? _kind;
    private ActionItemPriority? _priority;

    /// <summary>The owner; empty while unknown.</summary>
    public string Owner { get; set; } = "";

    /// <summary>The ticket; empty while unknown.</summary>
    public string Ticket { get; set; } = "";

    /// <summary>Whether it is done.</summary>
    public bool Done { get; set; }

    /// <summary>Parses a remark. Returns false if it is not a field or the field is already known, so that it stays in the text.</summary>
    public bool TakeRemark(string remark)
    {
        var field = Remark().Match(remark);
        return field.Success ? Take(field.Groups["name"].Value, field.Groups["value"].Value) : TakeWord(remark);
    }

    /// <summary>Parses a line below the item, as in "Owner: Thea". Returns false if it names no field.</summary>
    public bool TakeLine(string line)
    {
        if (Line().Match(ActionItemLine.Plain(line)) is not { Success: true } field)
        {
            return false;
        }

        var (name, value) = (field.Groups["name"].Value, field.Groups["value"].Value.Trim());
        if (WhatField().IsMatch(name))
        {
            _what = _what.Length == 0 ? value : $"{_what} {value}";
        }
        else if (!Take(name, value))
        {
            _kept.Add($"{name}: {value}");
        }

        return true;
    }

    /// <summary>Whether a line names a field, as in "Owner: Thea".</summary>
    public static bool IsLine(string line) => Line().IsMatch(ActionItemLine.Plain(line));

    /// <summary>The item that has these fields.</summary>
    /// <param name="what">What is done.</param>
    public ActionItem Of(string what)
    {
        var text =
            _what.Length == 0 ? what
            : what.Length == 0 ? _what
            : $"{what}: {_what}";
        return new ActionItem(
            _kept.Count == 0 ? text : $"{text} ({string.Join(", ", _kept)})",
            Owner,
            _due,
            _kind,
            _priority,
            Ticket,
            Done
        );
    }

    private bool Take(string name, string value)
    {
        value = value.Trim();
        switch (name.ToLowerInvariant())
        {
            case var owner when OwnerField().IsMatch(owner) && Owner.Length == 0:
                Owner = ActionItemWords.IsNothing(value) ? "" : value;
                return true;
            case var due when DueField().IsMatch(due) && _due is null:
                _due = ActionItemWords.Date(value);
                return _due is not null || ActionItemWords.IsNothing(value);
            case "kind" or "type" or "category" when _kind is null:
                _kind = ActionItemWords.Kind(value);
                return _kind is not null;
            case "priority" or "prio" or "urgency" when _priority is null:
                _priority = ActionItemWords.Priority(value);
                return _priority is not null;
            case "status" or "state":
                Done |= ActionItemWords.IsDone(value);
                return ActionItemWords.IsDone(value) || ActionItemWords.IsOpen(value);
            case var ticket when TicketField().IsMatch(ticket) && Ticket.Length == 0:
                Ticket = ActionItemWords.IsNothing(value) ? "" : value;
                return true;
            default:
                return false;
        }
    }

    private bool TakeWord(string word)
    {
        switch (word)
        {
            case var handle when Owner.Length == 0 && handle.StartsWith('@') && !handle.Contains(' '):
                Owner = handle;
                return true;
            case var kind when _kind is null && ActionItemWords.Kind(kind) is { } found:
                _kind = found;
                return true;
            case var priority when _priority is null && ActionItemWords.Priority(priority) is { } found:
                _priority = found;
                return true;
            case var ticket when Ticket.Length == 0 && ActionItemWords.IsTicket(ticket):
                Ticket = ticket;
                return true;
            default:
                return false;
        }
    }

    [GeneratedRegex(
        @"^\*{0,2}(?<name>owner|owned by|assignee|assigned to|responsible|dri|who|lead|due(?: date)?|due by|deadline|by|eta|target(?: date)?|priority|prio|type|kind|category)\*{0,2}\s*[:=]?\*{0,2}\s+(?<value>\S.*)$|^(?<name>owner|assignee|due|priority|type|kind|status)[:=]\s*(?<value>\S.*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Remark();

    [GeneratedRegex(
        @"^(?:[-*•]\s+)?(?<name>(?:action |task )?owners?|owned by|assignees?|assigned(?: to)?|responsible(?: (?:party|person|team))?|dri|who|lead|team|due(?: date| by)?|deadline|by when|when|eta|target(?: date| completion)?|timeline|time ?frame|priority|prio|urgency|kind|type|category|status|state|ticket|jira|issue|bug|pr|pull request|tracking(?: (?:issue|ticket|bug))?|tracked in|(?:action|task)(?: item)?|description|what|details?)\s*[:=]\s*(?<value>\S.*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Line();

    [GeneratedRegex(
        @"^(?:(?:action |task )?owners?|owned by|assignees?|assigned(?: to)?|responsible(?: (?:party|person|team))?|dri|who|lead|team)$"
    )]
    private static partial Regex OwnerField();

    [GeneratedRegex(@"^(?:due(?: date| by)?|deadline|by|by when|when|eta|target(?: date| completion)?|timeline|time ?frame)$")]
    private static partial Regex DueField();

    [GeneratedRegex(@"^(?:ticket|jira|issue|bug|pr|pull request|tracking(?: (?:issue|ticket|bug))?|tracked in)$")]
    private static partial Regex TicketField();

    [GeneratedRegex(@"^(?:(?:action|task)(?: item)?|description|what|details?)$", RegexOptions.IgnoreCase)]
    private static partial Regex WhatField();
}
