using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>Finds the next document for a grader: the one waiting longest after the current one, or else the longest of all.</summary>
/// <remarks>Skips documents that the grader cannot open: those whose first marks are hidden from them, or of a kind whose samples they have
/// not marked yet.</remarks>
public sealed class NextWaiting(IDbContextFactory<TrainingDb> databases, TimeProvider time) : IUseCase
{
    /// <summary>Returns the next document that the grader can open and that is not locked; null when there is none.</summary>
    public async Task<Outcome<Guid?>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (document, now) = (found.Value, time.GetUtcNow().UtcDateTime);
        var waiting = await db.Set<Document>()
            .AsNoTracking()
            .Where(d =>
                d.CohortId == document.CohortId
                && d.Id != documentId
                && d.OwnerId != actor.PersonId
                && (d.State == DocumentState.Submitted || d.State == DocumentState.InReview)
                && !db.Set<ReviewHold>().Any(h => h.DocumentId == d.Id && h.PersonId != actor.PersonId && h.Until > now)
            )
            .OrderBy(d => d.SubmittedAt)
            .ThenBy(d => d.Id)
            .Select(d => new { d.Id, d.SubmittedAt })
            .ToListAsync(ct);
        foreach (var next in waiting.OrderBy(d => d.SubmittedAt < document.SubmittedAt))
        {
            if (await CanBeGradedAsync(db, actor, next.Id, ct))
            {
                return next.Id;
            }
        }

        return Outcome<Guid?>.Done(null);
    }

    // Almost always the first one matches, so they are checked one by one rather than for a whole class.
    private static async Task<bool> CanBeGradedAsync(TrainingDb db, Actor actor, Guid documentId, CancellationToken ct) =>
        await db.DocumentForReviewAsync(actor, documentId, ct) is { Succeeded: true, Value: var document }
        && await db.UnmarkedSampleAsync(actor, document, ct) is null
        && !await db.IsBlindAsync(actor, document, ct);
}
