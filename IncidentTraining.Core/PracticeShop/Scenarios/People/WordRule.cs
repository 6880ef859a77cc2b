using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// Words or regular expressions that express something. They match whole words, ignoring case, and not where the sentence negates them ("do
/// not hold the newsletter", "holding it is not necessary").
/// </summary>
public sealed partial class WordRule
{
    /// <summary>
    /// Number of characters before and after a match that decide whether it is negated; a negation is at most a few words away.
    /// </summary>
    const int Before = 120,
        After = 60;

    // Building one takes milliseconds, and a scenario that is read repeatedly, or together with others with the same people, has hundreds
    // of them.
    static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    readonly Regex _pattern;

    WordRule(IReadOnlyList<string> patterns) => _pattern = Pattern(patterns);

    /// <summary>Whether a sentence expresses it.</summary>
    /// <param name="sentence">A sentence as returned by <see cref="Spoken"/>.</param>
    public bool IsSaidIn(string sentence) => _pattern.Matches(sentence).Any(match => !IsDenied(sentence, match));

    /// <summary>Whether a sentence expresses or negates it: for a fact about which "no" is as informative as "yes".</summary>
    /// <param name="sentence">A sentence as returned by <see cref="Spoken"/>.</param>
    public bool IsMentionedIn(string sentence) => _pattern.IsMatch(sentence);

    internal static WordRule Of(params IReadOnlyList<string> patterns) => new(patterns);

    /// <summary>
    /// Parses a list of patterns and reports each one that is invalid or matches everything. Returns null, and reports a problem, when the
    /// list is empty.
    /// </summary>
    internal static WordRule? Read(YamlMap map, string key)
    {
        var good = new List<string>();
        foreach (var item in map.List(key))
        {
            var text = item.AsText();
            try
            {
                if (Pattern([text]).IsMatch("a") || text.Trim().Length == 0)
                    item.File.Report(item.Line, $"The pattern “{text}” matches too much", "Write the words that a message must have");
                else
                    good.Add(text);
            }
            catch (Exception bad) when (bad is ArgumentException or NotSupportedException)
            {
                item.File.Report(
                    item.Line,
                    $"The pattern “{text}” cannot be read: {bad.Message}",
                    "Write words, or a regular expression without look-around and back-references"
                );
            }
        }

        if (good.Count > 0)
            return new WordRule(good);
        if (map.List(key).Count == 0)
            map.Report(key, $"'{key}' has no words", $"Add a line '{key}: [\"words of the message\"]'");
        return null;
    }

    static Regex Pattern(IReadOnlyList<string> patterns) =>
        Known.GetOrAdd($@"\b(?:{string.Join('|', patterns)})\b", pattern => new Regex(
            pattern,
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        ));

    static bool IsDenied(string sentence, Match match)
    {
        var before = sentence[Math.Max(0, match.Index - Before)..match.Index];
        var clause = ClauseBreak().Matches(before) is { Count: > 0 } breaks ? before[(breaks[^1].Index + breaks[^1].Length)..] : before;
        var end = match.Index + match.Length;
        var after = sentence[end..Math.Min(sentence.Length, end + After)];
        return Denial().IsMatch(Invitation().Replace(clause, "")) || Needless().IsMatch(after);
    }

    [GeneratedRegex(@"[,;:–]\s|\b(?:but|however|although|and then)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ClauseBreak();

    // A request in the form of a negation.
    [GeneratedRegex(
        @"\b(?:why not|why (?:don't|do not) (?:you|we)|(?:can't|couldn't|won't|wouldn't|don't|didn't|haven't) (?:you|we)|(?:can|could|will|would|do|did|have) (?:you|we) not|not only|no doubt)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Invitation();

    // At most four words between the negation and the negated word.
    [GeneratedRegex(
        @"(?:\b(?:not|never|no|nobody|none|without|nor|neither|cannot|instead of|rather than)|n't)\b(?:\W+\w+){0,4}\W*$|\b(?:stop|avoid|quit|against|refuse to)\W*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Denial();

    [GeneratedRegex(
        @"^[^,;:.!?–]{0,30}?(?:\bnot|n't)\s+(?:yet\s+)?(?:needed|necessary|required|wanted|a good idea|an option)\b|^[^,;:.!?–]{0,30}?\bunnecessary\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Needless();
}
