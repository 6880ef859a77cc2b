using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>Everything an instructor needs to grade a document.</summary>
/// <param name="Document">The submitted document.</param>
/// <param name="Rubric">The rubric; null when the content has none for the kind.</param>
/// <param name="Notes">The marks and comments so far.</param>
/// <param name="Version">The review's version; 0 before it is started.</param>
/// <param name="ReviewerName">The last person who edited it; null before it is started.</param>
/// <param name="CanReview">Whether it can be reviewed now.</param>
/// <param name="HeldBy">Another grader who has locked it; null when it is unlocked.</param>
/// <param name="Earlier">The last marks of an earlier submission; null for a first submission, or when the rubric no longer has any of
/// their levels.</param>
public sealed record GradingView(
    DocumentView Document,
    Rubric? Rubric,
    ReviewNotes Notes,
    int Version,
    string? ReviewerName,
    bool CanReview,
    string? HeldBy,
    EarlierMarks? Earlier = null
);

/// <summary>The marks of an earlier submission, as a starting point for the grader.</summary>
/// <param name="Submission">The number of the submission, from 1.</param>
/// <param name="Marks">The marks by criterion, limited to levels in the current rubric.</param>
public sealed record EarlierMarks(int Submission, IReadOnlyDictionary<string, CriterionMark> Marks);

/// <summary>Opens a submitted document with its rubric for grading. Opening changes nothing; the first mark or comment starts the
/// review.</summary>
public sealed class OpenForGrading(IDbContextFactory<TrainingDb> databases, ReadDocument readDocument, Rubrics rubrics, TimeProvider time)
    : IUseCase
{
    /// <summary>Returns the document for grading; for instructors of its class only, and never for a draft.</summary>
    public async Task<Outcome<GradingView>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        if (await db.UnmarkedSampleAsync(actor, found.Value, ct) is not null)
        {
            return Refusal.NotAllowed(
                "Mark the gold samples of this kind first, so that all graders apply the same standard. You find them under “Graders and samples”."
            );
        }

        if (await db.IsBlindAsync(actor, found.Value, ct))
        {
            return Refusal.NotAllowed(
                "This document is marked twice, and the first marks are hidden from anyone who can give the second ones. You find it under “Graders and samples”."
            );
        }

        var read = await readDocument.RunAsync(actor, documentId, ct);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var document = read.Value;
        var begun = await (
            from review in db.Set<Review>().AsNoTracking()
            join person in db.Set<Person>() on review.ReviewerId equals person.Id
            where review.DocumentId == documentId && review.Submission == document.Submissions
            select new { Review = review, person.DisplayName }
        ).SingleOrDefaultAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var holder = await (
            from hold in db.Set<ReviewHold>()
            join person in db.Set<Person>() on hold.PersonId equals person.Id
            where hold.DocumentId == documentId && hold.PersonId != actor.PersonId && hold.Until > now
            select person.DisplayName
        ).SingleOrDefaultAsync(ct);
        var rubric = rubrics.Find(document.Kind.RubricId);
        return new GradingView(
            document,
            rubric,
            begun?.Review.ReadNotes() ?? ReviewNotes.None,
            begun?.Review.Version ?? 0,
            begun?.DisplayName,
            document.State is DocumentState.Submitted or DocumentState.InReview,
            holder,
            await EarlierAsync(db, document, rubric, ct)
        );
    }

    private static async Task<EarlierMarks?> EarlierAsync(TrainingDb db, DocumentView document, Rubric? rubric, CancellationToken ct)
    {
        var earlier = rubric is null
            ? null
            : await db.Set<Review>()
                .AsNoTracking()
                .Where(review =>
                    review.DocumentId == document.DocumentId
                    && review.Submission < document.Submissions
                    && review.Decision != ReviewDecision.Open
                )
                .OrderByDescending(review => review.Submission)
                .FirstOrDefaultAsync(ct);
        var marks = earlier
            ?.ReadNotes()
            .Marks.Where(mark =>
                mark.Value.Level is { } level
                && rubric!.Criteria.Any(criterion => criterion.Id == mark.Key && level < criterion.Levels.Count)
            )
            .ToDictionary();
        return marks is { Count: > 0 } ? new EarlierMarks(earlier!.Submission, marks) : null;
    }
}
