namespace IncidentTraining.Core.People;

/// <summary>A person's sign-ins, name or rights changed. Open pages and connections of the person are checked again. Published under the person.</summary>
/// <param name="PersonId">The person.</param>
public sealed record AccessChanged(Guid PersonId);
