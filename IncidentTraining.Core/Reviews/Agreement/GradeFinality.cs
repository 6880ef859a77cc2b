using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>Whether double marking can still change the grade of a document's current submission.</summary>
public enum GradeFinality
{
    /// <summary>Final.</summary>
    Final,

    /// <summary>The document is marked twice, and the second marks are missing.</summary>
    WaitsForSecondMarks,

    /// <summary>The two graders' marks differ widely, and no moderator has decided.</summary>
    WaitsForModerator,
}

/// <summary>Reads the finality of grades within another use case.</summary>
public sealed class ReadFinality(ReadAgreement agreement) : IUseCase
{
    /// <summary>Returns the finality of each document; all belong to one class.</summary>
    internal async Task<IReadOnlyDictionary<Guid, GradeFinality>> RunAsync(
        TrainingDb db,
        Guid cohortId,
        IReadOnlyCollection<Guid> documentIds,
        CancellationToken ct
    )
    {
        var percent = (await db.GradingRulesAsync(cohortId, ct)).DoubleMarkPercent;
        var only = documentIds.Count == 1 ? documentIds.First() : (Guid?)null;
        var disputed = (await agreement.TwiceAsync(db, cohortId, only, ct))
            .Where(marks => marks.WaitsForModerator)
            .Select(marks => marks.DocumentId)
            .ToHashSet();
        var markedTwice = await (
            from mark in db.Set<SecondMark>()
            join document in db.Set<Document>()
                on new { Id = mark.DocumentId, Number = mark.Submission } equals new { document.Id, Number = document.Submissions }
            where document.CohortId == cohortId && (only == null || document.Id == only)
            select document.Id
        ).ToHashSetAsync(ct);
        return documentIds.ToDictionary(
            id => id,
            id =>
                disputed.Contains(id) ? GradeFinality.WaitsForModerator
                : DoubleMarking.IsChosen(id, percent) && !markedTwice.Contains(id) ? GradeFinality.WaitsForSecondMarks
                : GradeFinality.Final
        );
    }
}
