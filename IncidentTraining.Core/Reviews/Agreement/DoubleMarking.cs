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
        return (await db.HiddenFromAsync(actor, rules, [document.Id], ct)).Contains(document.Id);
    }

    /// <summary>Those of the documents whose first marks are hidden from the actor, by the rules of their class.</summary>
    public static async Task<HashSet<Guid>> HiddenFromAsync(
        this TrainingDb db, Actor actor, GradingRules rules, IEnumerable<Guid> documentIds, CancellationToken ct)
    {
        List<Guid> chosen = rules.DoubleMarkPercent == 0 ? [] : [.. documentIds.Where(id => IsChosen(id, rules.DoubleMarkPercent))];
        return chosen.Count == 0 ? [] : await (
            from document in db.Set<Document>()
            join review in db.Set<Review>() on new { DocumentId = document.Id, Submission = document.Submissions } equals new { review.DocumentId, review.Submission }
            where chosen.Contains(document.Id) && review.ReviewerId != actor.PersonId
                && !db.Set<GradeEntry>().Any(entry => entry.ReviewId == review.Id && entry.ReviewerId == actor.PersonId)
                && !db.Set<SecondMark>().Any(mark => mark.DocumentId == document.Id && mark.Submission == document.Submissions)
            select document.Id).ToHashSetAsync(ct);
    }
}
