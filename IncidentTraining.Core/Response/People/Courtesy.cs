using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Response;

/// <summary>Recognises messages that want no answer, such as thanks and greetings.</summary>
internal static partial class Courtesy
{
    private const int MostWords = 6;

    /// <summary>Whether a message is nothing but a courtesy.</summary>
    public static bool IsIn(string text) => !text.Contains('?', StringComparison.Ordinal) && Words().Count(text) <= MostWords && Polite().IsMatch(text);

    [GeneratedRegex(@"[\p{L}\p{N}'’]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?:thanks?|thank you|ok(?:ay)?|great|good (?:morning|day|job|work|afternoon)|perfect|hi|hello|hey|got it|understood|will do|cheers|welcome|noted|yes|no|sure)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Polite();
}
