namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>A projector link was revoked. Published under the class id after the commit.</summary>
public sealed record ProjectorRevoked(Guid LinkId);
