namespace IncidentTraining.Core.People;

/// <summary>
/// A person's sign-ins, name or rights changed. The person's open pages and connections are checked again. Published under the person.
/// </summary>
/// <param name="PersonId">The person.</param>
/// <param name="BySession">The session in which the person made the change, and which is still valid; null otherwise. Its pages and
/// connections stay open, so that the page can show the result.</param>
public sealed record AccessChanged(Guid PersonId, Guid? BySession = null);
