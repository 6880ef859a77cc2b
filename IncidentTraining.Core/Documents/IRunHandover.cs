using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents;

/// <summary>A finished run of a person, to choose from.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Title">The lab.</param>
/// <param name="StartedAt">When it began, UTC.</param>
public sealed record FinishedRun(Guid RunId, string Title, DateTime StartedAt);

/// <summary>
/// Provides the recorded timeline, impact and measures of a lab run for a document about it: facts only, no judgment. Implemented by the
/// room that owns the runs, because documents know nothing about labs.
/// </summary>
public interface IRunHandover
{
    /// <summary>Returns the prefilled sections by section id; a refusal when the run is not one of the actor's in the class, or has not
    /// finished.</summary>
    /// <param name="actor">The author.</param>
    /// <param name="cohortId">The class the document is written for.</param>
    /// <param name="kindId">The kind of document.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<Outcome<IReadOnlyDictionary<string, SectionBody>>> HandOverAsync(
        Actor actor,
        Guid cohortId,
        Guid runId,
        string kindId,
        CancellationToken ct
    );

    /// <summary>
    /// Returns the actor's finished runs in the class that a document of the kind can be about, newest first; none for a kind that takes
    /// nothing from a run.
    /// </summary>
    Task<IReadOnlyList<FinishedRun>> FinishedAsync(Actor actor, Guid cohortId, string kindId, CancellationToken ct);
}

/// <summary>Used when no room provides lab runs; every request is refused.</summary>
public sealed class NoRuns : IRunHandover
{
    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyDictionary<string, SectionBody>>> HandOverAsync(
        Actor actor,
        Guid cohortId,
        Guid runId,
        string kindId,
        CancellationToken ct
    ) =>
        Task.FromResult<Outcome<IReadOnlyDictionary<string, SectionBody>>>(
            Refusal.NotFound("There is no such lab run, or it is not yours.")
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<FinishedRun>> FinishedAsync(Actor actor, Guid cohortId, string kindId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<FinishedRun>>([]);
}
