namespace IncidentTraining.Core.People;

/// <summary>A class is new, has another training day, or has a new member. Published under the class.</summary>
/// <param name="CohortId">The class.</param>
public sealed record ClassChanged(Guid CohortId);

/// <summary>A class was closed to new trainees or opened to them again, has another join code, or starts at another time. Published under
/// the class.</summary>
/// <param name="CohortId">The class.</param>
public sealed record JoiningChanged(Guid CohortId);
