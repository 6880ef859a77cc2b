namespace IncidentTraining.Web.Components.Shared;

/// <summary>A table of records, for its columns.</summary>
/// <typeparam name="T">A record.</typeparam>
public interface IPlacedGrid<T>
{
    /// <summary>The current sort order and page.</summary>
    GridPlace Place { get; }

    /// <summary>Registers a column by which the records can be sorted.</summary>
    /// <param name="column">Its name in the address.</param>
    /// <param name="key">The sort key; null comes first.</param>
    void Take(string column, Func<T, object?> key);

    /// <summary>Sorts by the column: ascending first, then descending, then in the original order.</summary>
    Task SortAsync(string column);
}
