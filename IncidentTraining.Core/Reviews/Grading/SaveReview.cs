using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>The notes of a review have been stored. Published after the commit, under the document.</summary>
/// <param name="Version">The version of the review.</param>
public sealed record ReviewWritten(Guid DocumentId, int Version);

/// <summary>
/// Stores an instructor's marks and comments; the first ones move the document to "in review". As for documents, notes based on an older
/// version are rejected and the current ones are returned.
/// </summary>
public sealed class SaveReview(WriteGate gate, Rubrics rubrics, DocumentKinds kinds, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <param name="SeenVersion">The version that the notes were based on; 0 when there was none.</param>
    public sealed record Input(Guid DocumentId, int SeenVersion, ReviewNotes Notes);

    /// <summary>The outcome.</summary>
    /// <param name="Saved">Whether the notes were stored; if not, another grader was first and <paramref name="Present"/> is
    /// theirs.</param>
    /// <param name="Version">The current version of the review.</param>
    /// <param name="Present">The stored notes.</param>
    /// <param name="At">When they were stored, UTC.</param>
    /// <param name="By">The person who stored the notes last.</param>
    public sealed record Answer(bool Saved, int Version, ReviewNotes Present, DateTime At, string By);

    /// <summary>Validation rules for the input: notes can be incomplete but must be storable.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules() =>
            RuleFor(input => input.Notes)
                .Must(notes => notes.TextBytes <= ReviewNotes.LargestBytes)
                .WithMessage($"A review can contain at most {ReviewNotes.LargestBytes / 1024} KB of text. Shorten a comment.")
                .AsTooLarge();
    }

    /// <summary>Stores the notes if the version is still the one that the writer saw.</summary>
    public async Task<Outcome<Answer>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        input = input with { Notes = input.Notes.Tidied() };
        var notes = input.Notes;
        Document? taken = null;
        var outcome = await gate.WriteAsync<Input, Answer>(
            input,
            async db =>
            {
                var found = await db.DocumentForReviewAsync(actor, input.DocumentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var document = found.Value;
                if (document.State is not (DocumentState.Submitted or DocumentState.InReview))
                {
                    return Refusal.TooLate(
                        document.IsOpen
                            ? "The document has been returned to its author. You can review it when it is submitted again."
                            : "The document has been accepted; its review is closed."
                    );
                }

                if (await db.IsBlindAsync(actor, document, ct))
                {
                    return DoubleMarking.SecondMarksFirst;
                }

                if (NotOfTheRubric(document, notes) is { } wrong)
                {
                    return wrong;
                }

                var now = time.GetUtcNow();
                if (await db.TakeAsync(document.Id, actor.PersonId, now.UtcDateTime, ct) is { Succeeded: false } held)
                {
                    return held.Refusal;
                }

                var review = await db.Set<Review>()
                    .SingleOrDefaultAsync(r => r.DocumentId == document.Id && r.Submission == document.Submissions, ct);
                var version = review?.Version ?? 0;
                if (review is not null && version != input.SeenVersion)
                {
                    var present = review.ReadNotes();
                    var by = await db.Set<Person>().Where(p => p.Id == review.ReviewerId).Select(p => p.DisplayName).SingleAsync(ct);
                    return new Answer(present.ToJson() == notes.ToJson(), version, present, review.WrittenAt, by);
                }

                if (review is null)
                {
                    if (document.BeginReview() is { Succeeded: false } refused)
                    {
                        return refused.Refusal;
                    }

                    taken = document;
                    review = new Review(
                        Guid.CreateVersion7(now),
                        document.Id,
                        document.Submissions,
                        actor.PersonId,
                        notes,
                        now.UtcDateTime
                    );
                    db.Add(review);
                }
                else if (review.Write(actor.PersonId, notes, now.UtcDateTime) is { Succeeded: false } closed)
                {
                    return closed.Refusal;
                }

                return new Answer(true, review.Version, notes, now.UtcDateTime, "");
            },
            ct
        );

        if (taken is not null)
        {
            await events.AnnounceAsync(taken);
        }

        if (outcome is { Succeeded: true, Value.Saved: true })
        {
            await events.PublishAsync(input.DocumentId, new ReviewWritten(input.DocumentId, outcome.Value.Version));
        }

        return outcome;
    }

    private Refusal? NotOfTheRubric(Document document, ReviewNotes notes)
    {
        var rubric = rubrics.Find(kinds.Find(document.KindId)?.RubricId ?? "");
        foreach (var (id, mark) in notes.Marks)
        {
            var criterion = rubric?.Criteria.FirstOrDefault(c => c.Id == id);
            if (criterion is null || mark.Level < 0 || mark.Level >= criterion.Levels.Count)
            {
                return Refusal.Invalid(
                    "The rubric has changed since this page was loaded. Reload the page; your comments are kept in this browser."
                );
            }
        }

        return null;
    }
}
