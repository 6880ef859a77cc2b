using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Looks for words that judge people or a past that did not happen, where a review wants to know what made sense at the time.</summary>
internal static partial class WordingChecks
{
    // Nobody reads more hints of one kind, and each excerpt costs a walk through the text.
    private const int MostFindings = 20;

    public static IEnumerable<Finding> Blame(CheckContext context) => Matches(context, BlamingWords()).Select(match => context.Find(
        "blame", Excerpt(context, match), $"\"{Word(match)}\" judges somebody and ends the search.", match.Value.Contains("error", StringComparison.OrdinalIgnoreCase)
            ? "A slip is where the questions begin: what made it easy to make, and what made it hard to notice?"
            : "Ask what the person saw, knew and aimed at in that moment, and what in the system made that a sensible thing to do."));

    public static IEnumerable<Finding> Counterfactual(CheckContext context) => Matches(context, Counterfactuals())
        .Where(match => !MightHaveBeenWorse().IsMatch(context.OwnWords.AsSpan(match.Index, Math.Min(60, context.OwnWords.Length - match.Index))))
        .Select(match => context.Find(
            "counterfactual", Excerpt(context, match), $"\"{Word(match)}\" tells of something that did not happen.",
            "It explains nothing of what did happen. Say what was done and what made it look right at the time; put what shall be different into an action item."));

    public static IEnumerable<Finding> PersonAsCause(CheckContext context)
    {
        foreach (var name in context.People.Where(name => name.Length > 2).Distinct())
        {
            if (Whole(name).Match(context.OwnWords) is { Success: true } named)
            {
                yield return context.Find("person-cause", Excerpt(context, named), $"{name} stands in a section about causes.",
                    "Name the role where it matters (\"the on-call engineer\"), and ask what let one person's step do this much: a missing check, a misleading display, a permission that is too wide.");
            }
        }

        foreach (var match in Matches(context, PersonDidWrong()))
        {
            yield return context.Find("person-cause", Excerpt(context, match), "A person's act is given as the cause.",
                "People are never the last answer to \"why\": ask why the system let that act have this effect, and why it could not be seen sooner.");
        }
    }

    private static IEnumerable<Match> Matches(CheckContext context, Regex pattern) => pattern.Matches(context.OwnWords).Take(MostFindings);

    private static string Excerpt(CheckContext context, Match match) => SectionText.Around(context.Section.Text, match.Index, match.Length);

    private static string Word(Match match) => match.Groups["word"] is { Success: true } word ? word.Value : match.Value;

    private static Regex Whole(string name) => new($@"(?<!\w){Regex.Escape(name)}(?!\w)", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"(?<!\b(?:not|no|never|isn't|than|without|instead of|rather than|only)\s+(?:a |an |the |just |simply )?)\b(?<word>careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|tly|ce)|sloppy|sloppily|lazy|lazily|laziness|stupid(?:ly)?|foolish(?:ly)?|irresponsible|reckless(?:ly)?|inattenti(?:ve|on)|human error|operator error|user error|pilot error|bad judge?ment|poor judge?ment|to blame|(?:his|her|their|my|our|your) (?:own )?fault|(?:his|her|their) (?:own )?mistake|forgot to|didn't bother|did not bother|neglected to)\b(?! (?:budget|rates?|pages?|messages?|codes?|handling|budgets))", RegexOptions.IgnoreCase)]
    private static partial Regex BlamingWords();

    [GeneratedRegex(@"\b(?<word>(?:should|ought to)(?: not|n't)? have (?:\w+ly )?(?:been|known|seen|done|noticed|thought|read|gone|had|taken|made|given|told|put|kept|run|set|sent|caught|found|\w+ed)|(?:I|we|he|she|they|you|engineers?|operators?|developers?|responders?|someone|somebody|nobody|team|on-call) (?:could|would|might)(?: not|n't)? have \w+|if only (?:\w+ ){1,2}had|(?:I|we|he|she|they|engineers?|operators?|developers?|responders?|team|on-call) failed to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Counterfactuals();

    [GeneratedRegex(@"\bhave been (?:much |a lot |far )?(?:worse|longer|larger|bigger|lost)", RegexOptions.IgnoreCase)]
    private static partial Regex MightHaveBeenWorse();

    [GeneratedRegex(@"\b(?:an?|the|one|our) (?:\w+[ -]){0,2}(?:engineer|developer|operator|administrator|admin|colleague|responder|contractor|intern|employee) (?:\w+ly )?(?:forgot|ignored|failed|misconfigured|mistyped|missed|overlooked|neglected|broke|made an? (?:\w+ )?(?:mistake|error)|did not (?:check|follow|notice|test|read|understand|know)|didn't (?:check|follow|notice|test|read|understand|know))\b", RegexOptions.IgnoreCase)]
    private static partial Regex PersonDidWrong();
}
