namespace IncidentTraining.Web.Components.Shared;

/// <summary>A draft of a field whose stored value has changed since.</summary>
/// <param name="Name">The field.</param>
/// <param name="From">The stored value that the draft is based on.</param>
public sealed record DraftApart(string Name, string From);
