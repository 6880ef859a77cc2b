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
/// <param name="IsUnderReview">Whether graders are looking at the grade again, so that it may still change.</param>
/// <param name="Before">The grade that its author was shown before this one; null for a first grade, and for graders, who have the history.</param>
public sealed record ReviewResult(
    int Submission, ReviewDecision Decision, Grade Grade, string ReviewerName, DateTime DecidedAt, bool IsUnderReview = false, EarlierGrade? Before = null);

/// <summary>A grade that was replaced.</summary>
/// <param name="Points">Its points; null when it had none.</param>
/// <param name="MostPoints">The most points there were; null when it had none.</param>
/// <param name="At">When it was given, UTC.</param>
public sealed record EarlierGrade(int? Points, int? MostPoints, DateTime At);

/// <summary>
/// Shows the decided reviews of a document to its author and to the instructors of its class. The author sees what was released, and
/// keeps seeing it while it is corrected or moderated; to instructors a review that was opened again is open.
/// </summary>
public sealed class ReadResults(IDbContextFactory<TrainingDb> databases, ReadFinality readFinality)
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
            from entry in db.Set<GradeEntry>().AsNoTracking()
            join review in db.Set<Review>() on entry.ReviewId equals review.Id
            join person in db.Set<Person>() on entry.ReviewerId equals person.Id
            where review.DocumentId == documentId && (own.Succeeded ? entry.ReleasedAt != null : review.Decision != ReviewDecision.Open)
            orderby review.Submission descending, entry.Number descending
            select new { review.Submission, IsOpen = review.Decision == ReviewDecision.Open, Entry = entry, person.DisplayName })
            .ToListAsync(ct);
        var disputed = (await readFinality.RunAsync(db, reviewed.Value.CohortId, [documentId], ct))[documentId] is GradeFinality.WaitsForModerator;
        return Outcome<IReadOnlyList<ReviewResult>>.Done([.. rows.GroupBy(row => row.Submission).Select(given =>
        {
            var (shown, before) = (given.First(), given.Skip(1).FirstOrDefault()?.Entry);
            var isPresent = given.Key == reviewed.Value.Submissions;
            return new ReviewResult(
                given.Key, shown.Entry.Decision, Grade.FromJson(shown.Entry.GradeJson), shown.DisplayName, shown.Entry.At,
                shown.IsOpen || (disputed && isPresent && shown.Entry.Decision is ReviewDecision.Accepted),
                own.Succeeded && before is not null ? new EarlierGrade(before.Points, before.MostPoints, before.At) : null);
        })]);
    }
}
