using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Messages;

/// <summary>A lab run with which a template can be tried.</summary>
/// <param name="Title">Its lab.</param>
/// <param name="StartedAt">When it began, UTC.</param>
public sealed record RunChoice(Guid RunId, string Title, DateTime StartedAt);

/// <summary>What was recorded of a person's lab runs, by the names that templates use. The room that keeps the runs implements it.</summary>
public interface IRunValues
{
    /// <summary>The actor's own runs in the class, the newest first.</summary>
    Task<IReadOnlyList<RunChoice>> RunsAsync(Actor actor, Guid cohortId, CancellationToken ct);

    /// <summary>A run's recorded values by name; what did not happen has none. A refusal when the run is not the actor's own.</summary>
    Task<Outcome<IReadOnlyDictionary<string, string>>> ValuesAsync(Actor actor, Guid runId, CancellationToken ct);
}
