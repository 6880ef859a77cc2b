using System.Globalization;
using MudBlazor;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>The sort order and page of a table of records. It is part of the page's address.</summary>
/// <param name="Column">The name of the sort column; null for the original order.</param>
/// <param name="Descending">Whether the order is reversed.</param>
/// <param name="Page">The page, from 0.</param>
public sealed record GridPlace(string? Column = null, bool Descending = false, int Page = 0)
{
    /// <summary>Parses an address; unreadable parts count as the first page in the original order.</summary>
    /// <param name="sort">A column, with a minus before it for the reversed order.</param>
    /// <param name="page">The page, from 1.</param>
    public static GridPlace Of(string? sort, string? page)
    {
        var column = sort?.TrimStart('-');
        return new GridPlace(
            string.IsNullOrEmpty(column) ? null : column,
            sort is ['-', _, ..],
            int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1 ? number - 1 : 0
        );
    }

    /// <summary>The direction in which a column is sorted.</summary>
    public SortDirection DirectionOf(string column) =>
        (Column == column, Descending) switch
        {
            (true, true) => SortDirection.Descending,
            (true, false) => SortDirection.Ascending,
            _ => SortDirection.None,
        };

    /// <summary>The value in the address; null removes the part.</summary>
    public IReadOnlyDictionary<string, object?> InAddress =>
        new Dictionary<string, object?>
        {
            ["sort"] =
                Column is null ? null
                : Descending ? "-" + Column
                : Column,
            ["page"] = Page == 0 ? null : Page + 1,
        };
}
