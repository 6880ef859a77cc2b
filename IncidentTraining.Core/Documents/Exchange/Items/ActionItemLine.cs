using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>Parses an action item in one line, with its owner, date, kind and priority.</summary>
internal static partial class ActionItemLine
{
    /// <summary>The item. Words that are not recognised as a field stay in its text.</summary>
    /// <param name="line">The line, with or without a task marker.</param>
    /// <param name="group">The information from the heading above it.</param>
    /// <param name="below">Lines below it that name fields, as in "Owner: Thea".</param>
    /// <param name="more">Further text below it that belongs to its text; empty without any.</param>
    public static ActionItem Read(string line, ActionItemGroup group, IEnumerable<string>? below = null, string more = "")
    {
        var fields = new ActionItemFields();
        foreach (var named in below ?? [])
        {
            fields.TakeLine(named);
        }

        var text = ToCome().Replace(Bullet().Replace(line.Trim(), ""), "");
        var ticked = Ticked().Match(text);
        text = Label().Replace(Unticked().Replace(ticked.Success ? text[ticked.Length..] : text, ""), "");
        fields.Done |= ticked.Success;
        text = StateFirst(text, fields);
        text = Notes(text, fields);
        (text, var done) = ActionItemWords.WithoutDone(text.Trim());
        fields.Done |= done;
        text = Owner(Tracked(text.Trim(), fields), fields).Trim();
        text = Plain(text).TrimEnd(',', ';', ' ');
        return group.Add(
            fields.Of(
                more.Length == 0
                    ? text
                    : $"{text}{(text.EndsWith(':') || text.EndsWith('.') ? "" : ":")} {Plain(more).TrimEnd(',', ';', ' ')}"
            )
        );
    }

    /// <summary>A text without bold and italic markup, which an action item does not show.</summary>
    public static string Plain(string text) => Type().Replace(text, "${text}");

    /// <summary>Whether a line begins with the name of the owner: "**JP** Move the alert".</summary>
    public static bool BeginsWithOwner(string line) =>
        Named().Match(line) is { Success: true, Index: 0 } named && ActionItemGroup.IsPerson(named.Groups["owner"].Value);

    /// <summary>
    /// The text without remarks that are fields. A remark is removed only as a whole, because half of it would have another meaning.
    /// </summary>
    private static string Notes(string text, ActionItemFields fields)
    {
        text = MarkedRemark().Replace(text, "$1");
        if (
            OwnerAndDate().Match(text) is { Success: true } both
            && ActionItemGroup.IsPerson(both.Groups["owner"].Value)
            && ActionItemWords.Date(both.Groups["date"].Value) is not null
        )
        {
            fields.TakeRemark($"owner {both.Groups["owner"].Value}");
            fields.TakeRemark($"due {both.Groups["date"].Value}");
            text = text.Remove(both.Index, both.Length);
        }

        if (OwnerAndTime().Match(text) is { Success: true } vague && ActionItemGroup.IsPerson(vague.Groups["owner"].Value))
        {
            // "– Thea, by the end of week 4" contains no date, so its words stay.
            fields.TakeRemark($"owner {vague.Groups["owner"].Value}");
            text = $"{text[..vague.Index].TrimEnd()} ({vague.Groups["time"].Value})";
        }

        text = Leading().Replace(text, lead => fields.TakeRemark(lead.Groups["word"].Value) ? "" : lead.Value);
        text = Note()
            .Replace(text, note =>
                note.Groups["part"].Captures.Select(part => part.Value.Trim()).Where(part => !fields.TakeRemark(part)).ToList().Count == 0
                    ? ""
                    : note.Value
            );
        return LoneMarks().Replace(text, "");
    }

    /// <summary>The text without the leading state, date and priority in bold: "**TODO due 2026-05-04** — …".</summary>
    private static string StateFirst(string text, ActionItemFields fields)
    {
        if (State().Match(text) is not { Success: true } state)
        {
            return text;
        }

        var kept = state.Groups["date"].Value;
        if (state.Groups["due"].Success && fields.TakeRemark($"due {kept}"))
        {
            kept = "";
        }

        fields.Done |= ActionItemWords.IsDone(state.Groups["state"].Value);
        _ = state.Groups["priority"].Success && fields.TakeRemark(state.Groups["priority"].Value);
        kept = string.Join(
            ' ',
            new[]
            {
                ActionItemWords.IsDone(state.Groups["state"].Value) || ActionItemWords.IsOpen(state.Groups["state"].Value)
                    ? ""
                    : state.Groups["state"].Value,
                kept,
            }.Where(word => word.Length > 0)
        );
        return kept.Length == 0 ? text[state.Length..] : $"{text[state.Length..]} ({kept})";
    }

    /// <summary>The text without the owner at its beginning or end.</summary>
    private static string Owner(string text, ActionItemFields fields)
    {
        if (fields.Owner.Length > 0)
        {
            return text;
        }

        if (Bracketed().Match(text) is { Success: true } bracketed && ActionItemGroup.IsPerson(bracketed.Groups["owner"].Value))
        {
            fields.Owner = bracketed.Groups["owner"].Value;
            return text.Remove(bracketed.Index, bracketed.Length);
        }

        var named = Named().Match(text);
        var found = named.Success && ActionItemGroup.IsPerson(named.Groups["owner"].Value) ? named : Handle().Match(text);
        found = found.Success ? found : Role().Match(text);
        if (!found.Success)
        {
            return text;
        }

        fields.Owner = found.Groups["owner"].Value + found.Groups["more"].Value;
        var rest = text.Remove(found.Index, found.Length).Trim();
        return found.Value.EndsWith(" to ", StringComparison.Ordinal) && rest.Length > 0
            ? char.ToUpperInvariant(rest[0]) + rest[1..]
            : rest;
    }

    /// <summary>The text without its ticket: a link at its end, a number at its beginning.</summary>
    private static string Tracked(string text, ActionItemFields fields)
    {
        if (fields.Ticket.Length > 0)
        {
            return text;
        }

        if (
            Link().Match(text) is { Success: true, Index: > 0 } link
            && text.AsSpan(0, link.Index).Count('(') == text.AsSpan(0, link.Index).Count(')')
        )
        {
            var (label, address) = (link.Groups["label"].Value, link.Groups["address"].Value);
            fields.Ticket =
                label.Length == 0
                || (label.Contains(' ') && char.IsLower(label[0]))
                || address.EndsWith(label.TrimStart('#'), StringComparison.Ordinal)
                    ? address
                    : $"{label} {address}";
            // "… the status of [the fault](…)": the link's words end the sentence.
            return text[..link.Index].TrimEnd(' ', '-', '–', '—', ':', '(')
                + (label.Contains(' ') && char.IsLower(label[0]) ? $" {label}" : "");
        }

        if (Key().Match(text) is { Success: true } key)
        {
            fields.Ticket = key.Groups["key"].Value;
            return text.Remove(key.Index, key.Length).Trim();
        }

        return text;
    }

    [GeneratedRegex(@"^(?:(?:&nbsp;|&bull;|[\s•●▪◦‣–—])+|[*-]\s+)(?=\S)")]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"^(?:\*\*|__)(?<state>done|to-?do|open|pending|planned|deferred|in progress|closed|fixed|completed?|resolved)(?:,? (?:(?<due>due|by) )?(?<date>\d{4}-\d{2}-\d{2}))?(?:,? \(?(?<priority>p[0-5])\)?)?:?(?:\*\*|__)\s*[-–—:]\s+(?=\S)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex State();

    // "⏳ …" only means that it is not done yet.
    [GeneratedRegex(@"^(?:⏳|⬜|☐|🔲)\uFE0F?\s+(?=\S)")]
    private static partial Regex ToCome();

    // "**Action item 1:**" only means that it is one.
    [GeneratedRegex(
        @"^(?:\*\*|__)?(?:action(?: items?)?|AI|task|to-?do)(?:[ -]?#?\d{1,2})?(?:(?:\*\*|__)?\s*:|\s*:(?:\*\*|__)|\s+[-–—](?=\s))(?:\*\*|__)?\s*(?=\S)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Label();

    [GeneratedRegex(@"(?<!\w)(?:(?:\*\*\*|\*\*)(?=\S)(?<text>[^*]+?)(?<=\S)(?:\*\*\*|\*\*)|__(?=\S)(?<text>[^*_]+?)(?<=\S)__)(?!\w)")]
    private static partial Regex Type();

    [GeneratedRegex(
        @"\s(?:\(?\[(?<label>[^\[\]]{0,40})\]\((?<address>https?://[^\s()]{1,500})\)|<(?<address>https?://[^\s<>]{1,500})>|\(?(?<address>https?://[^\s()<>]{1,500}))\)?\.?$"
    )]
    private static partial Regex Link();

    // "OPS-17: …", "[OPS-17] …", "[#17]: …", "… – OPS-17"
    [GeneratedRegex(
        @"^(?:\[(?<key>#\d{1,6}|[A-Z][A-Z0-9]{1,9}-\d{1,6})\](?!\()|(?<key>[A-Z][A-Z0-9]{1,9}-\d{1,6})(?=:))[:\s-]*(?=\S)|\s[-–—]\s(?<key>[A-Z][A-Z0-9]{1,9}-\d{1,6}|#\d{1,6})$"
    )]
    private static partial Regex Key();

    // "**[P1]** …", "_(owner: Thea)_"
    [GeneratedRegex(@"(?<![\w*_])(?:\*{1,2}|__?)(\[[^\[\]]{1,80}\]|\([^()]{1,80}\))(?:\*{1,2}|__?)(?![\w*_])")]
    private static partial Regex MarkedRemark();

    [GeneratedRegex(@"(?<=^|\s)(?:\*{2,4}|__)(?=\s|$)|(?<=[.\s])[*_]{1,2}$")]
    private static partial Regex LoneMarks();

    [GeneratedRegex(@"^\[[xX]\]\s*")]
    private static partial Regex Ticked();

    // "[~] …" means started.
    [GeneratedRegex(@"^\[[ ~]?\]\s*")]
    private static partial Regex Unticked();

    // "P1: …", "**Prevent:** …": words that can only be a priority or a kind.
    [GeneratedRegex(
        @"^(?:[\p{So}\p{Cs}\uFE0F]+\s*)?\*{0,2}(?<word>p[0-5]|high|medium|low|prevent(?:ion|ive|ative)?|detect(?:ion|ive)?|mitigat(?:e|ion|ive))(?: priority)?(?:\*{0,2}\s*:\*{0,2}|\*{0,2}\s+[-–—])\s+(?=\S)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Leading();

    // "(owner: sam, due 2026-05-01)", "[P1]": not a link's text or address.
    [GeneratedRegex(
        @"\s*(?:\((?<part>[^(),;\[\]]{1,60})(?:[,;](?<part>[^(),;\[\]]{1,60})){0,4}\)(?<!\]\([^()]*\))|(?<!\])\[(?<part>[^\[\](),;]{1,60})(?:[,;](?<part>[^\[\](),;]{1,60})){0,4}\](?!\s*[(\[:])|(?<=\S)\s+(?:[-–—|]|\*)?\s*\*{0,2}(?<part>(?:owner|assignee|assigned to|responsible|due(?: date)?|deadline|priority|type|kind|status)\*{0,2}:\*{0,2}[^,;|()]{1,60}?|assigned to (?=@|(?-i:\p{Lu}))[^,;|()]{1,40}?)(?=\s*(?:[,;|.]|$|\s[-–—]\s)))(?:\s*[,;|.])?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Note();

    // "… (Thea, 2026-05-04)", "… – Thea, 4 May 2026": a name alone could be anything, but with a date it is an owner.
    [GeneratedRegex(
        @"\s*(?:\((?<owner>[^(),\d]{2,40}), (?:by |due )?(?<date>[^()]{8,20})\)|\s[-–—]\s(?<owner>[^(),\d–—]{2,40}), (?:by |due )?(?<date>[^()]{8,20}))\.?$"
    )]
    private static partial Regex OwnerAndDate();

    [GeneratedRegex(
        @"\s[-–—]\s(?<owner>[^(),\d–—]{2,40}), (?<time>(?:(?:by|due|before|until|in|on|this|next|end of|the|decision|early|late|mid) ){0,4}(?:week|month|quarter|sprint|year|release|today|tomorrow|monday|tuesday|wednesday|thursday|friday|q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december)\b[^,;()–—]{0,15}?)\.?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OwnerAndTime();

    [GeneratedRegex(
        @"^\*\*(?<owner>[^*:\n]{1,40})\*\*\s+(?:to |will )?(?=[\p{L}`])|(?<!\b(?:to|from|in|on|for|with|the|an?|of|as|by|is|be|at|and|or|via|into|use|using))\s\*\*(?<owner>[^*:\n]{1,40})\*\*(?<more>(?:\s?[/,&]\s?\p{Lu}[\p{L}]*){0,3})$"
    )]
    private static partial Regex Named();

    // "… [Thea]": round brackets hold other names too.
    [GeneratedRegex(@"\s\[(?<owner>\p{Lu}[^\[\]\d]{1,40})\](?=\.?$)")]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"^`?(?<owner>@[\w-]+)`?[:,]?\s+(?:to |will |- )?(?!and\b|&|/)|\s*(?:[-–—:]\s*)?`?(?<!\w)(?<!\b(?:with|to|from|ask|tell|ping|cc|and|for)\s+)(?<owner>@[\w-]+)`?$"
    )]
    private static partial Regex Handle();

    // "Platform team to …": a name alone may not be one.
    [GeneratedRegex(
        @"^(?:the |our )?(?<owner>(?:(?:platform|infra|infrastructure|back-?end|front-?end|data|network|web|mobile|core|cloud|product|security|support|database|on-?call) )?(?:developers|engineers|engineering|team|ops|operations|sres?|dev ?ops|dbas?|qa|on-?call)) (?:to|will)(?: then)? (?!be\b)(?=[a-z])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Role();
}
