using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Releasing;

/// <summary>The held-back grades of a class, or the result of releasing them.</summary>
/// <param name="Final">The number of final grades: to release, or released.</param>
/// <param name="WaitForSecondMarks">The number held back because the second marks are missing.</param>
/// <param name="WaitForModerator">The number held back until a moderator decides.</param>
public sealed record HeldBackGrades(int Final, int WaitForSecondMarks, int WaitForModerator)
{
    /// <summary>The total.</summary>
    public int All => Final + WaitForSecondMarks + WaitForModerator;
}

/// <summary>Releases held-back grades to their authors: all of a class at once, or one. Only final grades are released.</summary>
public sealed class ReleaseGrades(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    ReadFinality readFinality,
    LiveEvents events,
    TellWriters news,
    TimeProvider time
) : IUseCase
{
    /// <summary>Returns the held-back grades of the class; for instructors of the class only.</summary>
    public async Task<Outcome<HeldBackGrades>> HeldBackAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var ids = await HeldBack(db, cohortId, null).Select(review => review.DocumentId).ToListAsync(ct);
        return Count((await readFinality.RunAsync(db, cohortId, ids, ct)).Values);
    }

    /// <summary>Why the grade of a document is held back; null when it is not, or when the person may not know.</summary>
    public async Task<GradeFinality?> WhyHeldBackAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        return found.Succeeded && await HeldBack(db, found.Value.CohortId, documentId).AnyAsync(ct)
            ? (await readFinality.RunAsync(db, found.Value.CohortId, [documentId], ct))[documentId]
            : null;
    }

    /// <summary>Releases the final grades and returns how many were released and how many remain held back.</summary>
    /// <param name="actor">An instructor of the class.</param>
    /// <param name="documentId">One document, refused when its grade is not final; null for the whole class.</param>
    /// <param name="ct">Cancels the request.</param>
    public async Task<Outcome<HeldBackGrades>> RunAsync(Actor actor, Guid cohortId, Guid? documentId = null, CancellationToken ct = default)
    {
        List<Document> released = [];
        var outcome = await gate.WriteAsync<HeldBackGrades>(
            async db =>
            {
                if (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal;
                }

                var reviews = await HeldBack(db, cohortId, documentId).ToListAsync(ct);
                var finality = await readFinality.RunAsync(db, cohortId, [.. reviews.Select(review => review.DocumentId)], ct);
                if (documentId is { } one && finality.TryGetValue(one, out var standing) && standing is not GradeFinality.Final)
                {
                    return Refusal.Conflict($"{Because(standing)} The grade can be released after that.");
                }

                var ready = reviews.Where(review => finality[review.DocumentId] is GradeFinality.Final).ToList();
                var ids = ready.Select(review => review.Id).ToList();
                var entries = await db.Set<GradeEntry>().Where(entry => ids.Contains(entry.ReviewId)).ToListAsync(ct);
                foreach (var review in ready)
                {
                    review.Release();
                    entries.Where(entry => entry.ReviewId == review.Id).MaxBy(entry => entry.Number)!.Release(time.GetUtcNow().UtcDateTime);
                }

                if (ready.Count > 0)
                {
                    db.Audit(AuditAction.GradesReleased, time, actor, cohort: cohortId, subject: documentId, note: $"{ready.Count}");
                }

                var documents = ready.Select(review => review.DocumentId).ToList();
                released = await db.Set<Document>().AsNoTracking().Where(document => documents.Contains(document.Id)).ToListAsync(ct);
                return Count(finality.Values);
            },
            ct
        );
        foreach (var document in released)
        {
            await events.AnnounceAsync(document);
        }

        await news.RunAsync([.. released.Select(document => document.Id)]);

        return outcome;
    }

    /// <summary>Explains why a grade is not final, as a sentence.</summary>
    public static string Because(GradeFinality standing) =>
        standing is GradeFinality.WaitsForModerator
            ? "The two graders' marks differ widely, and a moderator has not decided yet."
            : "This document is marked by two graders, and the second marks are missing.";

    private static HeldBackGrades Count(IEnumerable<GradeFinality> standings)
    {
        var counts = standings.CountBy(standing => standing).ToDictionary();
        return new(
            counts.GetValueOrDefault(GradeFinality.Final),
            counts.GetValueOrDefault(GradeFinality.WaitsForSecondMarks),
            counts.GetValueOrDefault(GradeFinality.WaitsForModerator)
        );
    }

    private static IQueryable<Review> HeldBack(TrainingDb db, Guid cohortId, Guid? documentId) =>
        from review in db.Set<Review>()
        join document in db.Set<Document>() on review.DocumentId equals document.Id
        where document.CohortId == cohortId && review.HeldBack && (documentId == null || document.Id == documentId)
        select review;
}
