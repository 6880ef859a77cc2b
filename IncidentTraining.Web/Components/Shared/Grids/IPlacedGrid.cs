namespace IncidentTraining.Web.Components.Shared;

/// <summary>A table of records, as its columns see it.</summary>
/// <typeparam name="T">A record.</typeparam>
public interface IPlacedGrid<T>
{
    /// <summary>The order and the page that are shown.</summary>
    GridPlace Place { get; }

    /// <summary>Takes in a column by which the records can be sorted.</summary>
    /// <param name="column">Its name in the address.</param>
    /// <param name="key">What it sorts by; null comes first.</param>
    void Take(string column, Func<T, object?> key);

    /// <summary>Sorts by the column: ascending first, then descending, then as the records come.</summary>
    Task SortAsync(string column);
}
