using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.People;

/// <summary>A training day that a class can take.</summary>
/// <param name="Id">The name of its folder under <c>content/days</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="HasActivities">Whether it has timed activities, which a facilitator can start.</param>
public sealed record TrainingDayChoice(string Id, string Title, bool HasActivities);

/// <summary>The training days that the content offers, and what classes have done of them.</summary>
public interface ITrainingDays
{
    /// <summary>The days in the order of their numbers, as the content is now.</summary>
    IReadOnlyList<TrainingDayChoice> All { get; }

    /// <summary>Whether an activity of the class's day has been started.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Stops the question.</param>
    Task<bool> HasBegunAsync(TrainingDb db, Guid cohortId, CancellationToken ct);
}
