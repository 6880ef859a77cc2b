using System.Buffers;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange.Parts;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>What a heading above action items states about each of them.</summary>
/// <param name="Owner">The person or team that it names; empty when it names none.</param>
/// <param name="Kind">The items' effect on future incidents; null when not stated.</param>
/// <param name="Priority">Their priority; null when not stated.</param>
/// <param name="Done">Whether they are done.</param>
/// <param name="Label">The heading if it contains other information; empty otherwise.</param>
internal sealed partial record ActionItemGroup(
    string Owner = "",
    ActionItemKind? Kind = null,
    ActionItemPriority? Priority = null,
    bool Done = false,
    string Label = ""
)
{
    private static readonly ActionItemGroup Nothing = new();

    private static readonly SearchValues<char> SeveralNames = SearchValues.Create("/,&+");

    private static readonly HashSet<string> ListNames =
    [
        "action",
        "actionable",
        "actions",
        "ahead",
        "ai",
        "ais",
        "change",
        "changed",
        "changes",
        "controls",
        "fixes",
        "follow",
        "followup",
        "followups",
        "forward",
        "guardrails",
        "hardening",
        "improvement",
        "improvements",
        "item",
        "items",
        "measure",
        "measures",
        "mitigations",
        "next",
        "plan",
        "plans",
        "point",
        "points",
        "prevent",
        "preventative",
        "preventing",
        "prevention",
        "preventive",
        "recommendation",
        "recommendations",
        "remediation",
        "remediations",
        "safeguards",
        "step",
        "steps",
        "task",
        "tasks",
        "todo",
        "todos",
    ];

    private static readonly HashSet<string> WordsBesideThem =
    [
        "a",
        "additional",
        "again",
        "agreed",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "avoid",
        "be",
        "by",
        "come",
        "comes",
        "concrete",
        "contain",
        "corrective",
        "did",
        "do",
        "doing",
        "done",
        "drove",
        "durable",
        "during",
        "five",
        "following",
        "for",
        "four",
        "from",
        "further",
        "future",
        "going",
        "happen",
        "happening",
        "happens",
        "has",
        "have",
        "how",
        "in",
        "incident",
        "incidents",
        "is",
        "issue",
        "issues",
        "it",
        "key",
        "leftover",
        "list",
        "long-term",
        "looking",
        "made",
        "main",
        "mortem",
        "moving",
        "must",
        "new",
        "now",
        "occurring",
        "of",
        "on",
        "open",
        "our",
        "outage",
        "outages",
        "outstanding",
        "owner",
        "owners",
        "permanent",
        "planned",
        "post",
        "postmortem",
        "process",
        "proposed",
        "recommended",
        "recurrence",
        "remaining",
        "remedial",
        "reoccurrence",
        "reoccurring",
        "required",
        "result",
        "resulted",
        "resulting",
        "similar",
        "since",
        "structural",
        "such",
        "suggested",
        "systemic",
        "taken",
        "taking",
        "that",
        "the",
        "these",
        "this",
        "three",
        "to",
        "two",
        "up",
        "ups",
        "us",
        "we",
        "we'll",
        "we're",
        "what",
        "what's",
        "will",
        "with",
    ];

    /// <summary>The information in the heading.</summary>
    public static ActionItemGroup Of(string heading)
    {
        var words = SectionHeadings.Words(heading);
        var bare = Remark().Replace(words, "");
        if (NamesTheList(bare))
        {
            return Nothing with { Kind = ActionItemWords.Kind(bare) };
        }

        if (ActionItemWords.IsDone(words))
        {
            return Nothing with { Done = true };
        }

        if (ActionItemWords.Kind(words) is { } kind)
        {
            return Nothing with { Kind = kind };
        }

        var text = Number().Replace(heading.Trim(' ', '*', '_', ':'), "");
        if (ActionItemWords.Priority(OfItems().Replace(bare, "")) is { } priority && !Finished().IsMatch(text))
        {
            return Nothing with { Priority = priority, Label = bare == words ? "" : text };
        }

        if (PriorityAndMore().Match(words) is { Success: true } more)
        {
            return Nothing with { Priority = ActionItemWords.Priority(more.Groups["priority"].Value), Label = text };
        }

        if (Finished().Match(text) is { Success: true } finished)
        {
            return Of(text[..finished.Index]) with { Done = true };
        }

        // "GE (RK helps)", "JC - to plan"
        if (Aside().Match(text) is { Success: true } aside && Of(text[..aside.Index]) is { Owner.Length: > 0 } person)
        {
            return person with { Owner = System.Net.WebUtility.HtmlDecode(text) };
        }

        return Person().IsMatch(text) && !Topic().IsMatch(words) && !Camel().IsMatch(text)
            ? Nothing with
            {
                Owner = System.Net.WebUtility.HtmlDecode(text),
            }
            : Nothing with
            {
                Label = text,
            };
    }

    /// <summary>The information in the heading.</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="noNames">Whether capitalised words in it are known not to be names.</param>
    public static ActionItemGroup Of(string heading, bool noNames) =>
        Of(heading) is var said
        && noNames
        && said.Owner.Length > 0
        && !said.Owner.StartsWith('@')
        && !said.Owner.AsSpan().ContainsAny(SeveralNames)
            ? said with
            {
                Owner = "",
                Label = said.Owner,
            }
            : said;

    /// <summary>
    /// Whether the groups of action items are topics, so that a capitalised word is not a name: "Cleanup" together with "Upstream: pool".
    /// </summary>
    public static bool AreTopics(IEnumerable<string> groups) =>
        groups.Select(Of).Any(said => said.Owner.Length == 0 && (said.Label.Length > 0 || said.Kind is not null));

    /// <summary>Whether the headings of a text use title case: "Recommended Workflow".</summary>
    public static bool AreInTitleCase(IEnumerable<string> headings)
    {
        var longer = headings
            .Select(heading => heading.Split(' ').Where(word => word.Length > 3 && char.IsLetter(word[0])).ToList())
            .Where(words => words.Count > 1)
            .ToList();
        return longer.Count > 2 && longer.Count(words => words.TrueForAll(word => char.IsUpper(word[0]))) * 3 > longer.Count * 2;
    }

    /// <summary>Whether words only announce action items: "Follow-ups from this incident", "How we prevent this".</summary>
    public static bool NamesTheList(string words)
    {
        var all = words.Split([' ', '-', '/', '&', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.StartsWith("how ", StringComparison.Ordinal)
            || all.Length == 0
            || (all.Any(ListNames.Contains) && all.All(word => ListNames.Contains(word) || WordsBesideThem.Contains(word)));
    }

    /// <summary>Whether one of the words commonly refers to action items: "General resilience improvements".</summary>
    public static bool NamesActions(string words) =>
        words.Split([' ', '-', '/', '&', ','], StringSplitOptions.RemoveEmptyEntries).Any(ListNames.Contains);

    /// <summary>Whether words are the name of a person or team.</summary>
    public static bool IsPerson(string words) => Of(words).Owner.Length > 0;

    /// <summary>Whether unmarked words are a known name of a group: "Prevention", "P1", "Short term".</summary>
    public static bool IsKnown(string words) => Of(words) is { Kind: not null } or { Priority: not null } || Term().IsMatch(words);

    /// <summary>The combined information of this heading and the one below it.</summary>
    public ActionItemGroup With(ActionItemGroup below) =>
        new(
            below.Owner.Length > 0 ? below.Owner : Owner,
            below.Kind ?? Kind,
            below.Priority ?? Priority,
            below.Done || Done,
            below.Label.Length == 0 ? Label
                : Label.Length == 0 ? below.Label
                : $"{Label}, {below.Label}"
        );

    /// <summary>An item with the information from the heading.</summary>
    public ActionItem Add(ActionItem item) =>
        item with
        {
            What = Label.Length == 0 ? item.What : $"{item.What} ({Label})",
            Owner = item.Owner.Length > 0 ? item.Owner : Owner,
            Kind = item.Kind ?? Kind,
            Priority = item.Priority ?? Priority,
            Done = item.Done || Done,
        };

    [GeneratedRegex(
        @"^(?:short|mid|medium|near|long)(?:er)?[- ]term(?: (?:actions?|fix(?:es)?|improvements?|\(.*\)))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Term();

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

    // "P1 – within 30 days"
    [GeneratedRegex(@"^(?<priority>p[0-5]|high|medium|low|critical)(?: priority)?\s*[-–—:]\s")]
    private static partial Regex PriorityAndMore();

    // "High-priority actions" are urgent; "immediate actions" can be those already taken.
    [GeneratedRegex(
        @"(?<=\w)(?<!^immediate)[ -](?:actions?|action items?|items?|tasks?|steps?|fixes|measures?|follow-?ups?|improvements?)$"
    )]
    private static partial Regex OfItems();

    // One to three capitalised words or initials, possibly several people: "Alex", "Paul/Alex", "JG", "Thea Novak and Tariq".
    [GeneratedRegex(
        @"^(?!(?:After|At|Before|During|For|How|If|In|On|Once|Option|To|What|When|While|Why|With|Without)\b)@?\p{Lu}[\p{L}\d&;#'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}(?:\s*(?:/|,|&| and | via | \+ )\s*@?\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}){0,3}$|^@[\w-]+$"
    )]
    private static partial Regex Person();

    [GeneratedRegex(
        @"\b(?:\w+ing|\w{2,}(?:tion|sion|ment|ness|ity|ance|ence)s?|short|long|term|medium|immediate(?:ly)?|now|later|next|soon|today|week|month|quarter|future|new|old|other|general|misc|process(?:es)?|runbooks?|docs?|tests?|code|reviews?|alerts?|metrics?|dashboards?|infra|infrastructure|network|database|db|security|backups?|deploy\w*|releases?|ci|cd|ci/cd|tools?|people|technical|product|policy|quality|design|system|systems|software|hardware|server|client|frontend|backend|app|api|tbc|tbd|todo|wins?|phase|step|part|priority|awareness|improve\w*|changes?|fixes|fix|checks?|safeguards?|actions?|items?|tasks?|steps?|measures?|improvements?|issues?|follow|work|to-do|corrective|detective|remedial|preventi?ve|preventative|operational|organizational|organisational|procedural|redundancy|latency|cultural|architectur\w+|engineering|internal|external|customers?(?! support)|hosting|storage|queues?|cache|logs?|logging|traffic|kafka|redis|postgres\w*|mysql|kubernetes|k8s|terraform|docker|prometheus|grafana|slack|github|gitlab|jenkins|helm|nginx|aws|gcp|azure|dns|tls|ssl|cdn|sql|etcd|linux)\b"
    )]
    private static partial Regex Topic();
}
