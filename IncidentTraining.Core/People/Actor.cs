namespace IncidentTraining.Core.People;

/// <summary>The caller of a use case: the signed-in person, as known to the server.</summary>
/// <param name="PersonId">The person's id.</param>
/// <param name="IsAdministrator">Whether the person administered the site when the page was opened, to show the right elements. Permissions
/// are read from the database when they matter.</param>
public sealed record Actor(Guid PersonId, bool IsAdministrator = false)
{
    /// <summary>The session of the request; null outside one.</summary>
    public Guid? SessionId { get; init; }
}
