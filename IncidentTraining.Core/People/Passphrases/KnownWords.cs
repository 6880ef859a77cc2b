using System.Text;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.People;

/// <summary>
/// The words that guessers try first: those of the person's, the class's and the product's names. They add nothing to a passphrase's
/// strength, whatever their case, accents, punctuation or look-alike digits.
/// </summary>
internal static partial class KnownWords
{
    // Shorter words are part of too many others; the estimate rates them as the first guesses anyway.
    private const int Shortest = 4;

    private static readonly string[] OfTheProduct = ["incident", "training"];

    /// <summary>The words of the names and of the product.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> names) =>
        [
            .. names
                .SelectMany(name => Separators().Split(name))
                .Concat(OfTheProduct)
                .Where(word => word.Length > 1)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>The text without the words.</summary>
    public static string Without(string text, IReadOnlyList<string> words)
    {
        var runes = text.EnumerateRunes().ToArray();
        var folded = new StringBuilder();
        var from = new List<int>();
        for (var index = 0; index < runes.Length; index++)
        {
            var seen = Fold(runes[index].ToString());
            folded.Append(seen);
            from.AddRange(Enumerable.Repeat(index, seen.Length));
        }

        var (whole, known) = (folded.ToString(), new HashSet<int>());
        foreach (var word in words.Select(Fold).Where(word => word.Length >= Shortest))
        {
            for (
                var at = whole.IndexOf(word, StringComparison.Ordinal);
                at >= 0;
                at = whole.IndexOf(word, at + 1, StringComparison.Ordinal)
            )
            {
                known.UnionWith(from.GetRange(at, word.Length));
            }
        }

        return known.Count == 0
            ? text
            : string.Concat(runes.Where((_, index) => !known.Contains(index)).Select(rune => rune.ToString())).Trim();
    }

    private static string Fold(string text) =>
        NameSkeleton.Of(
            string.Concat(
                text.Select(c =>
                    c switch
                    {
                        '@' or '4' => 'a',
                        '3' => 'e',
                        '$' or '5' => 's',
                        '7' => 't',
                        '!' => 'l',
                        _ => c,
                    }
                )
            )
        );

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}]+")]
    private static partial Regex Separators();
}
