using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>An earlier decision about a document, as shown to graders.</summary>
/// <param name="Submission">The number of the submission.</param>
/// <param name="Decision">Returned or accepted.</param>
/// <param name="Points">The points of an acceptance; null otherwise.</param>
/// <param name="MostPoints">The maximum points; null otherwise.</param>
/// <param name="ReviewerName">The reviewer.</param>
/// <param name="At">The time, UTC.</param>
public sealed record GradeLine(int Submission, ReviewDecision Decision, int? Points, int? MostPoints, string ReviewerName, DateTime At);

/// <summary>Reopens the grade of an accepted document for correction, and lists all grades ever given.</summary>
public sealed class ReopenGrade(WriteGate gate, IDbContextFactory<TrainingDb> databases, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Returns the document to review; its marks are kept.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        Document? moved = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var found = await db.DocumentForReviewAsync(actor, documentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                if (await db.IsBlindAsync(actor, found.Value, ct))
                {
                    return DoubleMarking.SecondMarksFirst;
                }

                moved = found.Value;
                if (moved.Reopen() is { Succeeded: false } wrong)
                {
                    return wrong.Refusal;
                }

                var review = await db.Set<Review>()
                    .SingleAsync(r => r.DocumentId == documentId && r.Submission == found.Value.Submissions, ct);
                db.Audit(AuditAction.GradeReopened, time, actor, person: moved.OwnerId, cohort: moved.CohortId, subject: documentId);
                return review.Reopen();
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.AnnounceAsync(moved!);
        }

        return outcome;
    }

    /// <summary>Returns all decisions about a document, last first; for instructors of its class only.</summary>
    public async Task<Outcome<IReadOnlyList<GradeLine>>> HistoryAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        if (await db.IsBlindAsync(actor, found.Value, ct))
        {
            return DoubleMarking.SecondMarksFirst;
        }

        return Outcome<IReadOnlyList<GradeLine>>.Done(
            await (
                from entry in db.Set<GradeEntry>().AsNoTracking()
                join review in db.Set<Review>() on entry.ReviewId equals review.Id
                join person in db.Set<Person>() on entry.ReviewerId equals person.Id
                where review.DocumentId == documentId
                orderby entry.At descending, entry.Number descending
                select new GradeLine(review.Submission, entry.Decision, entry.Points, entry.MostPoints, person.DisplayName, entry.At)
            ).ToListAsync(ct)
        );
    }
}
