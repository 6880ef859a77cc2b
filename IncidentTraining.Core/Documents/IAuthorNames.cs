using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Documents;

/// <summary>Which names a reviewer is shown. The room that keeps the grading rules implements it.</summary>
public interface IAuthorNames
{
    /// <summary>The name for reviewers; the author's own, or a stand-in where names are hidden.</summary>
    /// <param name="db">The context of the reading.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="name">The author's name.</param>
    /// <param name="ct">Stops the reading.</param>
    Task<string> ForReviewerAsync(TrainingDb db, Guid cohortId, Guid documentId, string name, CancellationToken ct);

    /// <summary>What covers the names in everything else that a reviewer comes to from a document; nothing for who does not grade.</summary>
    /// <param name="db">The context of the reading.</param>
    /// <param name="actor">The reader.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="about">The run that is read or that the document is about; without one the document.</param>
    /// <param name="ct">Stops the reading.</param>
    Task<NameCover> CoverAsync(TrainingDb db, Actor actor, Guid cohortId, Guid about, CancellationToken ct);
}
