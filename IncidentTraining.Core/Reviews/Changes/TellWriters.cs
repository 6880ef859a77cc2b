using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Changes;

/// <summary>The result of a decision about a document.</summary>
public enum ReviewNewsKind
{
    /// <summary>It was returned for changes.</summary>
    Returned,

    /// <summary>It was accepted, and its writers can read the grade.</summary>
    Graded,

    /// <summary>A grade that its writers had seen has changed.</summary>
    GradeChanged,
}

/// <summary>A decision about a document that its writers can now read. Published after the commit, under each writer.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Title">Its title; can be empty.</param>
/// <param name="Kind">The decision.</param>
public sealed record ReviewNews(Guid DocumentId, string Title, ReviewNewsKind Kind);

/// <summary>
/// Notifies everyone who writes in a document of a decision about it, whatever page they are on. Held-back grades are not announced.
/// </summary>
public sealed class TellWriters(IDbContextFactory<TrainingDb> databases, LiveEvents events) : IUseCase
{
    /// <summary>Publishes the decided or released reviews of documents, after the commit.</summary>
    public async Task RunAsync(IReadOnlyCollection<Guid> documentIds)
    {
        if (documentIds.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync();
        var decided = await (
            from document in db.Set<Document>().AsNoTracking()
            join review in db.Set<Review>()
                on new { DocumentId = document.Id, Submission = document.Submissions } equals new { review.DocumentId, review.Submission }
            where documentIds.Contains(document.Id)
            select new
            {
                document.Id,
                document.Title,
                document.OwnerId,
                Entries = db.Set<GradeEntry>()
                    .Where(entry => entry.ReviewId == review.Id)
                    .OrderByDescending(entry => entry.Number)
                    .Select(entry => new Decided(entry.Decision, entry.At, entry.ReleasedAt))
                    .ToList(),
                ChangedAt = db.Set<GradeChange>()
                    .Where(change => change.DocumentId == document.Id)
                    .Select(change => (DateTime?)change.At)
                    .FirstOrDefault(),
            }
        ).ToListAsync();
        var writers = (
            await db.Set<DocumentWriter>().AsNoTracking().Where(writer => documentIds.Contains(writer.DocumentId)).ToListAsync()
        ).ToLookup(writer => writer.DocumentId, writer => writer.PersonId);
        foreach (var document in decided)
        {
            if (KindOf(document.Entries, document.ChangedAt) is { } kind)
            {
                var news = new ReviewNews(document.Id, document.Title, kind);
                foreach (var writer in writers[document.Id].Append(document.OwnerId).Distinct())
                {
                    await events.PublishAsync(writer, news);
                }
            }
        }
    }

    // Without the grade itself, which can be long and is not needed.
    private sealed record Decided(ReviewDecision Decision, DateTime At, DateTime? ReleasedAt);

    // The last entry is the decision. A decision that repeats what its writers have seen is not announced.
    private static ReviewNewsKind? KindOf(IReadOnlyList<Decided> entries, DateTime? changedAt) =>
        entries is not [{ ReleasedAt: not null } last, ..] ? null
        : changedAt == last.At ? ReviewNewsKind.GradeChanged
        : entries.Skip(1).Any(entry => entry.ReleasedAt is not null) ? null
        : last.Decision is ReviewDecision.Returned ? ReviewNewsKind.Returned
        : ReviewNewsKind.Graded;
}
