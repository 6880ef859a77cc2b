using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents;

/// <summary>The single place that writes a document's history.</summary>
internal static class DocumentHistory
{
    /// <summary>Stores a text; continued writing updates the last version.</summary>
    /// <param name="db">The unit of work, which the caller commits.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="authorId">Who wrote the text.</param>
    /// <param name="reason">Why it is stored. Only a <see cref="VersionReason.Written"/> text can continue a version.</param>
    /// <param name="body">The text.</param>
    /// <param name="now">When it was written, UTC.</param>
    /// <param name="ct">Cancels the query for the last version.</param>
    /// <param name="apart">Whether a written text always gets its own version, for example because it was chosen in a conflict.</param>
    public static async Task RecordVersionAsync(
        this TrainingDb db,
        Guid documentId,
        Guid authorId,
        VersionReason reason,
        DocumentBody body,
        DateTime now,
        CancellationToken ct,
        bool apart = false
    )
    {
        var last = await db.Set<DocumentVersion>()
            .Where(version => version.DocumentId == documentId)
            .OrderByDescending(version => version.Number)
            .FirstOrDefaultAsync(ct);
        if (apart || reason is not VersionReason.Written || last is null || !last.TryContinue(authorId, body, now))
        {
            db.Add(new DocumentVersion(documentId, (last?.Number ?? 0) + 1, authorId, reason, body, now));
        }
    }
}
