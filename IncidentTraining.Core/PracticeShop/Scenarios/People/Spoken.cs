using System.Text.RegularExpressions;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>A sentence of a message.</summary>
/// <param name="Text">The sentence, with single spaces and plain apostrophes.</param>
/// <param name="IsQuestion">Whether it ends with a question mark.</param>
public readonly partial record struct Spoken(string Text, bool IsQuestion)
{
    /// <summary>The sentences of a message.</summary>
    public static IReadOnlyList<Spoken> Of(string message) =>
        [
            .. SentenceEnd()
                .Split(Spaces().Replace(message.Replace('’', '\'').Replace("\n", ".\n", StringComparison.Ordinal), " "))
                .Select(part => part.Trim())
                .Where(part => Letter().IsMatch(part))
                .Select(part => new Spoken(part, part.TrimEnd('"', '”', ')', '.', ' ').EndsWith('?'))),
        ];

    /// <summary>
    /// What a message states: without its questions, and without clauses that say that something is unknown. Both name things without
    /// stating anything about them.
    /// </summary>
    /// <param name="message">The message.</param>
    public static string StatedIn(string message) =>
        string.Join(
            ' ',
            Of(message)
                .Where(sentence => !sentence.IsQuestion)
                .SelectMany(sentence => ClauseEnd().Split(sentence.Text))
                .Where(clause => !NotKnown().IsMatch(clause))
        );

    [GeneratedRegex(@"(?<=[.!?])\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?<=[,;:–])\s+|\s+(?=(?:but|although|however)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex ClauseEnd();

    [GeneratedRegex(
        @"\b(?:do(?:es)? not|don't|doesn't|did not|didn't|cannot|can't|could not|couldn't)(?: \w+)? (?:know|tell|say|confirm)\b|\b(?:not|isn't|aren't)(?: yet)? (?:known|clear|sure|certain|confirmed)\b|\b(?:unclear|unknown|unsure|no idea)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NotKnown();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{L}\p{N}]")]
    private static partial Regex Letter();
}
