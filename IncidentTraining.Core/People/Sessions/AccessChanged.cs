namespace IncidentTraining.Core.People;

/// <summary>A person's sign-ins, name or rights changed. Open pages and connections of the person are checked again. Published under the
/// person.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="BySession">
/// The session in which the person changed it, and which still counts; null otherwise. Its pages and connections stay open: the page
/// that did it says what was done.
/// </param>
public sealed record AccessChanged(Guid PersonId, Guid? BySession = null);
