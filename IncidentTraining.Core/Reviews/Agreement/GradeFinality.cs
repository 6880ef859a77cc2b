using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>Whether double marking can still change the grade of a document's present submission.</summary>
public enum GradeFinality
{
    /// <summary>Nothing is outstanding.</summary>
    Final,

    /// <summary>The document is marked twice, and the second marks are missing.</summary>
    WaitsForSecondMarks,

    /// <summary>The two graders lie far apart, and no moderator has decided.</summary>
    WaitsForModerator,
}

/// <summary>Reads within another use case which grades are final.</summary>
public sealed class ReadFinality(ReadAgreement agreement)
{
    /// <summary>The finality of each of the documents, which belong to one class.</summary>
    internal async Task<IReadOnlyDictionary<Guid, GradeFinality>> RunAsync(
        TrainingDb db, Guid cohortId, IReadOnlyCollection<Guid> documentIds, CancellationToken ct)
    {
        if (documentIds.Count == 0)
        {
            return new Dictionary<Guid, GradeFinality>();
        }

        var percent = (await db.GradingRulesAsync(cohortId, ct)).DoubleMarkPercent;
        var only = documentIds.Count == 1 ? documentIds.First() : (Guid?)null;
        var disputed = (await agreement.TwiceAsync(db, cohortId, only, ct))
            .Where(marks => marks.WaitsForModerator).Select(marks => marks.DocumentId).ToHashSet();
        var markedTwice = await (
            from mark in db.Set<SecondMark>()
            join document in db.Set<Document>() on new { Id = mark.DocumentId, Number = mark.Submission } equals new { document.Id, Number = document.Submissions }
            where document.CohortId == cohortId && (only == null || document.Id == only)
            select document.Id).ToHashSetAsync(ct);
        return documentIds.ToDictionary(id => id, id =>
            disputed.Contains(id) ? GradeFinality.WaitsForModerator
            : DoubleMarking.IsChosen(id, percent) && !markedTwice.Contains(id) ? GradeFinality.WaitsForSecondMarks
            : GradeFinality.Final);
    }
}
