using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Response;

/// <summary>Recognises messages that need no answer, such as thanks and greetings.</summary>
internal static partial class Courtesy
{
    /// <summary>One extra word may be an unknown name; two carry meaning.</summary>
    private const int MostOthers = 1;

    /// <summary>Whether a message is only a courtesy: polite words, the reason for them, and the addressee.</summary>
    /// <param name="text">The message.</param>
    /// <param name="names">Names that it may contain.</param>
    public static bool IsIn(string text, IEnumerable<string> names)
    {
        if (text.Contains('?', StringComparison.Ordinal) || !Polite().IsMatch(text))
        {
            return false;
        }

        var known = names.SelectMany(name => name.Split(' ')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Words()
                .Matches(Filler().Replace(Polite().Replace(Reason().Replace(text, " "), " "), " "))
                .Count(word => !known.Contains(word.Value)) <= MostOthers;
    }

    [GeneratedRegex(@"[\p{L}\p{N}'’]+")]
    private static partial Regex Words();

    [GeneratedRegex(
        @"\b(?:thanks?|thank you|thx|ok(?:ay)?|great|good (?:morning|day|job|work|afternoon)|well done|perfect|hi|hello|hey|got it|understood|will do|cheers|welcome|noted|yes|no|sure|please|sorry|bye|see you)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Polite();

    // The reason for thanks is not a question.
    [GeneratedRegex(@"(?<=\b(?:thanks|thank you|thx|cheers)\b[^.,;:!\n]{0,40})\bfor\b[^.,;:!\n]*", RegexOptions.IgnoreCase)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"\b(?:a lot|very much|so much|so|you|all|everyone|team|and|then|that|this|is|it|again|now|there|later|very|much|many|the|from|to|my|side|helpful|nice|both|folks|I|we|am|are|have)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Filler();
}
