using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Documents;

/// <summary>Which name a reviewer is shown for a document's author. The room that keeps the grading rules implements it.</summary>
public interface IAuthorNames
{
    /// <summary>The name for reviewers; the author's own, or a stand-in where names are hidden.</summary>
    /// <param name="db">The context of the reading.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="name">The author's name.</param>
    /// <param name="ct">Stops the reading.</param>
    Task<string> ForReviewerAsync(TrainingDb db, Guid cohortId, Guid documentId, string name, CancellationToken ct);
}
