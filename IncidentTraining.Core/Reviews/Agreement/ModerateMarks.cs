using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>A document on which two graders differ widely.</summary>
/// <param name="MayDecide">Whether the reader may decide; false for the two graders.</param>
public sealed record DisputedDocument(Guid DocumentId, string KindId, string Title, bool MayDecide);

/// <summary>
/// Where two graders differ widely, someone who gave neither mark sees both and decides: another instructor, the facilitator of the class
/// or an administrator. The decision becomes the grade.
/// </summary>
public sealed class ModerateMarks(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    ReadAgreement agreement,
    ReadDocument readDocument,
    Rubrics rubrics,
    DocumentKinds kinds,
    LiveEvents events,
    TellWriters news,
    TimeProvider time
) : IUseCase
{
    /// <summary>A moderator's decision.</summary>
    /// <param name="Levels">The level of each criterion, from 0.</param>
    /// <param name="Why">The reason, which both graders can read.</param>
    public sealed record Input(Guid DocumentId, IReadOnlyDictionary<string, int> Levels, string Why);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules() =>
            RuleFor(input => input.Why)
                .Must(why => !string.IsNullOrWhiteSpace(why) && why.Length <= MarkBlind.LongestWords)
                .WithMessage($"Explain your decision in at most {MarkBlind.LongestWords} characters: both graders will read it.");
    }

    private static readonly Refusal Nothing = Refusal.NotFound(
        "There is nothing to moderate for this document. If its author has submitted it again, the marks of the earlier submission no longer need a decision."
    );

    /// <summary>Returns the documents of a class that need a moderator.</summary>
    public async Task<Outcome<IReadOnlyList<DisputedDocument>>> ListAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireModeratorAsync(actor, cohortId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        return Outcome<IReadOnlyList<DisputedDocument>>.Done([
            .. (await agreement.TwiceAsync(db, cohortId, null, ct))
                .Where(marks => marks.WaitsForModerator)
                .Select(marks => new DisputedDocument(marks.DocumentId, marks.KindId, marks.Title, !marks.IsBy(actor.PersonId))),
        ]);
    }

    /// <summary>Returns the document with both marks, for a moderator.</summary>
    public async Task<Outcome<(DocumentView Document, MarkedTwice Marks)>> OpenAsync(
        Actor actor,
        Guid documentId,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForModerationAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var document = found.Value;
        var marks = await ToModerateAsync(db, actor, document, ct);
        if (!marks.Succeeded)
        {
            return marks.Refusal;
        }

        var cover = await HiddenNames.OfClassAsync(db, document.CohortId, document.SourceRunId ?? document.Id, ct);
        return (await readDocument.ForModeratorAsync(db, document, cover, ct), marks.Value);
    }

    /// <summary>Decides. An accepted document gets a corrected grade; the previous one stays in its history.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var (documentId, levels, why) = input;
        Document? moved = null;
        var outcome = await gate.WriteAsync(
            input,
            async db =>
            {
                var found = await db.DocumentForModerationAsync(actor, documentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var document = found.Value;
                var marks = await ToModerateAsync(db, actor, document, ct);
                if (!marks.Succeeded)
                {
                    return marks.Refusal;
                }

                if (!Levels.AreComplete(marks.Value.Rubric, levels))
                {
                    return Refusal.Invalid("Mark every criterion.");
                }

                var now = time.GetUtcNow().UtcDateTime;
                // Both exist, and no one has decided: marks that need a moderator always belong to the current submission.
                var second = await db.Set<SecondMark>()
                    .SingleAsync(mark => mark.DocumentId == documentId && mark.Submission == document.Submissions, ct);
                var review = await db.Set<Review>()
                    .SingleAsync(r => r.DocumentId == documentId && r.Submission == document.Submissions, ct);
                second.Moderate(actor.PersonId, marks.Value.FirstGraderId, marks.Value.First, why.Trim(), now);
                moved = document;
                return await ApplyAsync(db, actor, document, review, levels, now, ct);
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.AnnounceAsync(moved!);
            await news.RunAsync([documentId]);
        }

        return outcome;
    }

    private async Task<Outcome> ApplyAsync(
        TrainingDb db,
        Actor moderator,
        Document document,
        Review review,
        IReadOnlyDictionary<string, int> levels,
        DateTime now,
        CancellationToken ct
    )
    {
        var accepted = review.Decision is ReviewDecision.Accepted;
        if (accepted)
        {
            review.Reopen();
            document.Reopen();
        }

        // The review of a returned document takes no marks: it has no points, and its author is already working on it.
        var notes = review.ReadNotes();
        review.Write(
            moderator.PersonId,
            notes with
            {
                Marks = levels.ToDictionary(level => level.Key, level => notes.Mark(level.Key) with { Level = level.Value }),
            },
            now
        );
        if (!accepted)
        {
            return Outcome.Done;
        }

        var kind = kinds.Shape(document.KindId, document.ReadBody());
        var grade = GradeFromNotes.Of(review.ReadNotes(), rubrics.Find(kind.RubricId), kind);
        return await db.GiveAsync(review, document, moderator.PersonId, ReviewDecision.Accepted, grade, now, ct);
    }

    private async Task<Outcome<MarkedTwice>> ToModerateAsync(TrainingDb db, Actor actor, Document document, CancellationToken ct) =>
        (await agreement.TwiceAsync(db, document.CohortId, document.Id, ct)).SingleOrDefault(marks => marks.WaitsForModerator)
            is not { } marks
            ? Nothing
        : marks.IsBy(actor.PersonId)
            ? Refusal.NotAllowed(
                "You gave one of the two marks. Another instructor, the facilitator of the class or an administrator has to decide."
            )
        : marks;
}
