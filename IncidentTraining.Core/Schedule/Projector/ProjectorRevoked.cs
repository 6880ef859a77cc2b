namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>A projector link is no longer good; published under the class's id after the commit.</summary>
/// <param name="LinkId">The link.</param>
public sealed record ProjectorRevoked(Guid LinkId);
