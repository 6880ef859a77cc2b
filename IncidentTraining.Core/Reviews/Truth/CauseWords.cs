using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Reviews.Truth;

/// <summary>
/// Compares the words of a true cause with those of a text on causes. It compares words, not meaning: a text may describe the cause in
/// other words, and a reader decides that.
/// </summary>
/// <param name="Found">The words of the cause that the text contains, as the cause writes them, without repetition.</param>
/// <param name="Missing">The words that it does not contain.</param>
internal sealed partial record CauseWords(IReadOnlyList<string> Found, IReadOnlyList<string> Missing)
{
    // Words without which a sentence falls apart, but which name no part of a system and nothing that can happen to it. Whoever left out
    // "does" or "latest" has left out nothing.
    private static readonly HashSet<string> Empty = new(
        """
        a about after again ahead all also an and another any are as at away back be been before behind being between both but by can cannot
        come comes could did do does done down each else every everything few for from gets give gives go goes got had half has have how in
        into is it its itself know knows latest leaves left less let lets like long longer made makes many may month more most much never new
        newest no none not nothing now of off old on once one only or other over own run runs since so some such takes than that the their them then
        they this those through time to too total twice two under until up used very was way week went were what when which while who whole
        whose will with within without work works would
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly string[] Endings = ["ness", "ing", "ly", "ed", "es", "s", "d"];

    // Only of these is "er" an ending: a pooler is not a pool.
    private static readonly HashSet<string> Adjectives = new(["slow", "fast", "small", "large", "high"], StringComparer.OrdinalIgnoreCase);

    // From here on two words with the same beginning are forms of one: "expired" and "expires", "connection" and "connected".
    private const int SameBeginning = 5;

    /// <summary>Compares a cause with a text.</summary>
    /// <param name="cause">The true cause in one line; empty for none, which has no words.</param>
    /// <param name="text">What a person wrote.</param>
    public static CauseWords Compare(string cause, string text)
    {
        var written = Read(text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (found, missing) = (new List<string>(), new List<string>());
        foreach (var word in Read(cause).Where(word => !Empty.Contains(word)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            (written.Any(other => AreForms(word, other)) ? found : missing).Add(word);
        }

        return new CauseWords(found, missing);
    }

    // A letter alone ("customers' s") is no word; a digit alone may be the number of a version.
    private static IEnumerable<string> Read(string text) =>
        Word().Matches(text).Select(match => match.Value).Where(word => word.Length > 1 || char.IsAsciiDigit(word[0]));

    private static bool AreForms(string one, string other) =>
        Stem(one).Equals(Stem(other), StringComparison.OrdinalIgnoreCase)
        || (
            one.Length >= SameBeginning
            && other.Length >= SameBeginning
            && string.Compare(one, 0, other, 0, SameBeginning, StringComparison.OrdinalIgnoreCase) == 0
        );

    /// <summary>The word without its ending: "slow" for "slows", "slowed" and "slower".</summary>
    private static string Stem(string word)
    {
        if (word.EndsWith("er", StringComparison.OrdinalIgnoreCase) && Adjectives.Contains(word[..^2]))
        {
            return word[..^2];
        }

        var ending = Endings.FirstOrDefault(ending =>
            word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
        );
        return ending is null ? word : word[..^ending.Length];
    }

    [GeneratedRegex(@"[\p{L}\d]+")]
    private static partial Regex Word();
}
