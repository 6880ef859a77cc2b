using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.People;

/// <summary>A training day that a class can use, with one of its plans.</summary>
/// <param name="Id">The name of its folder under <c>content/days</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="HasActivities">Whether it has timed activities, which a facilitator can start.</param>
public sealed record TrainingDayChoice(string Id, string Title, bool HasActivities)
{
    /// <summary>The id of the plan; empty for the day's own.</summary>
    public string PlanId { get; init; } = "";

    /// <summary>The earliest start of the first session at which no session begins on the day before.</summary>
    public TimeOnly EarliestStart { get; init; } = TimeOnly.MinValue;

    /// <summary>The latest start of the first session at which every session ends before midnight.</summary>
    public TimeOnly LatestStart { get; init; } = TimeOnly.MaxValue;

    /// <summary>Refuses a start with which the plan would not fit between two midnights; null when it fits.</summary>
    /// <param name="starts">When the first session starts; null for the plan's time, which always fits.</param>
    public Refusal? Refuse(TimeOnly? starts) =>
        starts switch
        {
            { } late when late > LatestStart => Refusal.Invalid(
                $"A day that starts at {late:HH:mm} would end after midnight. This one must start by {LatestStart:HH:mm}."
            ),
            { } early when early < EarliestStart => Refusal.Invalid(
                $"With a start at {early:HH:mm}, a session would begin before midnight. This day can start at {EarliestStart:HH:mm} or later."
            ),
            _ => null,
        };

    /// <summary>Identifies the choice in a form: the day, followed by a slash and the plan unless it is the day's own.</summary>
    public string Key => KeyOf(Id, PlanId);

    /// <summary>The key of a day with a plan.</summary>
    public static string KeyOf(string dayId, string planId) => planId.Length == 0 ? dayId : $"{dayId}/{planId}";
}

/// <summary>The training days that the content offers, and which of them classes have started.</summary>
public interface ITrainingDays
{
    /// <summary>The days by number, each with its own plan first, then its other plans, from the current content.</summary>
    IReadOnlyList<TrainingDayChoice> All { get; }

    /// <summary>Whether an activity of the class's day has been started.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Stops the question.</param>
    Task<bool> HasBegunAsync(TrainingDb db, Guid cohortId, CancellationToken ct);
}
