using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks.Wording;

/// <summary>Classifies the beginning of an action item: an action, a thing or a state.</summary>
/// <remarks>
/// The verbs are those with which items in published reviews begin. An unknown word is not an error by itself: an item counts as none only
/// if a noun also ends the phrase, or "is" or a similar verb follows.
/// </remarks>
internal static partial class ActionVerbs
{
    private static readonly HashSet<string> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "add",
        "adjust",
        "adopt",
        "agree",
        "alert",
        "align",
        "allow",
        "always",
        "analyse",
        "analyze",
        "annotate",
        "apply",
        "archive",
        "ask",
        "assert",
        "assess",
        "assign",
        "audit",
        "automate",
        "avoid",
        "backfill",
        "backup",
        "block",
        "break",
        "bring",
        "build",
        "bump",
        "bundle",
        "cache",
        "calibrate",
        "canary",
        "cap",
        "capture",
        "centralise",
        "centralize",
        "change",
        "check",
        "clarify",
        "clean",
        "close",
        "collect",
        "commit",
        "compare",
        "complete",
        "conduct",
        "configure",
        "confirm",
        "consolidate",
        "continue",
        "convert",
        "coordinate",
        "copy",
        "correct",
        "correlate",
        "cover",
        "create",
        "cut",
        "deal",
        "decide",
        "decouple",
        "deduplicate",
        "default",
        "define",
        "delete",
        "deploy",
        "deprecate",
        "design",
        "detect",
        "develop",
        "disable",
        "discuss",
        "distinguish",
        "do",
        "document",
        "don't",
        "drill",
        "drop",
        "emit",
        "enable",
        "encode",
        "encourage",
        "encrypt",
        "enforce",
        "enhance",
        "ensure",
        "escalate",
        "establish",
        "evaluate",
        "evict",
        "examine",
        "exclude",
        "expand",
        "explain",
        "explore",
        "export",
        "expose",
        "extend",
        "extract",
        "fail",
        "file",
        "filter",
        "find",
        "finish",
        "fix",
        "follow",
        "force",
        "formalise",
        "formalize",
        "gate",
        "gather",
        "generate",
        "get",
        "give",
        "guard",
        "handle",
        "harden",
        "have",
        "help",
        "hide",
        "identify",
        "implement",
        "import",
        "improve",
        "include",
        "increase",
        "index",
        "inform",
        "inspect",
        "install",
        "instrument",
        "integrate",
        "introduce",
        "invalidate",
        "inventory",
        "investigate",
        "isolate",
        "keep",
        "label",
        "learn",
        "let",
        "leave",
        "limit",
        "link",
        "lint",
        "list",
        "lock",
        "log",
        "look",
        "lower",
        "maintain",
        "make",
        "map",
        "mark",
        "measure",
        "merge",
        "migrate",
        "minimise",
        "minimize",
        "mirror",
        "mock",
        "modify",
        "monitor",
        "move",
        "never",
        "normalise",
        "normalize",
        "notify",
        "observe",
        "offer",
        "open",
        "optimise",
        "optimize",
        "order",
        "organise",
        "organize",
        "pair",
        "parse",
        "partition",
        "pass",
        "patch",
        "pause",
        "perform",
        "persist",
        "pilot",
        "pin",
        "pipe",
        "plan",
        "port",
        "post",
        "practise",
        "prefer",
        "prepare",
        "present",
        "prevent",
        "print",
        "prioritise",
        "prioritize",
        "probe",
        "process",
        "profile",
        "promote",
        "propose",
        "protect",
        "prove",
        "provide",
        "provision",
        "prune",
        "publish",
        "purge",
        "push",
        "put",
        "quarantine",
        "query",
        "queue",
        "raise",
        "randomise",
        "rate-limit",
        "re-architect",
        "re-enable",
        "re-run",
        "reach",
        "read",
        "rebuild",
        "recalibrate",
        "record",
        "recover",
        "redesign",
        "reduce",
        "refactor",
        "refine",
        "refresh",
        "refuse",
        "register",
        "rehearse",
        "reject",
        "release",
        "remove",
        "rename",
        "renew",
        "reopen",
        "repair",
        "replace",
        "replay",
        "replicate",
        "report",
        "require",
        "rerun",
        "reserve",
        "reset",
        "resize",
        "resolve",
        "restart",
        "restore",
        "restrict",
        "retain",
        "retire",
        "retry",
        "return",
        "reuse",
        "revert",
        "review",
        "revise",
        "revisit",
        "revoke",
        "rework",
        "rewrite",
        "roll",
        "rotate",
        "route",
        "run",
        "sandbox",
        "sanitise",
        "sanitize",
        "save",
        "scale",
        "scan",
        "schedule",
        "scope",
        "script",
        "search",
        "secure",
        "see",
        "send",
        "separate",
        "serve",
        "set",
        "setup",
        "share",
        "ship",
        "show",
        "shard",
        "sign",
        "simplify",
        "simulate",
        "skip",
        "snapshot",
        "solve",
        "speed",
        "split",
        "stage",
        "standardise",
        "standardize",
        "start",
        "stop",
        "store",
        "streamline",
        "strengthen",
        "stress",
        "submit",
        "subscribe",
        "support",
        "surface",
        "swap",
        "switch",
        "sync",
        "tag",
        "take",
        "talk",
        "teach",
        "tell",
        "test",
        "throttle",
        "tighten",
        "time",
        "track",
        "train",
        "transfer",
        "treat",
        "triage",
        "trial",
        "trigger",
        "trim",
        "try",
        "tune",
        "turn",
        "type",
        "understand",
        "unify",
        "upgrade",
        "update",
        "use",
        "utilise",
        "utilize",
        "validate",
        "verify",
        "version",
        "view",
        "wait",
        "warn",
        "watch",
        "whitelist",
        "widen",
        "wire",
        "work",
        "wrap",
        "write",
    };

    /// <summary>Whether a word is a verb that items begin with.</summary>
    public static bool Contains(string word) => Verbs.Contains(word.Split('/')[0].Trim('*', '_', '"', ':', ',', '`'));

    /// <summary>
    /// Whether the first word of an item can be an action. An unknown word is a verb if it has the form of one, or if the following word
    /// can only follow a verb; a name, a number or a piece of code is not.
    /// </summary>
    public static bool CanBeVerb(string word, string next)
    {
        var bare = word.Trim('*', '_', '"', ',');
        return Contains(word)
            ? !(NounBefore().IsMatch(next) && BothNounAndVerb().IsMatch(bare))
                && !(bare.Equals("retry", StringComparison.OrdinalIgnoreCase) && OfRetries().IsMatch(next))
            : !bare.EndsWith(':')
                && (
                    Article().IsMatch(next)
                    || FollowsAVerb().IsMatch(next)
                    || FormOfVerb().IsMatch(bare)
                    || IsPast(bare)
                    || Prefixed(bare)
                    || Compound(bare)
                );
    }

    // "Added", "Capped": already done.
    private static bool IsPast(string word) =>
        word.EndsWith("ed", StringComparison.OrdinalIgnoreCase)
        && (Contains(word[..^1]) || Contains(word[..^2]) || (word.Length > 4 && Contains(word[..^3])));

    // "re-check", "unblock", "de-flake"
    private static bool Prefixed(string word) =>
        Prefix().Match(word) is { Success: true } prefix
        && (Contains(word[prefix.Length..]) || word[prefix.Length..].Length > 2 && prefix.Value.EndsWith('-'));

    // "double-check", "rate-limit"
    private static bool Compound(string word) => word.Split('-') is { Length: > 1 } parts && Contains(parts[^1]) && char.IsLetter(word[0]);

    /// <summary>
    /// An item without the condition or the label before the action: "When the pool is empty, restart it", "Logs: keep them for a week".
    /// The whole item if it has none, or if no known verb follows.
    /// </summary>
    public static string WithoutLead(string item)
    {
        var bare = Number().Replace(item, "");
        foreach (var lead in (Regex[])[Condition(), Label()])
        {
            if (
                lead.Match(bare) is { Success: true } match
                && Adverb().Replace(bare[match.Length..], "") is var rest
                && (Contains(First(rest)) || (lead == Label() && StateWord().IsMatch(rest)))
            )
            {
                return rest;
            }
        }

        return bare;
    }

    /// <summary>Whether an item is a thing without an action: "Redundancy for the pool", "Full system audit".</summary>
    public static bool IsThing(string item) => !Contains(First(item)) && !IsPast(First(item)) && (NounFor().IsMatch(item) || IsNamed(item));

    /// <summary>Whether an item describes a state: "The limit is too low".</summary>
    public static bool TellsState(string item) => !Contains(First(item)) && Tells().IsMatch(item);

    private static bool IsNamed(string item) =>
        Head().Match(item) is { Success: true } head
        && head.Groups["word"].Captures.Count > 1
        && !Article().IsMatch(head.Groups["word"].Captures[1].Value)
        && NounEnd().IsMatch(head.Groups["word"].Captures[^1].Value);

    private static string First(string text) =>
        text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "";

    [GeneratedRegex(@"^\w+(?:tion|sion|ity|ment|ness|ance|ence|cy) (?:for|of|in|on|with|between|across|to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NounFor();

    // "Bench the …": a word before an article is a verb.
    [GeneratedRegex(@"^(?:the|an?|our|all|each|every|any|this|these|its|their)$", RegexOptions.IgnoreCase)]
    private static partial Regex Article();

    [GeneratedRegex("^of$", RegexOptions.IgnoreCase)]
    private static partial Regex NounBefore();

    // "Retry logic for …" is a thing, "Retry failed orders" an action.
    [GeneratedRegex(
        "^(?:logic|polic(?:y|ies)|budgets?|mechanisms?|strateg(?:y|ies)|limits?|counts?|behaviou?r|loops?)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfRetries();

    // Followed by "of", a thing: "Backup of the catalogue".
    [GeneratedRegex(
        @"^(?:backup|change|check|release|report|review|test|update|audit|record|plan|limit|list|map|mirror|patch|post|query|queue|scan|search|snapshot|split|stage|support|upgrade|view|watch|work|pair|copy|cover|design|export|import|index|inventory|order|profile|rework|type|version)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex BothNounAndVerb();

    [GeneratedRegex(
        @"^(?:that|whether|how|what|who|when|why|which|out|up|down|off|back|away|them|it|us|him|her|both|more|less|only|all)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FollowsAVerb();

    // "Parallelise", "Notarize": endings that few nouns have.
    [GeneratedRegex(@"^\p{L}+(?:i[sz]e|ify)$", RegexOptions.IgnoreCase)]
    private static partial Regex FormOfVerb();

    [GeneratedRegex(@"^(?:re-?|de-?|un-?|dis-?|pre-?|auto-?|co-?|cross-|over-?|mis-?)(?=\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    // "F1 — …", "AI-3: …", "[preferred] …"
    [GeneratedRegex(@"^(?:(?:[A-Z]{1,4}-?\d{1,3}|#\d{1,4})\s*[–—:.-]\s+|\[[^\[\]]{1,20}\]\s+)(?=\S)")]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^(?:when|whenever|if|before|after|for|during|once|until|while|on|in|as soon as|where|at)\b[^,\n]{2,120},\s+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Condition();

    [GeneratedRegex(@"^\*{0,2}[^:.,\n]{2,60}\*{0,2}:\*{0,2}\s+(?=\S)")]
    private static partial Regex Label();

    [GeneratedRegex(
        @"^(?:always|immediately|only|also|still|then|please|carefully|periodically|explicitly|never|do not|don't) (?=\w)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Adverb();

    [GeneratedRegex(@"^[^.:;\n]{1,80}?\b(?:must|should|is to|are to|needs? to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex StateWord();

    [GeneratedRegex(
        @"^(?:(?!(?:for|of|with|in|on|to|as|that|which|between|across|before|after|when|from|at|by|into|via|using|per|so)\b)(?<word>[\w/'’-]+)(?:,? |$|(?=[.:;,(]))){2,8}"
    )]
    private static partial Regex Head();

    [GeneratedRegex(
        @"(?:(?<=\w{2})ing|tion|sion|ity|ment|ness|ance|ence|cy)s?$|^(?:audits?|alerts?|checks?|tests?|scripts?|guards?|policy|policies|plans?|harness|checklists?|backups?|reports?|records?|rules?|cleanup|reviews?|docs|limits?|gates?|probes?|drills?|fix(?:es)?|support)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NounEnd();

    [GeneratedRegex(
        @"^(?:(?!(?:that|which|when|where|who|what|how|why|if|so|because|until|whether|and)\b)[^\s.:;,()]+ ){1,6}(?:is|are|was|were|remains?|only|exceeds?)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Tells();
}
