namespace IncidentTraining.Core.Runs;

/// <summary>Something about a run's incident changed: its timeline, phase, clock or end. The key of the event is the run.</summary>
/// <param name="RunId">The run.</param>
public sealed record RunChanged(Guid RunId);

/// <summary>A run was added to a class. The key of the event is the class.</summary>
/// <param name="CohortId">The class.</param>
public sealed record RunsOfClassChanged(Guid CohortId);

/// <summary>A run's shop has advanced; its telemetry views read the new part. The key of the event is the run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Now">The virtual time that the shop has reached.</param>
public sealed record ShopTicked(Guid RunId, TimeSpan Now);
