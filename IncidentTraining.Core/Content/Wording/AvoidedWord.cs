using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Content.Wording;

/// <summary>A word or phrase to avoid in texts.</summary>
/// <param name="Phrase">The phrase as listed. Matches whole words, case-insensitively, and across line breaks.</param>
/// <param name="Instead">What to write instead.</param>
/// <param name="Pattern">The regular expression that finds the phrase.</param>
internal sealed record AvoidedWord(string Phrase, string Instead, Regex Pattern)
{
    /// <summary>Creates an entry for a phrase of one or more words.</summary>
    public static AvoidedWord Of(string phrase, string instead) =>
        new(
            phrase,
            instead,
            new Regex(
                $@"(?<![\w-]){string.Join(@"\s+", phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape))}(?![\w-])",
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
            )
        );
}
