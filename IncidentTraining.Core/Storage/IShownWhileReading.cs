namespace IncidentTraining.Core.Storage;

/// <summary>
/// Something stored that reading pages show beside their text: a class, a note, a mark. Pages are kept ready for whom they
/// were made, and are made anew after any of this has changed.
/// </summary>
public interface IShownWhileReading
{
    /// <summary>The person who sees it; <see langword="null"/> when many do.</summary>
    Guid? Reader { get; }
}
