using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.People;

/// <summary>A room with settings of a class, which are copied with the class.</summary>
public interface IClassSettings
{
    /// <summary>Copies the settings, as part of the transaction that creates the class.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="fromId">The class that is copied.</param>
    /// <param name="toId">The new class.</param>
    /// <param name="ct">Stops waiting.</param>
    Task CopyAsync(TrainingDb db, Guid fromId, Guid toId, CancellationToken ct);
}
