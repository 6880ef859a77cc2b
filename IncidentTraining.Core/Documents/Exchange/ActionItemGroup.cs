using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>What a heading above action items says of each of them.</summary>
/// <param name="Owner">The person or team that it names; empty when it names none.</param>
/// <param name="Kind">What the items do about the next incident; null when it does not say.</param>
/// <param name="Priority">How soon they are done; null when it does not say.</param>
/// <param name="Done">Whether they are done.</param>
/// <param name="Label">The heading where it says something else; empty otherwise.</param>
internal sealed partial record ActionItemGroup(string Owner = "", ActionItemKind? Kind = null, ActionItemPriority? Priority = null, bool Done = false, string Label = "")
{
    private static readonly ActionItemGroup Nothing = new();

    /// <summary>What the heading says.</summary>
    public static ActionItemGroup Of(string heading)
    {
        var words = SectionHeadings.Words(heading);
        var kindOfAll = ActionItemWords.Kind(Remark().Replace(words, ""));
        if (words.Length == 0 || Empty().IsMatch(words))
        {
            return Nothing with { Kind = kindOfAll };
        }

        if (ActionItemWords.IsDone(words))
        {
            return Nothing with { Done = true };
        }

        if (ActionItemWords.Kind(words) is { } kind)
        {
            return Nothing with { Kind = kind };
        }

        if (ActionItemWords.Priority(words) is { } priority)
        {
            return Nothing with { Priority = priority };
        }

        var text = Number().Replace(heading.Trim(' ', '*', '_', ':'), "");
        if (Finished().Match(text) is { Success: true } finished)
        {
            return Of(text[..finished.Index]) with { Done = true };
        }

        // "GE (RK helps)", "JC - to plan"
        if (Aside().Match(text) is { Success: true } aside && Of(text[..aside.Index]) is { Owner.Length: > 0 } person)
        {
            return person with { Owner = System.Net.WebUtility.HtmlDecode(text) };
        }

        return Person().IsMatch(text) && !Topic().IsMatch(words) && !Camel().IsMatch(text) ? Nothing with { Owner = System.Net.WebUtility.HtmlDecode(text) } : Nothing with { Label = text };
    }

    /// <summary>Whether words are the name of a person or team.</summary>
    public static bool IsPerson(string words) => Of(words).Owner.Length > 0;

    /// <summary>Both what this heading and what the one below it say.</summary>
    public ActionItemGroup With(ActionItemGroup below) => new(
        below.Owner.Length > 0 ? below.Owner : Owner, below.Kind ?? Kind, below.Priority ?? Priority, below.Done || Done,
        below.Label.Length == 0 ? Label : Label.Length == 0 ? below.Label : $"{Label}, {below.Label}");

    /// <summary>An item with what the heading adds to it.</summary>
    public ActionItem Add(ActionItem item) => item with
    {
        What = Label.Length == 0 ? item.What : $"{item.What} ({Label})",
        Owner = item.Owner.Length > 0 ? item.Owner : Owner,
        Kind = item.Kind ?? Kind,
        Priority = item.Priority ?? Priority,
        Done = item.Done || Done,
    };

    [GeneratedRegex(@" \([^)]*\)$")]
    private static partial Regex Remark();

    [GeneratedRegex(@"^\d{1,2}(?:\.\d{1,2})*[.):]?\s+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s*\((?:completed?|done|finished)\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Finished();

    [GeneratedRegex(@"(?<=\S)\s+(?:\([^()]*\)|[-–—] .*)$")]
    private static partial Regex Aside();

    // Programs rather than people: "BinderHub".
    [GeneratedRegex(@"(?<!\bMc|\bMac|\bDe)(?<=\p{Ll})\p{Lu}")]
    private static partial Regex Camel();

    // Names of the list itself, not of a part of it.
    [GeneratedRegex(@"^(?:actions?|action items?|tasks?|to-?dos?|items?|follow-?ups?(?: actions?| items?)?|(?:(?:open|planned|proposed|suggested|outstanding|remaining|leftover|follow-?up|corrective|remedial|recommended|next|preventa?tive|preventive)(?: (?:and|&) (?:preventa?tive|preventive|corrective))? )?(?:actions?|items|tasks|steps|measures?|improvements?)(?: must contain)?|improvements?|recommendations?|remediations?|looking (?:forward|ahead)|what's next|prevention|how .*)(?: \([^)]*\))?$")]
    private static partial Regex Empty();

    // One to three capitalised words or initials, also several people: "Alex", "Paul/Alex", "JG", "Thea Novak and Tariq".
    [GeneratedRegex(@"^@?\p{Lu}[\p{L}\d&;#'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}(?:\s*(?:/|,|&| and | via | \+ )\s*@?\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}){0,3}$|^@[\w-]+$")]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(?:\w+ing|\w{2,}(?:tion|sion|ment|ness|ity|ance|ence)s?|short|long|term|medium|immediate(?:ly)?|now|later|next|soon|today|week|month|quarter|future|new|old|other|general|misc|process(?:es)?|runbooks?|docs?|tests?|code|reviews?|alerts?|metrics?|dashboards?|infra|infrastructure|network|database|db|security|backups?|deploy\w*|releases?|ci|cd|ci/cd|tools?|people|technical|product|policy|quality|design|system|systems|software|hardware|server|client|frontend|backend|app|api|tbc|tbd|todo|wins?|phase|step|part|priority|awareness|improve\w*|changes?|fixes|fix|checks?|safeguards?|actions?|items?|tasks?|steps?|measures?|improvements?|issues?|follow|work)\b")]
    private static partial Regex Topic();
}
