namespace IncidentTraining.Core.Storage;

/// <summary>The database file cannot be used by this version of the portal. The file is unchanged.</summary>
/// <param name="message">One sentence for the operator: which file, why, and what to do.</param>
public sealed class UnusableDatabaseException(string message) : Exception(message);
