using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews;

/// <summary>A decided review, as the document's author reads it.</summary>
/// <param name="Submission">Which submission it was about, counted from 1.</param>
/// <param name="Decision">Returned or accepted.</param>
/// <param name="Grade">Marks and comments.</param>
/// <param name="ReviewerName">Who decided.</param>
/// <param name="DecidedAt">When, UTC.</param>
public sealed record ReviewResult(int Submission, ReviewDecision Decision, Grade Grade, string ReviewerName, DateTime DecidedAt);

/// <summary>Shows the decided reviews of a document to its author and to the instructors of its class. Open ones are never shown, and to the author none that is held back.</summary>
public sealed class ReadResults(IDbContextFactory<TrainingDb> databases)
{
    /// <summary>The decided reviews, the last first.</summary>
    public async Task<Outcome<IReadOnlyList<ReviewResult>>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        var reviewed = own.Succeeded ? own : await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!reviewed.Succeeded)
        {
            return reviewed.Refusal;
        }

        if (!own.Succeeded && await db.IsBlindAsync(actor, reviewed.Value, ct))
        {
            return Outcome<IReadOnlyList<ReviewResult>>.Done([]);
        }

        var rows = await (
            from review in db.Set<Review>().AsNoTracking()
            join person in db.Set<Person>() on review.ReviewerId equals person.Id
            where review.DocumentId == documentId && review.Decision != ReviewDecision.Open && !(own.Succeeded && review.HeldBack)
            orderby review.Submission descending
            select new { review.Submission, review.Decision, review.GradeJson, review.DecidedAt, person.DisplayName })
            .ToListAsync(ct);
        return Outcome<IReadOnlyList<ReviewResult>>.Done(
            [.. rows.Select(row => new ReviewResult(row.Submission, row.Decision, Grade.FromJson(row.GradeJson!), row.DisplayName, row.DecidedAt!.Value))]);
    }
}
