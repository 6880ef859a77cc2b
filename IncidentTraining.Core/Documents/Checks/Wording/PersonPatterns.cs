using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks.Wording;

/// <summary>Wordings that name a person's act or failing as a cause.</summary>
/// <remarks>The exceptions in each pattern come from testing it on published reviews: see <c>docs/checks.md</c>.</remarks>
internal static partial class PersonPatterns
{
    private const string Workers =
        "engineer|developer|programmer|dev|deployer|author|new hire|newcomer|implementer|operator|administrator|admin|sysadmin|colleague|responder|contractor|intern|employee|technician|maintainer|committer|contributor|reviewer|team ?mate|team lead|team member|coordinator|facilitator|release manager|staff member|SRE|DBA|on-call|person on call";

    private const string Accidentally =
        "accidentally|mistakenly|inadvertently|incorrectly|wrongly|erroneously|unknowingly|unintentionally|improperly|carelessly";

    // What someone did, followed by words that call it wrong.
    private const string Acted =
        "executed|ran|entered|typed|pasted|trusted|pressed|used|applied|chose|selected|unplugged|pushed|deployed|merged|committed|uploaded|released|shipped|changed|deleted|removed|configured|updated|copied|restarted|dropped|sent|edited|rolled out|checked in|published|approved|introduced";

    // What someone did not do; a review should state what they did and why it made sense.
    private const string Thought =
        "check|consider|anticipate|foresee|follow|know|notice|read|realise|realize|remember|review|test|think|understand|validate|verify";

    // Verbs that describe a mistake, whatever follows.
    private const string Slipped =
        @"forgot(?:ten)?|missed|overlooked|neglected|omitted|skipped|ignored|bypassed|mis(?:read|typed|judged|taken|understood|configured|interpreted|diagnosed|remembered|placed|clicked|counted|named|labelled|labeled|spelled|spelt|used|handled)|mistook|confused|mixed up|underestimated|overestimated|failed to|rushed|(?:was|were) (?:not aware|unaware|careless|distracted|inexperienced|negligent|under the impression)|(?:wasn't|weren't|wasn’t|weren’t) aware";

    // Verbs that describe harm: that someone deployed or changed something is only a fact.
    private const string Harmed =
        "deleted|removed|dropped|overwritten|wiped|erased|misconfigured|mistyped|disabled|terminated|killed|revoked|exposed|leaked|broken|skipped|missed|overlooked|forgotten|unplugged|turned off|switched off|shut down|caused|introduced|triggered";

    private const string Lapses =
        "deletion|removal|misconfiguration|omission|misuse|misreading|misunderstanding|misjudge?ment|overwrit(?:e|ing)|oversight|slip|lapse|typo|inexperience|ignorance|inattention|lack of (?:knowledge|experience|awareness|training|attention|care)";

    // Not "the engineer's script", nor a program called operator.
    private const string NoPossession =
        @"(?!['’]| (?:team|account|machine|laptop|tool|portal|console|script|bot|pod|controller|chart|image|job|workflow|process)s?\b)";

    private const string Aside = @"(?:, [^,.\n]{1,80},)?";

    /// <summary>A person's act or failing, named as a cause.</summary>
    public static IReadOnlyList<Regex> All { get; } =
    [
        WorkerDidWrong(),
        WorkerButForgot(),
        CauseWasWorker(),
        CausedByWorker(),
        DidByAccident(),
        ActedByAccident(),
        DoneByAccidentBy(),
        PersonDidNot(),
        MistakeBy(),
        WorkersMistake(),
        WorkerSlipped(),
        HarmedBy(),
        LapseOf(),
        BecauseWorkerDid(),
        OwnMistake(),
    ];

    [GeneratedRegex(
        @"\b(?:an?|the|one|our|two|some) (?:\w+[ -]){0,2}(?:"
            + Workers
            + @")s?"
            + Aside
            + @" (?:had )?(?:\w+ly )?(?:forgot(?:ten)?|ignored|failed to|misconfigured|mistyped|misread|misjudged|missed|overlooked|neglected|broke|made an? (?:\w+ )?(?:mistake|error)|(?:did not|didn't|didn’t) (?:"
            + Thought
            + @")|(?:"
            + Acted
            + @") (?:[\w-]+ ){0,5}?(?:wrong|incorrect|faulty|bad|broken|buggy|untested|unreviewed|misconfigured|invalid)|(?:"
            + Acted
            + @") (?:[\w-]+ ){0,5}?(?:incorrectly|wrongly|by mistake|by accident|in error|without (?:testing|checking|review|reviewing|verifying)))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WorkerDidWrong();

    // "An operator used a tool to reboot some servers but forgot a switch."
    [GeneratedRegex(
        @"\b(?:an?|the|one|our) (?:\w+[ -]){0,2}(?:"
            + Workers
            + @")s?\b [^.\n]{1,160}?\b(?:but|and) (?:\w+ly )?(?:forgot|failed to|neglected|missed|overlooked|did not (?:"
            + Thought
            + @")|didn't (?:"
            + Thought
            + @")|mistyped|misread)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WorkerButForgot();

    // "The root cause was an engineer who …": not "a developer's machine".
    [GeneratedRegex(
        @"\b(?:cause|trigger|reason|culprit)\b[^.\n]{0,40}?\b(?:was|is|were)(?: that)? (?:an?|the|one of (?:our|the)|our) (?:\w+[ -]){0,2}(?:"
            + Workers
            + @")s?\b(?!['’]| (?:team|account|machine|laptop|tool|portal|console|error)s?\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CauseWasWorker();

    // "… was caused by the deletion of the database by a new intern", "due to an engineer changing …".
    [GeneratedRegex(
        @"\b(?:caused|triggered|introduced) by (?:[^.,;\n]{1,100}?(?<!\b(?:noticed|found|reported|seen|spotted|detected|confirmed|fixed|reverted|identified|resolved|restored)) by )?(?:an?|the|one of (?:our|the)|our) (?:\w+[ -]){0,2}(?:"
            + Workers
            + @")s?\b(?!['’]| (?:team|account|machine|laptop|tool|portal|console)s?\b)|\b(?:due to|because of|result of) (?:an?|the|one of (?:our|the)|our) (?:\w+[ -]){0,2}(?:"
            + Workers
            + @")s? (?:\w{3,}ing|who)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CausedByWorker();

    // "I deleted the database by accident."
    [GeneratedRegex(
        @"\b(?:I|he|she|some(?:one|body)|(?:" + Workers + @")s?) (?:had )?(?:" + Acted + @") [^.\n]{1,80}?\bby (?:accident|mistake)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ActedByAccident();

    [GeneratedRegex(
        @"\b(?:I|he|she|some(?:one|body)|(?:" + Workers + @")s?)" + Aside + @" (?:had )?(?:" + Accidentally + @") \w+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DidByAccident();

    // "… was mistakenly merged by an engineer", "a wrongly pushed file by our SRE".
    [GeneratedRegex(
        @"\b(?:"
            + Accidentally
            + @") (?:[\w-]+ ){1,7}?by (?:me\b|him\b|her\b|someone\b|(?:an?|the|one of (?:our|the)|our|another) (?:[\w-]+ ){0,2}?(?:"
            + Workers
            + @")s?\b|(?-i:@?\p{Lu}\p{Ll}+))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DoneByAccidentBy();

    // Not "we": a statement about the whole team names no person.
    [GeneratedRegex(
        @"\b(?:I|he|she|some(?:one|body)|(?:"
            + Workers
            + @")s?) (?:\([^()\n]{1,30}\) )?(?:had )?(?:\w+ly )?(?:(?:did not|didn't|didn’t) (?:"
            + Thought
            + @")|(?:"
            + Acted
            + @") (?:[\w-]+ ){0,4}?(?:the|an?) (?:wrong|incorrect)|(?:"
            + Acted
            + @") [^.\n]{1,80}?\bwithout (?:running|testing|checking|reading|reviewing|verifying))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PersonDidNot();

    [GeneratedRegex(
        @"\b(?:mistake|error|oversight|failure|negligence|typo|slip) (?:by|of|on the part of) (?:an?|the|one|our) (?:\w+[ -]){0,2}(?:"
            + Workers
            + @")\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MistakeBy();

    [GeneratedRegex(
        @"\b(?:"
            + Workers
            + @")(?:s?['’]s?) (?:mistake|error|oversight|failure|fault|inexperience|negligence|typo|slip|misconfiguration|misunderstanding)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WorkersMistake();

    [GeneratedRegex(
        @"\b(?:some(?:one|body)|(?:"
            + Workers
            + @")s?)"
            + Aside
            + @" (?:\([^()\n]{1,30}\) )?(?:(?:had|has|have|then|also|again|just|simply|initially|\w+ly) ){0,2}(?:"
            + Slipped
            + @"|(?:did not|didn't|didn’t|had not|hadn't|hadn’t|never) (?:\w+ly )?(?!have|had|get|got|receive|need|hear|cause|affect|respond|answer|reach|work)(?:\w+))\b(?! because)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WorkerSlipped();

    // "The table was dropped by one of our developers."
    [GeneratedRegex(
        @"\b(?:was|were|been|being|got) (?:\w+ly )?(?:"
            + Harmed
            + @") (?:(?!by\b|that\b|which\b|and\b|but\b)[\w-]+ ){0,6}?by (?:me\b|him\b|her\b|some(?:one|body)\b|(?:an?|the|one of (?:our|the)|our|another) (?:[\w-]+ ){0,2}?(?:"
            + Workers
            + @")s?\b"
            + NoPossession
            + ")",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HarmedBy();

    // "The deletion of a table by an engineer", "lack of experience of the operator".
    [GeneratedRegex(
        @"\b(?:"
            + Lapses
            + @")\b[^.;\n]{0,60}?\b(?:by|of|from|among|on the part of) (?:an?|the|one of (?:our|the)|our|some|a new) (?:[\w-]+ ){0,2}?(?:"
            + Workers
            + @")s?\b"
            + NoPossession,
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LapseOf();

    // "… because an engineer changed the limit"
    [GeneratedRegex(
        @"\b(?:because|due to the fact that|caused when|happened when|occurred when|triggered when|failed when|started when|began when) (?:an?|one of (?:our|the)|our|the) (?:[\w-]+ ){0,2}?(?:"
            + Workers
            + @")s?"
            + NoPossession
            + @" (?:had |has )?(?:\w+ly )?(?:"
            + Acted
            + @"|made|set|added|disabled|stopped|turned off)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex BecauseWorkerDid();

    [GeneratedRegex(
        @"\b(?:my (?:own )?(?:mistake|error|oversight|typo|slip|misunderstanding|misreading|negligence|ignorance|(?:wrong |bad |false )assumption)|I (?:(?:had|then|also|just|simply|completely|\w+ly) )?(?:forgot(?:ten)?|missed|overlooked|neglected|skipped|mis(?:read|typed|judged|understood|configured|interpreted|diagnosed)|mistook|confused|failed to|wrongly|mistakenly|(?:was|wasn't|was not) (?:un)?aware)|(?:"
            + Workers
            + @")[ -](?:error|mistake|oversight|slip|fault|negligence|inexperience)s?)\b(?! (?:messages?|codes?|rates?|reports?|budgets?|pages?|handling|logs?)\b)"
    )]
    private static partial Regex OwnMistake();
}
