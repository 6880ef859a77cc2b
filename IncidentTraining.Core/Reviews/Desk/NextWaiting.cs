using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Desk;

/// <summary>Finds the document that a grader takes up next: the one that waits longest after this one, else the longest of all.</summary>
public sealed class NextWaiting(IDbContextFactory<TrainingDb> databases, TimeProvider time)
{
    /// <summary>The next document that is on nobody's desk; null when nothing else waits.</summary>
    public async Task<Outcome<Guid?>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (document, now) = (found.Value, time.GetUtcNow().UtcDateTime);
        var waiting = await db.Set<Document>().AsNoTracking()
            .Where(d => d.CohortId == document.CohortId && d.Id != documentId && d.OwnerId != actor.PersonId
                && (d.State == DocumentState.Submitted || d.State == DocumentState.InReview)
                && !db.Set<ReviewHold>().Any(h => h.DocumentId == d.Id && h.PersonId != actor.PersonId && h.Until > now))
            .OrderBy(d => d.SubmittedAt).ThenBy(d => d.Id)
            .Select(d => new { d.Id, d.SubmittedAt })
            .ToListAsync(ct);
        return (waiting.FirstOrDefault(d => d.SubmittedAt >= document.SubmittedAt) ?? waiting.FirstOrDefault())?.Id;
    }
}
