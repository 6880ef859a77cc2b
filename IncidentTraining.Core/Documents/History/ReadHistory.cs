using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.History;

/// <summary>An entry of a document's history.</summary>
/// <param name="Number">The number of the version, from 1.</param>
/// <param name="Reason">The reason for the version.</param>
/// <param name="AuthorName">The writer.</param>
/// <param name="BeganAt">When the continuous writing began, UTC.</param>
/// <param name="At">When it was last saved, UTC.</param>
/// <param name="TextBytes">The size in bytes of UTF-8 text.</param>
public sealed record HistoryLine(int Number, VersionReason Reason, string AuthorName, DateTime BeganAt, DateTime At, int TextBytes);

/// <summary>Reads a document's earlier versions; for its author only.</summary>
public sealed class ReadHistory(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>Returns the history, newest first.</summary>
    public async Task<Outcome<IReadOnlyList<HistoryLine>>> LinesAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.OwnDocumentAsync(actor, documentId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        return Outcome<IReadOnlyList<HistoryLine>>.Done(
            await (
                from version in db.Set<DocumentVersion>().AsNoTracking()
                join author in db.Set<Person>() on version.AuthorId equals author.Id
                where version.DocumentId == documentId
                orderby version.Number descending
                select new HistoryLine(version.Number, version.Reason, author.DisplayName, version.BeganAt, version.At, version.TextBytes)
            ).ToListAsync(ct)
        );
    }

    /// <summary>Returns the text of one version.</summary>
    public async Task<Outcome<DocumentBody>> TextAsync(Actor actor, Guid documentId, int number, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.OwnDocumentAsync(actor, documentId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var version = await db.Set<DocumentVersion>()
            .AsNoTracking()
            .SingleOrDefaultAsync(v => v.DocumentId == documentId && v.Number == number, ct);
        return version is null ? Refusal.NotFound("There is no such version.") : version.ReadBody();
    }
}
