namespace IncidentTraining.Web.Components.Shared;

/// <summary>A value that is not stored and that no longer has a field.</summary>
/// <param name="Field">The name of its field in the browser's draft.</param>
/// <param name="From">The stored value that it is based on; empty for none.</param>
/// <param name="Value">The value as its field had it; null or empty for none.</param>
/// <param name="Words">The value as the person knows it; null if that is the value itself.</param>
public sealed record UnsavedText(string Field, string From, string? Value, string? Words = null);
