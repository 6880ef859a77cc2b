using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>Saves an accepted document with its marks as a sample, for instructors of its class.</summary>
public sealed class SaveAsSample(WriteGate gate, DocumentKinds kinds, Rubrics rubrics, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Returns the id of the new sample.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid documentId, bool forTrainees, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync(db => AddAsync(db, actor, documentId, forTrainees, ct), ct);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        var sample = outcome.Value;
        await events.PublishAsync(sample.CohortId, new MarksChanged(sample.CohortId));
        return sample.Id;
    }

    private async Task<Outcome<SampleAnswer>> AddAsync(TrainingDb db, Actor actor, Guid documentId, bool forTrainees, CancellationToken ct)
    {
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
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
            .SingleOrDefaultAsync(r => r.DocumentId == documentId && r.Submission == document.Submissions, ct);
        if (
            review is not { Decision: ReviewDecision.Accepted }
            || rubrics.Find(kinds.Find(document.KindId)?.RubricId ?? "") is not { } rubric
            || Levels.Of(review.ReadNotes()) is var levels && !Levels.AreComplete(rubric, levels)
        )
        {
            return Refusal.Conflict("Only a document that was accepted with all its marks can become a sample.");
        }

        var now = time.GetUtcNow();
        // A sample is shown to the whole class, so names are removed whatever the class's rules.
        var body = new NameCover(documentId, await HiddenNames.TraineesAsync(db, document.CohortId, ct)).Over(document.ReadBody());
        var sample = new SampleAnswer(
            Guid.CreateVersion7(now),
            document.CohortId,
            document.KindId,
            body,
            Levels.Of(review.ReadNotes()),
            forTrainees,
            actor.PersonId,
            now.UtcDateTime
        );
        db.Add(sample);
        return sample;
    }
}
