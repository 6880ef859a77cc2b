using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Reading;

/// <summary>A person's documents, written alone or with others, in their current state.</summary>
public sealed class OwnDocuments : IOwnData
{
    /// <inheritdoc />
    public string Part => "documents";

    /// <inheritdoc />
    public async Task<object> ReadAsync(TrainingDb db, Guid personId, CancellationToken ct)
    {
        var own = await db.Set<Document>()
            .AsNoTracking()
            .Where(document =>
                document.OwnerId == personId
                || db.Set<DocumentWriter>().Any(writer => writer.DocumentId == document.Id && writer.PersonId == personId)
            )
            .OrderBy(document => document.CreatedAt)
            .ToListAsync(ct);
        var lines = own.Select(document => new
        {
            document.Id,
            kind = document.KindId,
            document.Title,
            state = document.State.ToString(),
            document.CreatedAt,
            document.SubmittedAt,
            text = System.Text.Json.JsonDocument.Parse(document.ReadBody().ToJson()).RootElement,
        });
        return lines.ToList();
    }
}
