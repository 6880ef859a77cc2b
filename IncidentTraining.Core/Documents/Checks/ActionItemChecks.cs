using System.Globalization;
using IncidentTraining.Core.Documents.Checks.Wording;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Checks action items: is it clear who does what by when, and whether it is done?</summary>
internal static class ActionItemChecks
{
    // Beginnings of noun phrases and wishes. A list of verbs would reject every verb that is missing from it.
    private static readonly HashSet<string> NoVerbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "our",
        "their",
        "his",
        "her",
        "its",
        "my",
        "your",
        "some",
        "any",
        "all",
        "no",
        "more",
        "less",
        "better",
        "new",
        "old",
        "we",
        "they",
        "it",
        "there",
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "nobody",
        "i",
        "you",
        "he",
        "she",
        "should",
        "must",
        "needs",
        "need",
        "could",
        "would",
        "may",
        "might",
        "maybe",
        "perhaps",
        "possibly",
        "please",
        "alert",
        "alerts",
        "alerting",
        "dashboard",
        "dashboards",
        "monitoring",
        "documentation",
        "training",
        "testing",
        "tests",
        "logging",
        "runbook",
        "runbooks",
        "improvement",
        "improvements",
        "improved",
        "increased",
        "additional",
        "automated",
        "automatic",
        "proper",
        "regular",
        "periodic",
        "faster",
        "stronger",
        "clearer",
        "earlier",
        "missing",
        "every",
        "each",
        "both",
        "already",
        "maybe",
        "code",
        "developers",
        "engineers",
        "operators",
        "team",
        "teams",
        "users",
        "customers",
        "services",
        "applications",
        "systems",
        "automation",
        "metrics",
        "visibility",
        "deployments",
        "changes",
        "backups",
        "failover",
        "someone's",
        "database",
        "payment",
        "payments",
        "latency",
        "worker",
        "workers",
        "queue",
        "redis",
        "retries",
        "timeout",
        "timeouts",
        "on",
        "in",
        "for",
        "with",
        "when",
        "if",
        "after",
        "before",
        "because",
        "to",
    };

    // Both a noun and a verb; a verb when a preposition or an article follows: "Alert when …", "Test the …".
    private static readonly HashSet<string> Either = new(StringComparer.OrdinalIgnoreCase)
    {
        "alert",
        "alerts",
        "need",
        "needs",
        "queue",
        "timeout",
    };

    private static readonly HashSet<string> AfterAVerb = new(StringComparer.OrdinalIgnoreCase)
    {
        "when",
        "if",
        "on",
        "the",
        "a",
        "an",
        "every",
        "each",
        "as",
        "whenever",
        "once",
        "before",
        "after",
        "failed",
        "only",
    };

    private static readonly HashSet<string> Modal = new(StringComparer.OrdinalIgnoreCase)
    {
        "should",
        "must",
        "shall",
        "will",
        "needs",
        "ought",
        "cannot",
        "has",
        "have",
    };

    // Verbs that a whole sentence can follow: "Ensure backups will run".
    private static readonly HashSet<string> Clause = new(StringComparer.OrdinalIgnoreCase)
    {
        "ensure",
        "make",
        "verify",
        "check",
        "confirm",
        "guarantee",
        "require",
        "enforce",
        "decide",
        "document",
        "define",
        "clarify",
        "investigate",
        "find",
        "let",
        "test",
        "tell",
        "see",
        "agree",
        "mandate",
        "consider",
        "discuss",
    };

    private static readonly HashSet<string> Joins = new(StringComparer.OrdinalIgnoreCase)
    {
        "that",
        "when",
        "so",
        "how",
        "what",
        "which",
        "where",
        "who",
        "why",
        "if",
        "whether",
        "to",
        "because",
        "until",
        "for",
    };

    private static readonly HashSet<string> IngVerbs = new(StringComparer.OrdinalIgnoreCase) { "spring", "string" };

    private static readonly HashSet<string> TionVerbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "mention",
        "position",
        "question",
        "function",
        "caution",
        "condition",
        "section",
        "partition",
        "transition",
        "auction",
        "station",
        "ration",
    };

    private static readonly string[] Vague =
    [
        "be more careful",
        "pay more attention",
        "be careful",
        "try harder",
        "think about",
        "look into",
        "remember to",
        "remind ",
        "be aware",
        "consider ",
    ];

    public static IEnumerable<Finding> Owners(CheckContext context) =>
        Items(context)
            .Where(item => string.IsNullOrWhiteSpace(item.Item.Owner))
            .Select(item =>
                context.Find(
                    "action-owner",
                    item.Name,
                    $"{item.Name} has no owner.",
                    "Name the one person who agreed to it. If it belongs to a team or to no one in particular, it will not be done."
                )
            );

    public static IEnumerable<Finding> Dates(CheckContext context) =>
        Items(context)
            .Where(item => item.Item.DueOn is null && !item.Item.Done)
            .Select(item =>
                context.Find(
                    "action-date",
                    item.Name,
                    $"{item.Name} has no follow-up date.",
                    "When will you look at it again? A date makes it possible to notice that nothing happened."
                )
            );

    public static IEnumerable<Finding> PastDates(CheckContext context) =>
        Items(context)
            .Where(item => item.Item.DueOn < context.Today && !item.Item.Done)
            .Select(item =>
                context.Find(
                    "action-past",
                    $"{item.Name}: {item.Item.DueOn!.Value.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
                    $"{item.Name} has a follow-up date in the past.",
                    "Choose tomorrow or later; what was done during the incident belongs in the timeline."
                )
            );

    public static IEnumerable<Finding> Verbs(CheckContext context)
    {
        foreach (var item in Items(context))
        {
            var what = ActionVerbs.WithoutLead(item.Item.What);
            var words = what.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            if (Vague.FirstOrDefault(phrase => item.Item.What.Contains(phrase, StringComparison.OrdinalIgnoreCase)) is { } vague)
            {
                yield return context.Find(
                    "action-verb",
                    item.Item.What,
                    $"{item.Name}: no one can tell when \"{vague.Trim()}\" is done.",
                    "Say what will be different in the system, so that someone else can check it."
                );
            }
            else if (IsState(words) || (!Joins.Contains(words[0]) && ActionVerbs.TellsState(what)))
            {
                yield return context.Find(
                    "action-verb",
                    item.Item.What,
                    $"{item.Name} describes a desired state, not an action.",
                    "Say who changes what: \"Let every developer merge\" instead of \"Every developer should be able to merge\"."
                );
            }
            else if (!IsVerb(words) || ActionVerbs.IsThing(what))
            {
                yield return context.Find(
                    "action-verb",
                    item.Item.What,
                    $"{item.Name} does not start with a verb.",
                    "Start with what someone does: add, remove, change, measure, write, test, move, limit …"
                );
            }
        }
    }

    private static bool IsVerb(string[] words)
    {
        words = words.Length > 1 && words[0].Equals("to", StringComparison.OrdinalIgnoreCase) ? words[1..] : words;
        var first = words[0].Trim('*', '_', '"', ':', ',');
        return words.Length > 1
            && !Noun(first)
            && (!NoVerbs.Contains(first) || (Either.Contains(first) && AfterAVerb.Contains(words[1].Trim('*', '_'))))
            && ActionVerbs.CanBeVerb(words[0], words[1]);
    }

    /// <summary>Whether the words describe a state: "Code must be reviewed", "Backups will run each night".</summary>
    private static bool IsState(string[] words)
    {
        var modal = Array.FindIndex(words, 0, Math.Min(words.Length, 7), word => Modal.Contains(word.TrimEnd(',')));
        return modal > 0
            && !Clause.Contains(words[0])
            && words.Take(modal).All(word => !Joins.Contains(word) && word[^1] is not (',' or ':' or ';' or '.' or '–' or '—' or '-'));
    }

    // "Adding an alert", "Validation of the input": the action has become a noun.
    private static bool Noun(string word) =>
        word.Length > 5
        && (
            (word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && !IngVerbs.Contains(word))
            || (word.EndsWith("tion", StringComparison.OrdinalIgnoreCase) && !TionVerbs.Contains(word))
        );

    private static IEnumerable<(Body.ActionItem Item, string Name)> Items(CheckContext context) =>
        context.Section.ActionItems.Select((item, index) => (item, $"Item {index + 1}")).Where(item => !item.item.IsEmpty);
}
