using System.Security.Cryptography;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>Which documents are marked twice, and from whom the first marks are hidden meanwhile.</summary>
internal static class DoubleMarking
{
    /// <summary>What somebody is told who would see, or change, the first marks before they have given their own.</summary>
    public static Refusal SecondMarksFirst { get; } =
        Refusal.NotAllowed("This document is marked twice: give the second marks first, without seeing the first ones.");

    /// <summary>Chosen by chance that nobody can steer and that stays the same: by the document's id.</summary>
    public static bool IsChosen(Guid documentId, int percent) => SHA256.HashData(documentId.ToByteArray())[0] * 100 / 256 < percent;

    /// <summary>Whether the actor could mark the document for the second time and so must not see the first marks.</summary>
    public static async Task<bool> IsBlindAsync(this TrainingDb db, Actor actor, Document document, CancellationToken ct)
    {
        var rules = await db.GradingRulesAsync(document.CohortId, ct);
        if (rules.DoubleMarkPercent == 0 || !IsChosen(document.Id, rules.DoubleMarkPercent))
        {
            return false;
        }

        var begun = await db.Set<Review>().AsNoTracking()
            .Where(review => review.DocumentId == document.Id && review.Submission == document.Submissions)
            .Select(review => new { review.Id, review.ReviewerId }).SingleOrDefaultAsync(ct);
        return begun is not null
            && begun.ReviewerId != actor.PersonId
            && !await db.Set<GradeEntry>().AnyAsync(entry => entry.ReviewId == begun.Id && entry.ReviewerId == actor.PersonId, ct)
            && !await db.Set<SecondMark>().AnyAsync(mark => mark.DocumentId == document.Id && mark.Submission == document.Submissions, ct);
    }
}
