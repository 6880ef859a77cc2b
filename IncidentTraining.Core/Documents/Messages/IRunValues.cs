using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Messages;

/// <summary>A lab run for previewing a template.</summary>
/// <param name="Title">The title of the lab.</param>
/// <param name="StartedAt">The start time, UTC.</param>
public sealed record RunChoice(Guid RunId, string Title, DateTime StartedAt);

/// <summary>Provides recorded values of a person's lab runs by the names that templates use. Implemented by the room that owns the
/// runs.</summary>
public interface IRunValues
{
    /// <summary>Returns the actor's runs in the class, newest first.</summary>
    Task<IReadOnlyList<RunChoice>> RunsAsync(Actor actor, Guid cohortId, CancellationToken ct);

    /// <summary>Returns a run's recorded values by name, without those that did not occur. A refusal when the run is not the
    /// actor's.</summary>
    Task<Outcome<IReadOnlyDictionary<string, string>>> ValuesAsync(Actor actor, Guid runId, CancellationToken ct);
}
