using System.Globalization;
using System.Security.Cryptography;

namespace IncidentTraining.Core.People;

/// <summary>
/// The letters and digits of codes that people read from a screen, say to each other and type. Characters that look or sound alike are
/// equivalent: codes contain only the first of them, and each of them is read as it.
/// </summary>
internal static class ReadableCode
{
    // By look, then by sound. C, E, P and T rhyme; so do B, D, G, V and Z, which are read as the character that they look like.
    private static readonly string[] Alike = ["0OQD", "1IL", "2Z", "5SF", "6G", "8B", "UV", "NM", "TPCE"];

    private const string Alone = "3479AHJKRWXY";

    private static readonly string Alphabet = string.Concat(Alike.Select(alike => alike[0])) + Alone;

    private static readonly Dictionary<char, char> Read = Alike
        .SelectMany(alike => alike.Select(typed => (typed, alike[0])))
        .Concat(Alone.Select(typed => (typed, typed)))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>A new random code in its normal form, with about 4.4 bits per character.</summary>
    public static string Create(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>
    /// The normal form of a typed code: case, spaces, dashes and look-alikes are ignored. Null when it is not a valid code of this length.
    /// </summary>
    public static string? Parse(string? typed, int length)
    {
        var plain = (typed ?? "")
            .Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.DashPunctuation)
            .ToList();
        return plain.Count == length && plain.TrueForAll(c => Read.ContainsKey(char.ToUpperInvariant(c)))
            ? string.Concat(plain.Select(c => Read[char.ToUpperInvariant(c)]))
            : null;
    }
}
