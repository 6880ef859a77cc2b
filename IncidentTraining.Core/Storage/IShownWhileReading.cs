namespace IncidentTraining.Core.Storage;

/// <summary>
/// Implemented by entities that reading pages show next to their text: a class, a note, a reading mark. Reading pages are cached per
/// person; a change to such an entity invalidates the cached pages.
/// </summary>
public interface IShownWhileReading
{
    /// <summary>The person who sees it; <see langword="null"/> when several people do.</summary>
    Guid? Reader { get; }
}
