using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>The wordings that blame, look back with hindsight, or give a person as the cause.</summary>
/// <remarks>What each pattern leaves alone was found by judging it on published reviews: see <c>docs/checks.md</c>.</remarks>
internal static partial class WordingPatterns
{
    private const string People =
        "I|we|he|she|they|engineers?|operators?|developers?|responders?|admins?|administrators?|reviewers?|teams?|staff|management|on-call|someone|somebody|nobody|no one";

    private const string Workers =
        "engineer|developer|implementer|operator|administrator|admin|sysadmin|colleague|responder|contractor|intern|employee|technician|maintainer|committer|contributor|reviewer|team ?mate|team lead|team member|coordinator|facilitator|release manager|staff member|SRE|DBA|on-call|person on call";

    private const string Accidentally =
        "accidentally|mistakenly|inadvertently|incorrectly|wrongly|erroneously|unknowingly|unintentionally|improperly|carelessly";

    // What someone did, where what follows says that it was wrong.
    private const string Acted =
        "executed|ran|entered|typed|pasted|trusted|pressed|used|applied|chose|selected|unplugged|pushed|deployed|merged|committed|uploaded|released|shipped|changed|deleted|removed|configured|updated|copied|restarted|dropped|sent|edited|rolled out|checked in|published|approved|introduced";

    // What someone did not do, where a review wants to know what they did and why it made sense.
    private const string Thought =
        "check|consider|anticipate|foresee|follow|know|notice|read|realise|realize|remember|review|test|think|understand|validate|verify";

    // What would have made it better: a tool or test as much as a person.
    private const string Helped =
        "caught|saved|prevented|avoided|averted|detected|noticed|spotted|revealed|shown|helped|stopped|reduced|shortened|limited|alerted|warned|mitigated|identified|found|surfaced|exposed|discovered|uncovered|flagged|made it (?:easier|possible|clear|obvious|faster)|given us|allowed us|told us|sped|enabled|eliminated|protected|been (?:useful|helpful|able to (?:catch|see|detect|prevent))";

    // "We should have an alert" is no hindsight: only what has the form of a past act is.
    private const string Done =
        @"(?:been|begun|brought|built|caught|chosen|done|found|given|gone|got|gotten|had|held|kept|known|left|made|put|read|run|seen|sent|set|shut|spoken|spent|taken|thought|told|understood|written|\w{2,}ed)\b";

    private const string Aside = @"(?:, [^,.\n]{1,80},)?";

    private const string Not = "(?: not|n't|n’t)?";

    // What a system should have done is its expected behaviour, and a review has to state it.
    private const string ExpectedOfSystems =
        "possible|impossible|able|unable|available|corrected|processed|delivered|routed|returned|rejected|accepted|triggered|retried|created|generated|fired|affected|impacted|enough|sufficient|automatic|automatically";

    // "User errors" that are counted or reported are a figure.
    private const string Measured =
        "budgets?|rates?|pages?|messages?|codes?|handling|reports?|alerts?|logs?|logging|counts?|events?|tracking|monitoring|responses?|notifications?";

    /// <summary>Words that judge someone.</summary>
    public static IReadOnlyList<Regex> Blame { get; } = [JudgingWord(), LazyPerson(), SillyMistake()];

    /// <summary>What people should, could or would have done, or failed to do.</summary>
    public static IReadOnlyList<Regex> Hindsight { get; } =
    [
        PeopleShouldHave(),
        ShouldHaveBeen(),
        ShouldNotHaveHappened(),
        BeginsWithShouldHave(),
        PeopleCouldHave(),
        CouldHaveBeenAvoided(),
        CouldHaveHad(),
        HadWe(),
        WouldHaveHelped(),
        IfOnly(),
        IfWeHad(),
        FailedTo(),
    ];

    /// <summary>A person's act or failing, given as a cause.</summary>
    public static IReadOnlyList<Regex> PersonAtFault { get; } =
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
    ];

    [GeneratedRegex(
        @"(?<!(?:\b(?:not|no|never|than|without|instead of|rather than|only)|n['’]t)\s+(?:a |an |the |just |simply )?)\b(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|tly|ce)|sloppy|sloppily|laziness|stupid(?:ly)?|foolish(?:ly)?|irresponsible|reckless(?:ly)?|inattenti(?:ve|on)|lack of (?:care|attention|diligence|discipline)|(?:human|operator|pilot) (?:error|mistake)s?|user errors?|bad judge?ment|poor judge?ment|to blame|(?:his|her|their|my|our|your) (?:own )?fault|(?:his|her|their) (?:own )?mistake|forgot to|didn't bother|did not bother|neglected to)\b(?! (?:"
            + Measured
            + @")\b)(?! (?:is|was|are) (?:always |only |just |merely )?(?:a symptom|never|not)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex JudgingWord();

    // Not lazy loading, which is a technique.
    [GeneratedRegex(
        @"(?<=\b(?:am|is|are|was|were|been|being|got|too|so|plain) )lazy\b(?![- ]\w+(?:ed|ing|ly|er)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LazyPerson();

    [GeneratedRegex(@"\b(?:silly|dumb|rookie|embarrassing|boneheaded|avoidable) (?:mistake|error|oversight)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex SillyMistake();

    [GeneratedRegex(@"\b(?:" + People + @")(?: \w+ly)? (?:should|ought to)" + Not + @" have (?:\w+ly )?" + Done, RegexOptions.IgnoreCase)]
    private static partial Regex PeopleShouldHave();

    [GeneratedRegex(
        @"(?<!\b(?:users?|customers?|visitors?|clients?|requests?|traffic) )\b(?:should|ought to)"
            + Not
            + @" have (?:\w+ly )?been (?!(?:"
            + ExpectedOfSystems
            + @")\b)\w+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ShouldHaveBeen();

    [GeneratedRegex(@"\b(?:should|ought)(?: not|n't|n’t)(?: to)? have happened\b", RegexOptions.IgnoreCase)]
    private static partial Regex ShouldNotHaveHappened();

    // In lists people leave themselves out: "- Should have asked for help".
    [GeneratedRegex(
        @"(?:^[ \t]*(?:[-*|][ \t]*)?|(?:[–—][ \t]*|[ \t]-{1,2}[ \t]+)(?:we |which |this )?)(?:should|could)"
            + Not
            + @" have (?:\w+ly )?(?!been (?:worse|possible|able)\b)"
            + Done,
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex BeginsWithShouldHave();

    // Not what might have been worse, which tells where one was lucky, nor what someone expected, which tells how it looked then.
    [GeneratedRegex(
        @"\b(?:"
            + People
            + @") (?:could|would|might)"
            + Not
            + @" have (?!been (?:much |a lot |far )?(?:worse|longer|larger|bigger|lost)|lost|expected|liked|preferred|wanted)"
            + Done,
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PeopleCouldHave();

    [GeneratedRegex(
        @"\b(?:could|would) have (?:\w+ly )?been (?:avoided|prevented|averted|caught|detected|noticed|spotted|picked up|found|discovered|mitigated|resolved (?:sooner|faster|earlier)|faster|quicker|sooner|earlier|shorter|better|easily)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CouldHaveBeenAvoided();

    // "It could have been over in minutes had we known."
    [GeneratedRegex(
        @"\b(?:could|would|might)(?: not|n't|n’t)? have (?:been )?[^.\n]{1,100}?\bhad (?:we|I|they|he|she|it|there|someone|anyone|the|our|a)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CouldHaveHad();

    [GeneratedRegex(
        @"(?:^|(?<=[.;:!?] )|(?<=[-*|] ))[ \t]*Had (?:we|I|they|he|she|it|there|someone|anyone|the \w+|our \w+)\b[^.\n]{1,120}?\b(?:would|could|might)\b",
        RegexOptions.Multiline
    )]
    private static partial Regex HadWe();

    [GeneratedRegex(
        @"\b(?:would|could|might)" + Not + @" have (?:\w+ly )?(?:" + Helped + @")\b(?! (?:worse|us out))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WouldHaveHelped();

    [GeneratedRegex(
        @"\bif (?:we|they|I|he|she|someone|anyone|the (?:\w+ ){1,3}|there) ?had(?: not|n't|n’t| only)? (?:\w+ly )?" + Done,
        RegexOptions.IgnoreCase
    )]
    private static partial Regex IfWeHad();

    [GeneratedRegex(@"\bif only (?:\w+ ){1,2}had\b", RegexOptions.IgnoreCase)]
    private static partial Regex IfOnly();

    [GeneratedRegex(@"\b(?:" + People + @") (?:failed to|overlooked)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FailedTo();

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
        @"\b(?:I|he|she|somebody|someone|(?:" + Workers + @")s?) (?:had )?(?:" + Acted + @") [^.\n]{1,80}?\bby (?:accident|mistake)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ActedByAccident();

    [GeneratedRegex(
        @"\b(?:I|he|she|somebody|someone|(?:" + Workers + @")s?)" + Aside + @" (?:had )?(?:" + Accidentally + @") \w+",
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

    // Not "we": who says it of the whole team names no person.
    [GeneratedRegex(
        @"\b(?:I|he|she|someone|somebody|(?:"
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
}
