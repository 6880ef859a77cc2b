using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>A document to be marked a second time.</summary>
public sealed record BlindDocument(Guid DocumentId, string KindId, string Title);

/// <summary>Lets a second instructor mark a share of the documents without seeing the first marks.</summary>
public sealed class MarkBlind(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    ReadDocument readDocument,
    DocumentKinds kinds,
    Rubrics rubrics,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    /// <summary>The most characters of a grader's explanation.</summary>
    public const int LongestWords = 4_000;

    /// <summary>The second marks of a document.</summary>
    /// <param name="Levels">The level of each criterion, from 0.</param>
    /// <param name="Why">The explanation for a moderator; may be empty.</param>
    public sealed record Input(Guid DocumentId, IReadOnlyDictionary<string, int> Levels, string Why);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules() => RuleFor(input => input.Why).MaximumLength(LongestWords).WithMessage($"Use at most {LongestWords} characters.");
    }

    private static readonly Refusal NotBlind = Refusal.NotFound("You cannot give the second marks for this document.");

    /// <summary>Returns the documents for which the actor, an instructor, can give the second marks.</summary>
    public async Task<Outcome<IReadOnlyList<BlindDocument>>> ListAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var percent = (await db.GradingRulesAsync(cohortId, ct)).DoubleMarkPercent;
        var begun = await (
            from document in db.Set<Document>().AsNoTracking()
            join review in db.Set<Review>()
                on new { Id = document.Id, Number = document.Submissions } equals new { Id = review.DocumentId, Number = review.Submission }
            where
                document.CohortId == cohortId
                && document.OwnerId != actor.PersonId
                && review.ReviewerId != actor.PersonId
                && !db.Set<GradeEntry>().Any(entry => entry.ReviewId == review.Id && entry.ReviewerId == actor.PersonId)
                && !db.Set<SecondMark>().Any(mark => mark.DocumentId == document.Id && mark.Submission == document.Submissions)
            orderby document.SubmittedAt
            select new BlindDocument(document.Id, document.KindId, document.Title)
        ).ToListAsync(ct);
        var cover = await HiddenNames.OfClassAsync(db, cohortId, cohortId, ct);
        return Outcome<IReadOnlyList<BlindDocument>>.Done([
            .. begun
                .Where(document => DoubleMarking.IsChosen(document.DocumentId, percent))
                .Select(document => document with { Title = cover.About(document.DocumentId).Over(document.Title) }),
        ]);
    }

    /// <summary>Returns the document and its rubric, without the first grader's marks and comments.</summary>
    public async Task<Outcome<(DocumentView Document, Rubric Rubric)>> OpenAsync(
        Actor actor,
        Guid documentId,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded || !await db.IsBlindAsync(actor, found.Value, ct))
        {
            return found.Refusal ?? NotBlind;
        }

        var read = await readDocument.RunAsync(actor, documentId, ct);
        return !read.Succeeded ? read.Refusal
            : rubrics.Find(read.Value.Kind.RubricId) is { } rubric ? (read.Value, rubric)
            : Refusal.NotFound("There is no rubric for this kind of document.");
    }

    /// <summary>Stores the second marks; they can be given once.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var (documentId, levels, why) = input;
        Guid? cohortId = null;
        var outcome = await gate.WriteAsync(
            input,
            async db =>
            {
                var found = await db.DocumentForReviewAsync(actor, documentId, ct);
                if (!found.Succeeded || !await db.IsBlindAsync(actor, found.Value, ct))
                {
                    return found.Refusal ?? NotBlind;
                }

                cohortId = found.Value.CohortId;
                if (rubrics.Find(kinds.Find(found.Value.KindId)?.RubricId ?? "") is not { } rubric || !Levels.AreComplete(rubric, levels))
                {
                    return Refusal.Invalid("Mark every criterion.");
                }

                db.Add(
                    new SecondMark(documentId, found.Value.Submissions, actor.PersonId, levels, why.Trim(), time.GetUtcNow().UtcDateTime)
                );
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded && cohortId is { } changed)
        {
            await events.PublishAsync(changed, new MarksChanged(changed));
        }

        return outcome;
    }
}
