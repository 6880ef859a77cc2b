using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Crews;

/// <summary>The quiz results by which crews can be balanced. Implemented by a room that knows the quizzes.</summary>
public interface IPreTest
{
    /// <summary>The results of the class's people in percent, from 0 to 100, by person; without those who have none.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Stops the reading.</param>
    Task<IReadOnlyDictionary<Guid, double>> ResultsAsync(TrainingDb db, Guid cohortId, CancellationToken ct);
}

/// <summary>The labs of a training day. Implemented by the room that knows the labs.</summary>
public interface ICrewLabs
{
    /// <summary>The labs of the day that crews can start, in the order of its plan.</summary>
    /// <param name="dayId">The day.</param>
    /// <param name="planId">Its plan; empty for the day's own.</param>
    IReadOnlyList<CrewLab> Of(string dayId, string planId);
}
