namespace IncidentTraining.Core.People;

/// <summary>Who asks for a use case: the signed-in person, as the server knows them.</summary>
/// <param name="PersonId">The person's id.</param>
/// <param name="IsAdministrator">Whether the person administers the site. Roles in a class are read from the database where they matter.</param>
public sealed record Actor(Guid PersonId, bool IsAdministrator = false);
