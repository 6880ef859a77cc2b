using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents;

/// <summary>The single place that writes a document's history.</summary>
internal static class DocumentHistory
{
    /// <summary>Stores a text; continued writing updates the last version.</summary>
    public static async Task RecordVersionAsync(
        this TrainingDb db,
        Guid documentId,
        Guid authorId,
        VersionReason reason,
        DocumentBody body,
        DateTime now,
        bool apart,
        CancellationToken ct
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
