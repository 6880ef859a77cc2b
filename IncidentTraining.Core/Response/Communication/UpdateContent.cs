using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Checks;

namespace IncidentTraining.Core.Response;

/// <summary>
/// Whether an update contains any information. An update counts when it states what its readers notice, or when it is a sentence of at
/// least <see cref="FewestWords"/> different words that names something or describes what is being done or known. It is a lower bound
/// against "asdf" and "we are on it", not a judgement of style.
/// </summary>
public static partial class UpdateContent
{
    /// <summary>The smallest number of different words in a statement that is not about the impact.</summary>
    public const int FewestWords = 4;

    /// <summary>The smallest number of different meaningful words in a sentence.</summary>
    private const int FewestMeaning = 3;

    // Connecting words, and words that fill an update without adding information.
    private static readonly HashSet<string> Connecting =
    [
        "the",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "be",
        "been",
        "will",
        "of",
        "to",
        "for",
        "and",
        "in",
        "on",
        "at",
        "by",
        "with",
        "we",
        "our",
        "you",
        "it",
        "this",
        "that",
        "from",
        "not",
        "all",
        "an",
        "as",
        "or",
    ];

    private static readonly HashSet<string> Filling =
    [
        "update",
        "updates",
        "next",
        "news",
        "more",
        "soon",
        "shortly",
        "please",
        "wait",
        "back",
        "again",
        "thank",
        "thanks",
        "you",
        "your",
        "patience",
        "sorry",
        "apologise",
        "apologize",
        "inconvenience",
        "stay",
        "tuned",
        "posted",
        "working",
        "work",
        "keep",
        "can",
        "know",
        "when",
        "test",
        "there",
        "here",
        "some",
        "any",
        "something",
        "still",
    ];

    /// <summary>Whether a text has content.</summary>
    /// <param name="text">The text as it was published.</param>
    public static bool IsIn(string text) => ImpactWords.SaidIn(text) || (HasWords(text) && (Progress().IsMatch(text) || IsSentence(text)));

    /// <summary>Whether a text has at least <see cref="FewestWords"/> different words.</summary>
    public static bool HasWords(string text) => HasWords(text, FewestWords);

    /// <summary>Whether a text has at least a number of different words.</summary>
    public static bool HasWords(string text, int fewest) => WordsOf(text).Count >= fewest;

    private static bool IsSentence(string text)
    {
        var words = WordsOf(text);
        // Random keystrokes contain no connecting words.
        return words.Overlaps(Connecting)
            && words.Count(word => word.Length > 2 && !Connecting.Contains(word) && !Filling.Contains(word)) >= FewestMeaning;
    }

    private static HashSet<string> WordsOf(string text) => [.. Word().Matches(text).Select(word => word.Value.ToLowerInvariant())];

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(
        @"\b(?:investigat\w*|looking (?:for|into|at)|searching|the cause|causes?|caused|identif\w*|found|discovered|fix(?:ed|es|ing)?|repair\w*|restor\w*|roll(?:ed|ing)? back|restart\w*|reboot\w*|deploy\w*|upgrad\w*|switched|monitor\w*|watching|recover\w*|resol(?:ve|ved|ves|ving|ution)|mitigat\w*|workaround|finished|completed?|migrat\w*|maintenance|confirmed|nothing new|no (?:news|change)|unchanged|up again|running|incident|outage|disruption)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Progress();
}
