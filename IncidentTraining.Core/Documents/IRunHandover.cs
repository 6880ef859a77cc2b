using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents;

/// <summary>
/// What a lab run hands over to a document about it: its recorded timeline, impact and measures. Facts only; judgement
/// is the writer's. The room that keeps the runs implements it, since documents know nothing of labs.
/// </summary>
public interface IRunHandover
{
    /// <summary>The sections that begin filled, by section id; a refusal when the run is not one of the actor's in the class.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="cohortId">The class for which the document is written.</param>
    /// <param name="runId">The run.</param>
    /// <param name="kindId">The kind of document.</param>
    /// <param name="ct">Stops the reading.</param>
    Task<Outcome<IReadOnlyDictionary<string, SectionBody>>> HandOverAsync(Actor actor, Guid cohortId, Guid runId, string kindId, CancellationToken ct);
}

/// <summary>Answers where no room keeps lab runs: there is none to write about.</summary>
public sealed class NoRuns : IRunHandover
{
    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyDictionary<string, SectionBody>>> HandOverAsync(
        Actor actor, Guid cohortId, Guid runId, string kindId, CancellationToken ct) =>
        Task.FromResult<Outcome<IReadOnlyDictionary<string, SectionBody>>>(Refusal.NotFound("There is no such lab run, or it is not yours."));
}
