using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Desk;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews;

/// <summary>Everything that an instructor needs beside a document to grade it.</summary>
/// <param name="Document">What was submitted.</param>
/// <param name="Rubric">By what it is graded; null when the content has no rubric for the kind.</param>
/// <param name="Notes">What has been marked and written so far.</param>
/// <param name="Version">The review's version; 0 when nobody has begun.</param>
/// <param name="ReviewerName">Who wrote in it last; null when nobody has begun.</param>
/// <param name="CanReview">Whether it can be reviewed now.</param>
/// <param name="HeldBy">Another grader who has it on their desk; null when it is free.</param>
/// <param name="Earlier">The marks that an earlier submission was given last; null for a first submission, and where the rubric has none of them any more.</param>
public sealed record DeskView(
    DocumentView Document, Rubric? Rubric, ReviewNotes Notes, int Version, string? ReviewerName, bool CanReview, string? HeldBy, EarlierMarks? Earlier = null);

/// <summary>The marks of an earlier submission, for a grader to start from.</summary>
/// <param name="Submission">Which submission, counted from 1.</param>
/// <param name="Marks">The marks by criterion, only those with a level that the rubric has now.</param>
public sealed record EarlierMarks(int Submission, IReadOnlyDictionary<string, CriterionMark> Marks);

/// <summary>Lays a submitted document beside its rubric. Looking changes nothing; the first mark or word begins the review.</summary>
public sealed class OpenDesk(IDbContextFactory<TrainingDb> databases, ReadDocument readDocument, Rubrics rubrics, TimeProvider time)
{
    /// <summary>The desk for a document; instructors of its class only, and never for a draft.</summary>
    public async Task<Outcome<DeskView>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        if (await db.UnmarkedSampleAsync(actor, found.Value, ct) is not null)
        {
            return Refusal.NotAllowed("Mark the gold samples of this kind first: so all graders measure with the same measure. They stand under “Graders and samples”.");
        }

        if (await db.IsBlindAsync(actor, found.Value, ct))
        {
            return Refusal.NotAllowed("This document is marked twice, and the first marks are hidden from whoever could give the second. It stands under “Graders and samples”.");
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
            select new { Review = review, person.DisplayName }).SingleOrDefaultAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var holder = await (
            from hold in db.Set<ReviewHold>()
            join person in db.Set<Person>() on hold.PersonId equals person.Id
            where hold.DocumentId == documentId && hold.PersonId != actor.PersonId && hold.Until > now
            select person.DisplayName).SingleOrDefaultAsync(ct);
        var rubric = rubrics.Find(document.Kind.RubricId);
        return new DeskView(
            document, rubric, begun?.Review.ReadNotes() ?? ReviewNotes.None, begun?.Review.Version ?? 0,
            begun?.DisplayName, document.State is DocumentState.Submitted or DocumentState.InReview, holder, await EarlierAsync(db, document, rubric, ct));
    }

    private static async Task<EarlierMarks?> EarlierAsync(TrainingDb db, DocumentView document, Rubric? rubric, CancellationToken ct)
    {
        var earlier = rubric is null ? null : await db.Set<Review>().AsNoTracking()
            .Where(review => review.DocumentId == document.DocumentId && review.Submission < document.Submissions && review.Decision != ReviewDecision.Open)
            .OrderByDescending(review => review.Submission)
            .FirstOrDefaultAsync(ct);
        var marks = earlier?.ReadNotes().Marks
            .Where(mark => mark.Value.Level is { } level && rubric!.Criteria.Any(criterion => criterion.Id == mark.Key && level < criterion.Levels.Count))
            .ToDictionary();
        return marks is { Count: > 0 } ? new EarlierMarks(earlier!.Submission, marks) : null;
    }
}
