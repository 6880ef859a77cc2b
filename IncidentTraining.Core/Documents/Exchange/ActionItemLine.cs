using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>Reads an action item that is written in one line, with what the line says of its owner, date, kind and priority.</summary>
internal static partial class ActionItemLine
{
    /// <summary>The item. What is not understood as one of its fields stays in its text.</summary>
    /// <param name="line">The line, with the mark of a task before it or without.</param>
    /// <param name="group">What the heading above it says.</param>
    public static ActionItem Read(string line, ActionItemGroup group)
    {
        var text = Bullet().Replace(line.Trim(), "");
        var ticked = Ticked().Match(text);
        text = Unticked().Replace(ticked.Success ? text[ticked.Length..] : text, "");
        var (owner, kind, priority) = ("", (ActionItemKind?)null, (ActionItemPriority?)null);
        DateOnly? due = null;
        text = Note().Replace(text, note =>
        {
            var left = note.Groups["part"].Captures.Select(part => part.Value.Trim()).Where(part => !Take(part)).ToList();
            // What stands between the brackets is taken only whole: half a remark says something else.
            return left.Count == 0 ? "" : note.Value;
        });
        (text, var done) = ActionItemWords.WithoutDone(text.Trim());
        if (owner.Length == 0 && Named().Match(text) is { Success: true } named && ActionItemGroup.IsPerson(named.Groups["owner"].Value))
        {
            owner = named.Groups["owner"].Value + named.Groups["more"].Value;
            text = text.Remove(named.Index, named.Length).Trim();
        }

        if (owner.Length == 0 && Handle().Match(text) is { Success: true } handle)
        {
            owner = handle.Groups["owner"].Value;
            text = text.Remove(handle.Index, handle.Length).Trim();
        }

        var (what, ticket) = Tracked(text.Trim());
        return group.Add(new ActionItem(Plain(what), owner, due, kind, priority, ticket, ticked.Success || done));

        bool Take(string part)
        {
            var field = Field().Match(part);
            var (name, value) = field.Success ? (field.Groups["name"].Value.ToLowerInvariant(), field.Groups["value"].Value.Trim()) : ("", part);
            switch (name)
            {
                case "" when part.StartsWith('@') && !part.Contains(' ') && owner.Length == 0:
                case not "" when OwnerField().IsMatch(name) && owner.Length == 0:
                    owner = ActionItemWords.IsNothing(value) ? owner : value;
                    return true;
                case "" or "kind" or "type" or "category" when kind is null && ActionItemWords.Kind(value) is { } found:
                    kind = found;
                    return true;
                case "" or "priority" or "prio" when priority is null && ActionItemWords.Priority(value) is { } found:
                    priority = found;
                    return true;
                case not "" when due is null && DueField().IsMatch(name) && ActionItemWords.Date(value) is { } found:
                    due = found;
                    return true;
                default:
                    return false;
            }
        }
    }

    [GeneratedRegex(@"^(?:(?:&nbsp;|&bull;|[\s•●▪◦‣–—])+|[*-]\s+)(?=\S)")]
    private static partial Regex Bullet();

    /// <summary>A text without bold and italic type, which an action item does not show.</summary>
    public static string Plain(string text) => Type().Replace(text, "$1");

    /// <summary>The link at the end of a line, which tells where the item is tracked.</summary>
    private static (string What, string Ticket) Tracked(string text)
    {
        if (Link().Match(text) is not { Success: true } link || link.Index == 0 || text.AsSpan(0, link.Index).Count('(') != text.AsSpan(0, link.Index).Count(')'))
        {
            return (text, "");
        }

        var (label, address) = (link.Groups["label"].Value, link.Groups["address"].Value);
        return (text[..link.Index].TrimEnd(' ', '-', '–', '—', ':', '('), label.Length == 0 || address.EndsWith(label.TrimStart('#'), StringComparison.Ordinal) ? address : $"{label} {address}");
    }

    [GeneratedRegex(@"(?<!\w)(?:\*\*\*|\*\*|__)(?=\S)([^*_]+?)(?<=\S)(?:\*\*\*|\*\*|__)(?!\w)")]
    private static partial Regex Type();

    [GeneratedRegex(@"\s(?:\(?\[(?<label>[^\[\]]{0,40})\]\((?<address>https?://[^\s()]{1,500})\)|<(?<address>https?://[^\s<>]{1,500})>|\(?(?<address>https?://[^\s()<>]{1,500}))\)?\.?$")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\[[xX]\]\s*")]
    private static partial Regex Ticked();

    [GeneratedRegex(@"^\[ ?\]\s*")]
    private static partial Regex Unticked();

    // "(owner: sam, due 2026-05-01)", "[P1]": not a link's text, nor a link's address.
    [GeneratedRegex(@"\s*(?:\((?<part>[^(),;\[\]]{1,60})(?:[,;](?<part>[^(),;\[\]]{1,60})){0,4}\)(?<!\]\([^()]*\))|\[(?<part>[^\[\](),;]{1,60})(?:[,;](?<part>[^\[\](),;]{1,60})){0,4}\](?!\s*[(\[:])|(?<=\S)\s+(?:[-–—|]|\*)?\s*\*{0,2}(?<part>(?:owner|assignee|assigned to|responsible|due(?: date)?|deadline|priority|type|kind)\*{0,2}:\*{0,2}[^,;|()]{1,60}?)(?=\s*(?:[,;|.]|$|\s[-–—]\s)))(?:\s*[,;|.])?", RegexOptions.IgnoreCase)]
    private static partial Regex Note();

    [GeneratedRegex(@"^\*{0,2}(?<name>owner|owned by|assignee|assigned to|responsible|dri|who|lead|due(?: date)?|due by|deadline|by|eta|target(?: date)?|priority|prio|type|kind|category)\*{0,2}\s*[:=]?\*{0,2}\s+(?<value>\S.*)$|^(?<name>owner|assignee|due|priority|type|kind)[:=](?<value>\S.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Field();

    [GeneratedRegex(@"^(?:owner|owned by|assignee|assigned to|responsible|dri|who|lead)$")]
    private static partial Regex OwnerField();

    [GeneratedRegex(@"^(?:due(?: date)?|due by|deadline|by|eta|target(?: date)?)$")]
    private static partial Regex DueField();

    /// <summary>Whether a line begins with the name of who does it: "**JP** Move the alert".</summary>
    public static bool BeginsWithOwner(string line) => Named().Match(line) is { Success: true, Index: 0 } named && ActionItemGroup.IsPerson(named.Groups["owner"].Value);

    [GeneratedRegex(@"^\*\*(?<owner>[^*:\n]{1,40})\*\*\s+(?:to |will )?(?=[\p{L}`])|\s\*\*(?<owner>[^*:\n]{1,40})\*\*(?<more>(?:\s?[/,&]\s?\p{Lu}[\p{L}]*){0,3})$")]
    private static partial Regex Named();

    [GeneratedRegex(@"^`?(?<owner>@[\w-]+)`?[:,]?\s+(?:to |will |- )?(?!and\b|&|/)|\s*(?:[-–—:]\s*)?`?(?<!\w)(?<owner>@[\w-]+)`?$")]
    private static partial Regex Handle();
}
