using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Reading;

/// <summary>A document in a list, without its text.</summary>
/// <param name="KindId">Its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="State">The lifecycle state.</param>
/// <param name="WrittenAt">When its text last changed, UTC.</param>
/// <param name="SubmittedAt">When it was last submitted, UTC; null for a draft.</param>
/// <param name="SourceRunId">The lab run it is about; null without one.</param>
public sealed record MyDocument(
    Guid DocumentId,
    string KindId,
    string Title,
    DocumentState State,
    DateTime WrittenAt,
    DateTime? SubmittedAt,
    Guid? SourceRunId
);

/// <summary>Lists a person's documents in a class, written alone or with others, last changed first.</summary>
public sealed class MyDocuments(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>Returns the actor's documents; empty for a class they do not belong to.</summary>
    public async Task<IReadOnlyList<MyDocument>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Document>()
            .AsNoTracking()
            .Where(d =>
                d.CohortId == cohortId
                && (d.OwnerId == actor.PersonId || db.Set<DocumentWriter>().Any(w => w.DocumentId == d.Id && w.PersonId == actor.PersonId))
            )
            .OrderByDescending(d => d.WrittenAt)
            .Select(d => new MyDocument(d.Id, d.KindId, d.Title, d.State, d.WrittenAt, d.SubmittedAt, d.SourceRunId))
            .ToListAsync(ct);
    }
}
