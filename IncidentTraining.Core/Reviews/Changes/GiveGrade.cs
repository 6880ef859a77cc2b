using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Changes;

/// <summary>Records a decision within another use case: the review, its history entry, the document, and the notice to its
/// authors.</summary>
internal static class GiveGrade
{
    /// <summary>Decides an open review and changes the document's state.</summary>
    /// <remarks>A correction of a grade that the author has seen is shown at once, whatever the class's rules, because the earlier grade is
    /// known to be wrong.</remarks>
    public static async Task<Outcome> GiveAsync(
        this TrainingDb db,
        Review review,
        Document document,
        Guid graderId,
        ReviewDecision decision,
        Grade grade,
        DateTime now,
        CancellationToken ct
    )
    {
        var rules = await db.GradingRulesAsync(document.CohortId, ct);
        var entries = await db.Set<GradeEntry>().Where(entry => entry.ReviewId == review.Id).ToListAsync(ct);
        var seen = entries.Where(entry => entry.ReleasedAt is not null).MaxBy(entry => entry.Number);
        var decided = review.Decide(graderId, decision, grade, now, rules.ReleaseTogether && seen is null);
        if (!decided.Succeeded)
        {
            return decided;
        }

        db.Add(new GradeEntry(review, entries.Count + 1));
        if (seen is not null && (seen.Decision != review.Decision || seen.GradeJson != review.GradeJson))
        {
            await db.TellOfChangeAsync(document, seen, review, now, ct);
        }

        return decision is ReviewDecision.Accepted ? document.Accept(now) : document.Return(now);
    }
}
