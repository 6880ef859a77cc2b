using System.Security.Cryptography;
using System.Text;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Something that a check found in a text: a hint to its writer, not a verdict.</summary>
/// <param name="CheckId">The check; see <see cref="CheckCatalogue"/>.</param>
/// <param name="SectionId">In which section.</param>
/// <param name="Excerpt">The words that it refers to, as written; empty when something is missing.</param>
/// <param name="Problem">The problem, in a sentence.</param>
/// <param name="Better">A better wording, or a question that leads to one.</param>
public sealed record Finding(string CheckId, string SectionId, string Excerpt, string Problem, string Better)
{
    /// <summary>
    /// Equal for the same words in the same section: a dismissed finding stays dismissed while the writer works elsewhere, and returns when
    /// the words change.
    /// </summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{CheckId}\n{SectionId}\n{Excerpt}")))[..24];
}

/// <summary>What a check looks for and why.</summary>
/// <param name="Id">Identifies it; the document kinds in the content refer to it, and <c>docs/checks.md</c> has a heading for it.</param>
/// <param name="Title">A title of a few words.</param>
/// <param name="Why">The reason, for the writer.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record CheckInfo(string Id, string Title, string Why, string Source);
