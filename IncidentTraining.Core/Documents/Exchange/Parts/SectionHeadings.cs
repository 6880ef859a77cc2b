using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Exchange.Parts;

/// <summary>What a heading of an imported text reveals about its section.</summary>
/// <param name="Section">The section.</param>
/// <param name="IsPlain">Whether the heading only repeats the section's title, so that it can be left out.</param>
/// <param name="IsWeak">Whether the heading begins the section only if it is not part of another one: "Detection" is part of the action
/// items as often as part of the story.</param>
/// <param name="IsGuess">Whether only the meaning of its words indicates the section, so that a list or table must follow.</param>
internal sealed record HeadingMatch(SectionShape Section, bool IsPlain, bool IsWeak, bool IsGuess = false);

/// <summary>Recognises the sections of a review by the headings that teams use for them.</summary>
/// <remarks>How often this is right on published reviews: <c>docs/checks.md</c>.</remarks>
internal static partial class SectionHeadings
{
    private static readonly (string Id, Regex Names)[] Strong =
    [
        ("summary", Summary()),
        ("timeline", Timeline()),
        ("root-cause", RootCause()),
        ("impact", Impact()),
        ("action-items", ActionItems()),
        ("lessons", Lessons()),
    ];

    private static readonly (string Id, Regex Names)[] Weak = [("timeline", Story()), ("action-items", Measures())];

    /// <summary>The section of the kind that the heading begins; null when it names none.</summary>
    public static HeadingMatch? Find(DocumentKind kind, string heading)
    {
        var words = Words(heading);
        if (kind.Sections.FirstOrDefault(section => words == Words(section.Title) || words == section.Id) is { } own)
        {
            return new HeadingMatch(own, IsPlain: true, IsWeak: false);
        }

        var (bare, plain) = WithoutSuffix(words);
        return Named(Strong, weak: false)
            ?? Named(Weak, weak: true)
            ?? NamedBefore("(")
            ?? NamedBefore(": ")
            ?? NamedBefore(" — ")
            ?? NamedAfter()
            ?? NamedWithin()
            ?? Guessed();

        // "Timeline (all times UTC), 3 to 5 May": anything can follow a name.
        HeadingMatch? NamedBefore(string mark)
        {
            var at = words.IndexOf(mark, StringComparison.Ordinal);
            if (at <= 0)
            {
                return null;
            }

            (bare, plain) = (words[..at].Trim(), false);
            return Named(Strong, weak: false);
        }

        // "Phase 3: Improvement plan".
        HeadingMatch? NamedAfter()
        {
            (bare, plain) = (Counted().Match(words).Groups["name"].Value, false);
            return bare.Length > 0 ? Named(Strong, weak: false) : null;
        }

        HeadingMatch? Guessed() =>
            ActionHeadings.Announce(words) && kind.Section("action-items") is { } actions
                ? new HeadingMatch(actions, IsPlain: false, IsWeak: false, IsGuess: true)
                : null;

        // "Working theory (root cause)".
        HeadingMatch? NamedWithin()
        {
            (bare, plain) = (Within().Match(words).Groups["name"].Value, false);
            return bare.Length > 0 ? Named(Strong, weak: false) : null;
        }

        HeadingMatch? Named((string Id, Regex Names)[] names, bool weak) =>
            names
                .Where(name => name.Names.IsMatch(bare))
                .Select(name => kind.Section(name.Id))
                .OfType<SectionShape>()
                .Select(section => new HeadingMatch(section, plain && Plain().IsMatch(bare), weak))
                .FirstOrDefault();
    }

    /// <summary>A heading's words without markup, number, symbols and closing colon, in lower case.</summary>
    public static string Words(string heading)
    {
        var text = Tags().Replace(Links().Replace(heading, "$1"), " ");
        text = Markup().Replace(Alias().Replace(text, "$1 "), "");
        text = Symbols().Replace(text, " ");
        text = Number().Replace(text.Trim(), "");
        return Spaces().Replace(text, " ").Trim(' ', ':', '-', '=', '–', '—', '.', '?', '!', ',').ToLowerInvariant().Replace('’', '\'');
    }

    private static (string Bare, bool IsWhole) WithoutSuffix(string words)
    {
        var bare = Suffix().Replace(words, "").Trim(' ', ':', '-', '–', '—', ',');
        return bare.Length == 0 ? (words, true) : (bare, bare == words);
    }

    // "(all times UTC)", a date or date range, "must contain": details of the section that do not identify it.
    [GeneratedRegex(
        @"\s*(?:\([^)]*\)|\[[^\]]*\]|,? (?:all )?(?:times?|dates?) (?:are |is )?(?:in |are )?\(?[a-z]{2,5}\)?$| must (?:contain|include).*$|(?:[ ,:·–—-]+(?:\d[\d/.:-]*\d|to|utc|pst|all times approximat\w+))+\.?$)"
    )]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\((?<name>[^()]{3,25})\)$")]
    private static partial Regex Within();

    [GeneratedRegex(@"^(?:phase|part|section|step|stage) (?:\d{1,2}|[a-h]|[ivx]{1,4})\s*[:–—-]\s*(?<name>.+)$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"<[^<>]{0,200}>|&nbsp;")]
    private static partial Regex Tags();

    // ":warning: Leadup": the name of a symbol.
    [GeneratedRegex(@"(^[\s#]*|\s):[a-z][a-z0-9_+-]{1,40}:(?=\s|$)")]
    private static partial Regex Alias();

    [GeneratedRegex(@"\[([^\[\]]{0,200})\]\([^()]{0,500}\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^\s*#{1,6}\s*|\s*#+\s*$|[*_`~]|\{[^{}]*\}\s*$")]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\p{So}\p{Sk}\p{Cs}\p{Mn}\uFE0F\u200D]|\p{C}")]
    private static partial Regex Symbols();

    [GeneratedRegex(
        @"^(?:(?:section|part|step) )?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[ivx]{1,5}(?=[.)])|[a-h](?=[.)]\s))[.):]?\s+|^(?:section|part) \d+\s*[:.-]\s*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"^(?:(?:issue|incident|executive) )?summary$|^(?:incident )?timeline(?: of events)?$|^root causes?(?: analysis)?$|^impact$|^actions?$|^action items?$|^lessons? learn(?:ed|t)$"
    )]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"^(?:(?:\w+[ -]){0,2}summary(?: of .*| and .*| & .*)?|tl;? ?dr|abstract|synopsis|(?:(?:incident|executive|issue|outage|problem|general) )?overview|(?:(?:incident|issue|problem|event|short|brief) )?(?:description|statement)|what happened|what was (?:the|our) (?:problem|issue|incident)|in (?:short|brief)|at a glance|the (?:problem|issue|incident|outage))$"
    )]
    private static partial Regex Summary();

    [GeneratedRegex(
        @"^(?:(?!response timeline )(?:\w+[ -]){0,2}time ?-?lines?(?: (?:of|for) .*)?|timeline (?:and|&) .*|(?:detailed )?chronology(?: of .*)?|chronological .*|(?:sequence|order|course|series|log) of (?:the )?(?:events?|incident|outage)|(?:event|incident) (?:log|history|chronology|sequence)|events?|what happened when|when did .*)$"
    )]
    private static partial Regex Timeline();

    [GeneratedRegex(
        @"^(?:(?:(?:primary|main|technical|underlying|actual|true|suspected|probable|blameless) )?root[ -]?causes?\b(?! identif).*|(?:(?:primary|proximate|underlying|technical|immediate|direct|main|likely|probable) )?causes?(?: analysis| and .*| & .*| of .*|, .*)?|(?:technical |incident |failure |problem )?analysis(?: of (?:the )?(?:root )?(?:causes?|incident|failure|problem|issue|outage))?|causal (?:analysis|factors?)|(?:key |main |other )?contributing (?:factors?|causes?)(?: .*)?|rca|triggers?|trigger and .*|(?:the )?(?:5|five) whys?.*|why (?:did )?(?:it|this|that|the \w+) (?:happen(?:ed)?|fail(?:ed)?|occur(?:red)?|br[eo]a?ke?)(?: .*)?|what (?:caused|was the cause|led to|triggered) ?.*|technical (?:details?|explanation|background|deep[ -]dive)|how (?:it|this|did (?:it|this)) (?:happen|occur)(?:ed)?|diagnosis|response, cause, prevention)$"
    )]
    private static partial Regex RootCause();

    [GeneratedRegex(
        @"^(?:(?:\w+[ -]){0,2}impacts?(?: (?:assessment|analysis|summary|statement|details?|scope|metrics|level|and .*|& .*|on .*|to .*|of .*|for .*))?|(?:who|what) (?:was|were|is) (?:affected|impacted).*|(?:affected|impacted) (?:users?|services?|systems?|components?|customers?|parties|products?|areas?|versions?)|(?:users?|services?|systems?|customers?) (?:affected|impacted)|(?:scope|extent|scale)(?: of (?:the )?(?:impact|incident|outage|damage))?|blast radius|damages?|consequences|effects?|outcomes?(?: / .*)?|severity (?:and|&) impact|how (?:bad|many|much) .*)$"
    )]
    private static partial Regex Impact();

    [GeneratedRegex(
        @"^(?:ais?|(?:permanent|preventa?t?ive|compensating|new|future) controls?(?: .*)?|mitigations? (?:for|in) the future|(?:clean-?up|improvement|hardening|remediation|prevention) plan(?: .*)?|guard-?rails?(?: .*)?|safeguards?(?: .*)?|(?:(?!recovery |mitigation |response |resolution |remediation actions? taken)\w+[ -]){0,2}action ?-?(?:items?|plans?|points?)(?: .*)?|actions?|actions? (?:to|for|we|going|and|&) .*|actions? planned|(?!immediate actions?(?: taken)?$)(?:immediate|short[ -]term|long[ -]term|future|planned|next|follow[ -]?up|required|recommended|further|remedial|resulting|agreed|outstanding|open|proposed) (?:actions?|steps|work|measures|tasks|improvements?|fixes|changes|plans?|follow[ -]?ups?)(?: .*)?|follow[ -]?ups?(?! fix\b)(?: .*)?|how to (?:avoid|prevent)\b.*|(?:corrective|preventa?t?ive|preventive)\b.*|prevention(?: .*)?|how (?:do|will|can|are|to|we|did|would|could|should)\b.*\bprevent.*|what (?:would|could|will) prevent\b.*|recurrence prevention|(?:what|how) (?:we|are we|we are|we're|will we|we will|we'll)\b.*\b(?:doing|do|change|changing|prevent(?:ing)?|improv(?:e|ing)|fix(?:ing)?)\b.*|preventing .*|(?:mitigations?|remediation|resolution) and (?:future )?prevention|(?:steps|measures|actions|plans?) (?:to|for) (?:prevent|avoid|improve).*|to ?-?dos?(?: list)?|(?:\w+ )?tasks?|(?:our |key )?recommendations?(?: .*)?|(?:(?:proposed|suggested|process|system|planned|key|priority|technical|general resilience) )?improvements?(?: (?:plan|made|planned))?|what(?:'s| is| comes) next|what next|looking (?:forward|ahead)|going forward|moving forward|way forward|future (?:prevention|plans?|mitigations?|developments?)|remediations?(?: (?:items?|plan|tasks?|and prevention))?|countermeasures)$"
    )]
    private static partial Regex ActionItems();

    [GeneratedRegex(
        @"^(?:lessons?(?: .*)?|(?:key |our |main )?(?:learnings?|take-?aways?|insights?)(?: .*)?|what (?:have |did |do )?(?:we|i|you) (?:learn(?:ed|t)?|could have).*|what (?:went|worked|did ?n['o]?t|didn't|can|could|should|surprised|helped|hurt)\b.*|what (?:i|we)(?:'d| would) .*(?:differently|change|better).*|(?:final|closing) (?:lessons?|thoughts|remarks)|where (?:we|i|did we) (?:got|get|were|was) (?:un)?lucky.*|(?:what|how) .*\blucky|(?:the )?good|(?:the )?bad|went (?:well|wrong|badly|poorly)|things? that went .*|(?:areas?|opportunit(?:y|ies)) (?:for|of|to) improve(?:ment)?|retrospectives?|reflections?|(?:post-?mortem |incident )?conclusions?|wins?|misses|positives?|negatives?|process issues)$"
    )]
    private static partial Regex Lessons();

    [GeneratedRegex(
        @"^(?:(?:incident |initial |problem |issue )?detection(?: .*)?|(?:incident |our |the )?response(?: .*)?|escalation.*|(?:immediate |incident |temporary )?mitigation(?: .*)?|(?:the )?(?:re)?solutions?(?: .*)?|(?:the )?(?:immediate |temporary |permanent )?fix(?:es)?(?: .*)?|recovery(?: .*)?|(?!remediation steps$)(?:mitigation|response|resolution|recovery|remediation) (?:steps|actions?|process|summary).*|(?:immediate |corrective )?actions? taken|steps taken.*|remediation(?: steps| actions?)? taken|containment.*|investigation.*|how (?:it|this|was it|was this|did we|we|the \w+) (?:was |were |got )?(?:detect|resolv|fix|notic|find|found|discover|mitigat|respond).*|debugging.*|restoration.*|discovery|communications?)$"
    )]
    private static partial Regex Story();

    [GeneratedRegex(@"^(?:immediate actions?|remediation steps|mitigations|(?:hardening|monitoring) improvements)$")]
    private static partial Regex Measures();
}
