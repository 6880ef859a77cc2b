using System.Security.Cryptography;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Reviews.Settings;

/// <summary>Names for graders who shall not know whose text they read: the same for a document wherever it is shown.</summary>
public sealed class HiddenNames : IAuthorNames
{
    /// <inheritdoc/>
    public async Task<string> ForReviewerAsync(TrainingDb db, Guid cohortId, Guid documentId, string name, CancellationToken ct) =>
        (await db.GradingRulesAsync(cohortId, ct)).HideNames ? Of(documentId) : name;

    /// <summary>A document's stand-in for its author's name; tells nothing about the author, nor which documents are by the same one.</summary>
    internal static string Of(Guid documentId) => $"Author {Convert.ToHexString(SHA256.HashData(documentId.ToByteArray()))[..4]}";
}
