using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Editing;

/// <summary>Reads the text that is stored, for an open editor whose text is older: another page has saved.</summary>
public sealed class ReadDraft(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>The stored text as a refused save would return it; for the document's writers.</summary>
    public async Task<Outcome<SaveDraft.Answer>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        if (!own.Succeeded)
        {
            return own.Refusal;
        }

        var document = own.Value;
        return new SaveDraft.Answer(
            false,
            document.Version,
            document.ReadBody(),
            document.WrittenAt,
            await db.LastOtherWriterAsync(documentId, actor, ct)
        );
    }
}

/// <summary>Reads who wrote last within another use case.</summary>
internal static class LastWriterReading
{
    /// <summary>The name of the writer of the stored text; null when it is the actor, possibly in another window.</summary>
    public static async Task<string?> LastOtherWriterAsync(this TrainingDb db, Guid documentId, Actor actor, CancellationToken ct)
    {
        // A conflict text that was set aside was never part of the document.
        var last = await (
            from version in db.Set<DocumentVersion>().AsNoTracking()
            join author in db.Set<Person>() on version.AuthorId equals author.Id
            where version.DocumentId == documentId && version.Reason != VersionReason.SetAside
            orderby version.Number descending
            select new { author.Id, author.DisplayName }
        ).FirstOrDefaultAsync(ct);
        return last?.Id == actor.PersonId ? null : last?.DisplayName;
    }
}
