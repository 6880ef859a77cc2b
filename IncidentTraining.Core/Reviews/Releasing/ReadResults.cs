using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Releasing;

/// <summary>A decided review, as shown to the document's author.</summary>
/// <param name="Submission">The number of the submission, from 1.</param>
/// <param name="Decision">Returned or accepted.</param>
/// <param name="Grade">The marks and comments.</param>
/// <param name="ReviewerName">The reviewer.</param>
/// <param name="DecidedAt">The time, UTC.</param>
/// <param name="IsUnderReview">Whether the grade is being reviewed again and can still change.</param>
/// <param name="Before">The grade previously shown to the author; null for a first grade, and for graders, who have the history.</param>
public sealed record ReviewResult(
    int Submission,
    ReviewDecision Decision,
    Grade Grade,
    string ReviewerName,
    DateTime DecidedAt,
    bool IsUnderReview = false,
    EarlierGrade? Before = null
);

/// <summary>A grade that was replaced.</summary>
/// <param name="Points">The points; null when it had none.</param>
/// <param name="MostPoints">The maximum points; null when it had none.</param>
/// <param name="At">When it was given, UTC.</param>
public sealed record EarlierGrade(int? Points, int? MostPoints, DateTime At);

/// <summary>
/// Reads the decided reviews of a document for its author and the instructors of its class. The author sees the released grade, also while
/// it is corrected or moderated; to instructors a reopened review is open.
/// </summary>
public sealed class ReadResults(IDbContextFactory<TrainingDb> databases, ReadFinality readFinality) : IUseCase
{
    /// <summary>Returns the decided reviews, last first.</summary>
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
            select new
            {
                review.Submission,
                IsOpen = review.Decision == ReviewDecision.Open,
                Entry = entry,
                person.DisplayName,
            }
        ).ToListAsync(ct);
        var disputed =
            (await readFinality.RunAsync(db, reviewed.Value.CohortId, [documentId], ct))[documentId] is GradeFinality.WaitsForModerator;
        return Outcome<IReadOnlyList<ReviewResult>>.Done([
            .. rows.GroupBy(row => row.Submission)
                .Select(given =>
                {
                    var (shown, before) = (given.First(), given.Skip(1).FirstOrDefault()?.Entry);
                    var isPresent = given.Key == reviewed.Value.Submissions;
                    return new ReviewResult(
                        given.Key,
                        shown.Entry.Decision,
                        Grade.FromJson(shown.Entry.GradeJson),
                        shown.DisplayName,
                        shown.Entry.At,
                        shown.IsOpen || (disputed && isPresent && shown.Entry.Decision is ReviewDecision.Accepted),
                        own.Succeeded && before is not null ? new EarlierGrade(before.Points, before.MostPoints, before.At) : null
                    );
                }),
        ]);
    }
}
