using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>Returns a document for changes or accepts it, as an instructor. From then on its author sees the grade.</summary>
public sealed class DecideReview(
    WriteGate gate,
    Rubrics rubrics,
    DocumentKinds kinds,
    LiveEvents events,
    TellWriters news,
    TimeProvider time
) : IUseCase
{
    /// <summary>The decision.</summary>
    /// <param name="SeenVersion">The version of the review that the instructor saw; prevents releasing text they have not read.</param>
    /// <param name="Decision">Returned or accepted.</param>
    public sealed record Input(Guid DocumentId, int SeenVersion, ReviewDecision Decision);

    private static Refusal Empty => Refusal.Invalid("The review is empty. Add a mark or a comment first.");

    /// <summary>Returns why a decision would be refused as long as nothing is added to the review; null when nothing is missing. A page
    /// asks before it asks the instructor to confirm.</summary>
    /// <param name="opened">The document as the instructor opened it.</param>
    /// <param name="notes">The stored notes; null before the review is started.</param>
    public static Refusal? WhatIsMissing(GradingView opened, ReviewNotes? notes, ReviewDecision decision) =>
        notes is null ? Empty : Review.WhatIsMissing(decision, GradeFromNotes.Of(notes, opened.Rubric, opened.Document.Kind));

    /// <summary>Decides the review and changes the document's state.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        Document? moved = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var found = await db.DocumentForReviewAsync(actor, input.DocumentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var document = found.Value;
                if (await db.IsBlindAsync(actor, document, ct))
                {
                    return DoubleMarking.SecondMarksFirst;
                }

                var review = await db.Set<Review>()
                    .SingleOrDefaultAsync(r => r.DocumentId == document.Id && r.Submission == document.Submissions, ct);
                if (review is null)
                {
                    return Empty;
                }

                if (review.Decision is ReviewDecision.Open && review.Version != input.SeenVersion)
                {
                    return Refusal.Conflict("Another instructor has changed this review. Reload the page and read it before you decide.");
                }

                var now = time.GetUtcNow().UtcDateTime;
                if (await db.TakeAsync(document.Id, actor.PersonId, now, ct) is { Succeeded: false } held)
                {
                    return held.Refusal;
                }

                var body = document.ReadBody();
                var kind = kinds.Shape(document.KindId, body);
                var grade = GradeFromNotes.Of(review.ReadNotes(), rubrics.Find(kind.RubricId), kind);
                var step = await db.GiveAsync(review, document, actor.PersonId, input.Decision, grade, now, ct);
                moved = step.Succeeded ? document : null;
                db.Audit(
                    AuditAction.GradeDecided,
                    time,
                    actor,
                    person: document.OwnerId,
                    cohort: document.CohortId,
                    subject: document.Id,
                    note: input.Decision.ToString()
                );
                return step;
            },
            ct
        );

        if (outcome.Succeeded && moved is not null)
        {
            await events.AnnounceAsync(moved);
            await news.RunAsync([moved.Id]);
        }

        return outcome;
    }
}
