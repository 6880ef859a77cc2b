namespace IncidentTraining.Core.Schedule;

/// <summary>The activity, its clock or the announcement of a class changed. Published under the class id after the commit.</summary>
/// <param name="Revision">The revision after the change.</param>
public sealed record ScheduleChanged(Guid CohortId, long Revision);
