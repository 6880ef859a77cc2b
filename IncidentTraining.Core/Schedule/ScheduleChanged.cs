namespace IncidentTraining.Core.Schedule;

/// <summary>The activity, its clock or the announcement of a class changed; published under the class's id after the commit.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Revision">The revision that the change made.</param>
public sealed record ScheduleChanged(Guid CohortId, long Revision);
