namespace IncidentTraining.Core.Reviews;

/// <summary>Second marks or samples of a class have changed. Published after the commit, under the class.</summary>
public sealed record MarksChanged(Guid CohortId);
