using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Content.Wording;

/// <summary>A word or phrase that texts avoid.</summary>
/// <param name="Phrase">As written in the list; found as whole words, in any case, also across the end of a line.</param>
/// <param name="Instead">What to write, for the author.</param>
/// <param name="Pattern">Finds the phrase.</param>
internal sealed record AvoidedWord(string Phrase, string Instead, Regex Pattern)
{
    /// <summary>Describes a phrase of one or more words.</summary>
    public static AvoidedWord Of(string phrase, string instead) => new(phrase, instead, new Regex(
        $@"(?<![\w-]){string.Join(@"\s+", phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape))}(?![\w-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
}
