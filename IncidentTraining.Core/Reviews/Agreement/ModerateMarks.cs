using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>Where two graders lie far apart, a third instructor sees both marks and decides; the decision becomes the review's.</summary>
public sealed class ModerateMarks(IDbContextFactory<TrainingDb> databases, WriteGate gate, ReadAgreement agreement, ReadDocument readDocument, Rubrics rubrics, DocumentKinds kinds, LiveEvents events, TimeProvider time)
{
    private static readonly Refusal Nothing = Refusal.NotFound("There is nothing to moderate about this document.");

    /// <summary>The document with both marks, for an instructor who gave neither.</summary>
    public async Task<Outcome<(DocumentView Document, MarkedTwice Marks)>> OpenAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var marks = await ToModerateAsync(db, actor, found.Value, ct);
        if (!marks.Succeeded)
        {
            return marks.Refusal;
        }

        var read = await readDocument.RunAsync(actor, documentId, ct);
        return read.Succeeded ? (read.Value, marks.Value) : read.Refusal;
    }

    /// <summary>Decides. An accepted document gets a corrected grade, and the one before stays in its history.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid documentId, IReadOnlyDictionary<string, int> levels, string why, CancellationToken ct = default)
    {
        if (why.Length > MarkBlind.LongestWords || string.IsNullOrWhiteSpace(why))
        {
            return Refusal.Invalid($"Say in at most {MarkBlind.LongestWords} characters why you decide so: both graders learn from it.");
        }

        Document? moved = null;
        var outcome = await gate.WriteAsync(async db =>
        {
            var found = await db.DocumentForReviewAsync(actor, documentId, ct);
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
            var second = await db.Set<SecondMark>().SingleAsync(mark => mark.DocumentId == documentId && mark.Submission == document.Submissions, ct);
            var review = await db.Set<Review>().SingleAsync(r => r.DocumentId == documentId && r.Submission == document.Submissions, ct);
            var moderated = second.Moderate(actor.PersonId, marks.Value.FirstGraderId, marks.Value.First, why.Trim(), now);
            return moderated.Succeeded ? await ApplyAsync(db, actor, document, review, levels, now, ct) : moderated;

            async Task<Outcome> ApplyAsync(TrainingDb context, Actor moderator, Document about, Review of, IReadOnlyDictionary<string, int> decided, DateTime at, CancellationToken stop)
            {
                var accepted = of.Decision is ReviewDecision.Accepted;
                if (of.Decision is ReviewDecision.Returned)
                {
                    // What was returned has no points; its author is at work already.
                    return Outcome.Done;
                }

                if (accepted && (of.Reopen() is { Succeeded: false } || about.Reopen() is { Succeeded: false }))
                {
                    return Nothing;
                }

                var notes = of.ReadNotes();
                var written = of.Write(moderator.PersonId, notes with { Marks = decided.ToDictionary(level => level.Key, level => notes.Mark(level.Key) with { Level = level.Value }) }, at);
                if (!written.Succeeded || !accepted)
                {
                    return written;
                }

                var kind = kinds.Shape(about.KindId, about.ReadBody());
                var rules = await context.GradingRulesAsync(about.CohortId, stop);
                var given = of.Decide(moderator.PersonId, ReviewDecision.Accepted, Grading.Of(of.ReadNotes(), rubrics.Find(kind.RubricId), kind), at, rules.ReleaseTogether);
                if (!given.Succeeded)
                {
                    return given;
                }

                context.Add(new GradeEntry(of, await context.Set<GradeEntry>().CountAsync(entry => entry.ReviewId == of.Id, stop) + 1));
                moved = about;
                return about.Accept(at);
            }
        }, ct);
        if (outcome.Succeeded && moved is not null)
        {
            await events.AnnounceAsync(moved);
        }

        return outcome;
    }

    private async Task<Outcome<MarkedTwice>> ToModerateAsync(TrainingDb db, Actor actor, Document document, CancellationToken ct) =>
        (await agreement.TwiceAsync(db, document.CohortId, document.Id, ct)).LastOrDefault() is not { Disagree: true, Moderated: false } marks ? Nothing
        : marks.FirstGraderId == actor.PersonId || marks.SecondGraderId == actor.PersonId ? Refusal.NotAllowed("A third instructor decides, who has given neither mark.")
        : marks;
}
