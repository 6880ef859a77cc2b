namespace IncidentTraining.Core.People;

/// <summary>Who asks for a use case: the signed-in person, as the server knows them.</summary>
/// <param name="PersonId">The person's id.</param>
/// <param name="IsAdministrator">
/// Whether the person administered the site when the page was opened, for showing the right things. Rights are read from the
/// database where they matter.
/// </param>
public sealed record Actor(Guid PersonId, bool IsAdministrator = false)
{
    /// <summary>The session in which the person asks; null outside one.</summary>
    public Guid? SessionId { get; init; }
}
