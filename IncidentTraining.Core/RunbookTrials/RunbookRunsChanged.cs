namespace IncidentTraining.Core.RunbookTrials;

/// <summary>
/// A runbook was offered, withdrawn or tried, or a classmate's run of it has begun, advanced or ended. Published after the commit, under
/// the document, and under the classmate's run if it concerns one.
/// </summary>
public sealed record RunbookRunsChanged(Guid DocumentId);
