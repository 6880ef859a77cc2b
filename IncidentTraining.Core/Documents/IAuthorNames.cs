using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Documents;

/// <summary>Decides which names are shown to a reviewer. Implemented by the room that owns the grading rules.</summary>
public interface IAuthorNames
{
    /// <summary>Returns the author's name for reviewers, or a pseudonym where names are hidden.</summary>
    /// <param name="name">The author's name.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<string> ForReviewerAsync(TrainingDb db, Guid cohortId, Guid documentId, string name, CancellationToken ct);

    /// <summary>
    /// Returns what hides the names in everything else that a reviewer can reach from a document; a no-op for people who do not grade.
    /// </summary>
    /// <param name="actor">The reader.</param>
    /// <param name="about">The run that is read or that the document is about; without one, the document.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<NameCover> CoverAsync(TrainingDb db, Actor actor, Guid cohortId, Guid about, CancellationToken ct);
}
