using System.Security.Cryptography;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>Determines which documents are marked twice, and from whom the first marks are hidden.</summary>
internal static class DoubleMarking
{
    /// <summary>The refusal for a person who would see or change the first marks before giving the second ones.</summary>
    public static Refusal SecondMarksFirst { get; } =
        Refusal.NotAllowed("This document is marked twice: give the second marks first, without seeing the first ones.");

    /// <summary>Selected by a hash of the document's id: effectively random, stable, and not under anyone's control.</summary>
    public static bool IsChosen(Guid documentId, int percent) => SHA256.HashData(documentId.ToByteArray())[0] * 100 / 256 < percent;

    /// <summary>Whether the actor could give the second marks and so must not see the first ones.</summary>
    public static async Task<bool> IsBlindAsync(this TrainingDb db, Actor actor, Document document, CancellationToken ct)
    {
        var rules = await db.GradingRulesAsync(document.CohortId, ct);
        return (await db.HiddenFromAsync(actor, rules, [document.Id], ct)).Contains(document.Id);
    }

    /// <summary>Returns the documents whose first marks are hidden from the actor under the class's rules.</summary>
    public static async Task<HashSet<Guid>> HiddenFromAsync(
        this TrainingDb db,
        Actor actor,
        GradingRules rules,
        IEnumerable<Guid> documentIds,
        CancellationToken ct
    )
    {
        List<Guid> chosen = [.. documentIds.Where(id => IsChosen(id, rules.DoubleMarkPercent))];
        return chosen.Count == 0
            ? []
            : await (
                from document in db.Set<Document>()
                join review in db.Set<Review>()
                    on new { DocumentId = document.Id, Submission = document.Submissions } equals new
                    {
                        review.DocumentId,
                        review.Submission,
                    }
                where
                    chosen.Contains(document.Id)
                    && review.ReviewerId != actor.PersonId
                    && !db.Set<GradeEntry>().Any(entry => entry.ReviewId == review.Id && entry.ReviewerId == actor.PersonId)
                    && !db.Set<SecondMark>().Any(mark => mark.DocumentId == document.Id && mark.Submission == document.Submissions)
                select document.Id
            ).ToHashSetAsync(ct);
    }
}
