using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>
/// How easily an English text reads, by Flesch's reading ease: 206.835 − 1.015 · words per sentence − 84.6 · syllables per word
/// (R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32, 1948). 100 is very easy, 60 plain, under 30 academic.
/// </summary>
public static partial class ReadingLevel
{
    /// <summary>A text with fewer words is too short to measure.</summary>
    public const int FewestWords = 40;

    /// <summary>Below this a message is harder to read than it needs to be ("difficult" in Flesch's table).</summary>
    public const double Hard = 45;

    /// <summary>The reading ease; null for a text of fewer than <see cref="FewestWords"/> words.</summary>
    public static double? Ease(string text)
    {
        var sentences = SectionText.Sentences(text).Select(sentence => Word().Matches(sentence)).Where(words => words.Count > 1).ToList();
        var words = sentences.Sum(sentence => sentence.Count);
        return words < FewestWords
            ? null
            : 206.835
                - (1.015 * words / sentences.Count)
                - (84.6 * sentences.Sum(sentence => sentence.Sum(word => Syllables(word.Value))) / words);
    }

    /// <summary>Counts a word's groups of vowels, without a silent e at its end; at least one.</summary>
    public static int Syllables(string word)
    {
        var lower = word.ToLowerInvariant();
        var count = Vowels().Count(lower);
        if (count > 1 && lower.Length > 2 && (SilentEnd().IsMatch(lower) && !lower.EndsWith("le", StringComparison.Ordinal)))
        {
            count--;
        }

        return Math.Max(1, count);
    }

    internal static IEnumerable<Finding> Check(CheckContext context)
    {
        if (Ease(context.OwnWords) is not { } ease || ease >= Hard)
        {
            yield break;
        }

        var longest = SectionText.Sentences(context.OwnWords).MaxBy(sentence => Word().Count(sentence)) ?? "";
        yield return context.Find(
            "reading-level",
            longest.Length > 160 ? longest[..160] + "…" : longest,
            $"The text is hard to read: reading ease {Math.Max(0, ease):0} of 100, and 60 is plain English.",
            $"The longest sentence has {Word().Count(longest)} words: split it in two, and replace long words with short ones."
        );
    }

    [GeneratedRegex(@"[\p{L}']+")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouyäöüéè]+")]
    private static partial Regex Vowels();

    [GeneratedRegex("(?:[^aeiouy]e|[^aeioutdy]ed|[^aeiouysxz]es)$")]
    private static partial Regex SilentEnd();
}
