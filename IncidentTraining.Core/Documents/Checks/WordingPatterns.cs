using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Wordings that blame, apply hindsight, or name a person as the cause.</summary>
/// <remarks>The exceptions in each pattern come from testing it on published reviews: see <c>docs/checks.md</c>.</remarks>
internal static partial class WordingPatterns
{
    private const string People =
        "I|we|he|she|they|engineers?|operators?|developers?|responders?|admins?|administrators?|reviewers?|teams?|staff|management|on-call|someone|somebody|nobody|no one";

    // What would have prevented it: a tool or test as well as a person.
    private const string Helped =
        "caught|saved|prevented|avoided|averted|detected|noticed|spotted|revealed|shown|helped|stopped|reduced|shortened|limited|alerted|warned|mitigated|identified|found|surfaced|exposed|discovered|uncovered|flagged|made it (?:easier|possible|clear|obvious|faster)|given us|allowed us|told us|sped|enabled|eliminated|protected|been (?:useful|helpful|able to (?:catch|see|detect|prevent))";

    // "We should have an alert" is not hindsight: only the form of a past action is.
    private const string Done =
        @"(?:been|begun|brought|built|caught|chosen|done|found|given|gone|got|gotten|had|held|kept|known|left|made|put|read|run|seen|sent|set|shut|spoken|spent|taken|thought|told|understood|written|\w{2,}ed)\b";

    private const string Not = "(?: not|n't|n’t)?";

    // What a system should have done is its expected behaviour, which a review must state.
    private const string ExpectedOfSystems =
        "possible|impossible|able|unable|available|corrected|processed|delivered|routed|returned|rejected|accepted|triggered|retried|created|generated|fired|affected|impacted|enough|sufficient|automatic|automatically";

    // "User errors" that are counted or reported are a figure.
    private const string Measured =
        "budgets?|rates?|pages?|messages?|codes?|handling|reports?|alerts?|logs?|logging|counts?|events?|tracking|monitoring|responses?|notifications?";

    /// <summary>Words that judge a person.</summary>
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

    // In lists people leave out the subject: "- Should have asked for help".
    [GeneratedRegex(
        @"(?:^[ \t]*(?:[-*|][ \t]*)?|(?:[–—][ \t]*|[ \t]-{1,2}[ \t]+)(?:we |which |this )?)(?:should|could)"
            + Not
            + @" have (?:\w+ly )?(?!been (?:worse|possible|able)\b)"
            + Done,
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex BeginsWithShouldHave();

    // Not what might have been worse, which shows good luck, nor what someone expected, which shows how it looked then.
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
}
