namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>A projector link is no longer good; published under the class's id after the commit.</summary>
public sealed record ProjectorRevoked(Guid LinkId);
