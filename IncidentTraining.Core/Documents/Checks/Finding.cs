using System.Security.Cryptography;
using System.Text;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Something that a check noticed in a text: a hint to its writer, never a verdict.</summary>
/// <param name="CheckId">Which check; see <see cref="CheckCatalogue"/>.</param>
/// <param name="SectionId">In which section.</param>
/// <param name="Excerpt">The words that it is about, as they stand in the text; empty when something is missing.</param>
/// <param name="Problem">What was noticed, in a sentence.</param>
/// <param name="Better">A better way to say or to ask it.</param>
public sealed record Finding(string CheckId, string SectionId, string Excerpt, string Problem, string Better)
{
    /// <summary>
    /// The same for the same words in the same section: a finding that was dismissed stays dismissed while the writer goes on
    /// elsewhere, and comes back when the words change.
    /// </summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{CheckId}\n{SectionId}\n{Excerpt}")))[..24];
}

/// <summary>What a check looks for and why.</summary>
/// <param name="Id">Identifies it; the content's kinds of document name it, and <c>docs/checks.md</c> has a heading for it.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Why">The reason, for the writer.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record CheckInfo(string Id, string Title, string Why, string Source);
