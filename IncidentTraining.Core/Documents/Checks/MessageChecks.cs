using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Checks messages and figures: does a reader learn what it means for them, and when the next update comes?</summary>
internal static partial class MessageChecks
{
    private static readonly (Regex Word, string Say)[] Jargon =
    [
        (Pattern(@"p9\d(?:\.\d)?"), "how long most customers wait"),
        (Pattern(@"latency|latencies"), "slow pages"),
        (Pattern(@"5\d\d errors?|[45]xx(?:es)?|HTTP \d{3}"), "what people see instead of the page"),
        (
            Pattern(@"redis|supabase|kubernetes|nginx|postgres(?:ql)?|kafka"),
            "what it does for customers, e.g. \"the system that keeps the orders\""
        ),
        (Pattern(@"pods?|containers?|nodes?"), "servers"),
        (Pattern(@"connection pools?|pool exhaustion"), "the shop's access to its order records"),
        (Pattern(@"roll(?:ed)?[ -]?backs?|rolling back"), "went back to the previous version"),
        (Pattern(@"deploy(?:s|ed|ment|ments|ing)?"), "change to the shop"),
        (Pattern(@"fail(?:ed)?[ -]?over"), "switched to the spare"),
        (Pattern(@"SLOs?|SLAs?|SLIs?|error budgets?"), "what customers were promised"),
        (Pattern(@"circuit breakers?"), "a safety cut-out"),
        (Pattern(@"throughput"), "how many orders go through"),
        (Pattern(@"queue depth|backpressure|dead[ -]letter(?: queue)?"), "waiting orders"),
        (Pattern(@"webhooks?|API(?:s)?|endpoints?|timeouts?|timed out"), "what customers notice"),
        (Pattern(@"root cause analysis|RCA|PIR|MTTR|MTTD"), "a review of what happened"),
        (Pattern(@"mitigat(?:e|ed|ion|ing)"), "what you do about it"),
        (Pattern(@"degraded performance|degradation"), "what is slower, and by how much"),
    ];

    public static IEnumerable<Finding> Figures(CheckContext context)
    {
        if (context.Shape.IsFilledBy(context.Section) && !Figure().IsMatch(TimesAndDates().Replace(context.Section.Text, " ")))
        {
            yield return context.Find(
                "impact-figure",
                "",
                "There is no figure.",
                "How many orders, customers, minutes, dollars, how much of the error budget? An estimate is welcome if it is labelled as one."
            );
        }
    }

    public static IEnumerable<Finding> Impact(CheckContext context)
    {
        if (context.Shape.IsFilledBy(context.Section) && !ImpactWords.SaidIn(context.Section.Text))
        {
            yield return context.Find(
                "update-impact",
                "",
                "The message does not say what its readers notice.",
                "Say who is affected and how: \"about one in five customers cannot pay by card\"."
            );
        }
    }

    public static IEnumerable<Finding> NextUpdate(CheckContext context)
    {
        if (context.Shape.IsFilledBy(context.Section) && !Next().IsMatch(context.Section.Text))
        {
            yield return context.Find(
                "next-update",
                "",
                "The message does not say when the next one comes.",
                "Give a time: \"Next update by 14:30 UTC\". Send it then, even if nothing has changed."
            );
        }
    }

    public static IEnumerable<Finding> Promises(CheckContext context) =>
        new[] { TimeOfRepair(), Estimate(), NeverAgain() }
            .SelectMany(promise => promise.Matches(context.OwnWords).Take(20))
            .Select(match =>
                context.Find(
                    "promise",
                    SectionText.Around(context.Section.Text, match.Index, match.Length),
                    $"\"{match.Value.Trim()}\" is a promise that no one can be sure to keep.",
                    "Promise what you control: the time of the next update, and what you are doing now."
                )
            );

    public static IEnumerable<Finding> Jargons(CheckContext context)
    {
        foreach (var (word, say) in Jargon)
        {
            if (word.Match(context.OwnWords) is { Success: true } match)
            {
                yield return context.Find(
                    "jargon",
                    match.Value,
                    $"\"{match.Value}\" means nothing to many readers.",
                    $"Use their words: {say}."
                );
            }
        }
    }

    public static IEnumerable<Finding> Gaps(CheckContext context)
    {
        if (!context.Shape.IsFilledBy(context.Section))
        {
            yield break;
        }

        foreach (var match in Gap().Matches(context.OwnWords).Take(3))
        {
            yield return context.Find(
                "gap",
                SectionText.Around(context.Section.Text, match.Index, match.Length),
                "A gap in the outline is still open.",
                "Fill it in or remove the line."
            );
        }
    }

    private static Regex Pattern(string words) =>
        new($@"(?<![\w{{])(?:{words})(?![\w}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [GeneratedRegex(
        @"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred|thousand|half|quarter|third|none|nobody|no (?:orders?|customers?|requests?|data|money|revenue))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Figure();

    [GeneratedRegex(
        @"\b\d{1,2}[:.]\d\d(?::\d\d)?\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\bP[0-3]\b|\bP9\d\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TimesAndDates();

    [GeneratedRegex(
        @"(?:next|another|further|following) (?:\w+ )?(?:update|message|report|news|word|post)\b[^.\n]{0,60}?(?:\d|\{|noon|midnight|tomorrow|hour|minute)|\b(?:update|write|report|post|tell you more|hear from (?:me|us)|get back)\b[^.\n]{0,60}?\b(?:by|at|in|within|every|before|again)\b[^.\n]{0,30}?(?:\d|\{|hour|minute|noon|midnight|tomorrow)|\b(?:by|at|in|within|every) (?:the )?[^.\n]{0,25}?(?:\d|\{)[^.\n]{0,25}?\b(?:update|message|report|hear)|\bupdates? (?:every|at|by)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Next();

    [GeneratedRegex(
        @"\b(?:will be|is going to be|will get|should be|expect (?:it |this |everything )?to be) (?:fully |completely )?(?:fixed|resolved|restored|solved|repaired|back(?: up| to normal| online)?|working|over)(?: again)? (?:by|within|in|soon|shortly|before|at|on|the \d|any|momentarily|today|tonight)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TimeOfRepair();

    [GeneratedRegex(
        @"\b(?:ETA|estimated time (?:of|to) (?:repair|recovery|resolution|fix)|(?:fix|repair|recovery|resolution) (?:is )?expected)(?: for \w+)?(?: is|:| of| by| at| within| in)* (?:about |around |~)?\d[\d:.]*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Estimate();

    [GeneratedRegex(
        @"\b(?:(?:will|shall|can) (?:never|not)|won't|cannot|can't|(?:from|not|never) ever) (?:happen|happening|occur|occurring) again\b|\b(?:make sure|ensure|guarantee|certain)(?: that)? [^.\n]{0,30}?(?:does not|doesn't|never|will not|won't|cannot|can't) (?:happens?|occurs?|recurs?)\b|\b(?:we guarantee|guaranteed|we promise|rest assured|never again)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NeverAgain();

    [GeneratedRegex(@"(?:(?<=\s|^|\()…(?=\s|$|[.,;:|%)])|P…)", RegexOptions.Multiline)]
    private static partial Regex Gap();
}
