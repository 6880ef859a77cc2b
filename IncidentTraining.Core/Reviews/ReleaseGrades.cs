using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews;

/// <summary>Shows grades that were held back to their authors: all of a class at once, or one.</summary>
public sealed class ReleaseGrades(WriteGate gate, IDbContextFactory<TrainingDb> databases, LiveEvents events)
{
    /// <summary>How many grades of the class are held back; instructors of the class only.</summary>
    public async Task<Outcome<int>> HeldBackAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var allowed = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct);
        return allowed.Succeeded ? await HeldBack(db, cohortId, null).CountAsync(ct) : allowed.Refusal;
    }

    /// <summary>Whether the grade of a document is held back; false as well for whoever may not know.</summary>
    public async Task<bool> IsHeldBackAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        return found.Succeeded && await HeldBack(db, found.Value.CohortId, documentId).AnyAsync(ct);
    }

    /// <summary>Releases the grades and returns how many it were.</summary>
    /// <param name="actor">An instructor of the class.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="documentId">One document; null for all of the class.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<Outcome<int>> RunAsync(Actor actor, Guid cohortId, Guid? documentId = null, CancellationToken ct = default)
    {
        List<Document> released = [];
        var outcome = await gate.WriteAsync<int>(async db =>
        {
            if (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct) is { Succeeded: false } refused)
            {
                return refused.Refusal;
            }

            var reviews = await HeldBack(db, cohortId, documentId).ToListAsync(ct);
            reviews.ForEach(review => review.Release());
            var ids = reviews.Select(review => review.DocumentId).ToList();
            released = await db.Set<Document>().AsNoTracking().Where(document => ids.Contains(document.Id)).ToListAsync(ct);
            return reviews.Count;
        }, ct);
        foreach (var document in released)
        {
            await events.AnnounceAsync(document);
        }

        return outcome;
    }

    private static IQueryable<Review> HeldBack(TrainingDb db, Guid cohortId, Guid? documentId) =>
        from review in db.Set<Review>()
        join document in db.Set<Document>() on review.DocumentId equals document.Id
        where document.CohortId == cohortId && review.HeldBack && (documentId == null || document.Id == documentId)
        select review;
}
