namespace IncidentTraining.Core.Storage;

/// <summary>
/// Marks an entity that represents ongoing work until it is ended, such as a lab; it cannot be imported while it is open.
/// </summary>
public interface IOngoing
{
    /// <summary>Whether it is open.</summary>
    bool IsOngoing { get; }
}
