using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>A table of records that supports sorting and paging, with both in the page's address.</summary>
/// <typeparam name="T">A record.</typeparam>
public partial class RecordGrid<T>
{
    private readonly Dictionary<string, Func<T, object?>> _keys = [];
    private IReadOnlyList<T> _ordered = [];

    /// <summary>Rows per page of the table.</summary>
    public const int PageSize = 50;

    /// <summary>All records that pass the filters.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<T> Items { get; set; }

    /// <summary>The columns; each sorts by the name that it passes to <see cref="GridPlace.DirectionOf"/>.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Columns { get; set; }

    /// <summary>The content of the table, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <inheritdoc cref="IPlacedGrid{T}.Place" />
    [Parameter, EditorRequired]
    public required GridPlace Place { get; set; }

    /// <summary>Called when the reader sorts or changes the page.</summary>
    [Parameter]
    public EventCallback<GridPlace> PlaceChanged { get; set; }

    /// <summary>The text of an empty table.</summary>
    [Parameter]
    public string Empty { get; set; } = "";

    /// <summary>The table's class.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>The CSS class of a record's row.</summary>
    [Parameter]
    public Func<T, string> RowClass { get; set; } = _ => "";

    /// <summary>The test id of the table.</summary>
    [Parameter]
    public string? TestId { get; set; }

    // An address may refer to a page that no longer exists because of a filter or a removal.
    private int Shown => Math.Min(Place.Page, Math.Max(0, (Items.Count - 1) / PageSize));

    /// <inheritdoc />
    public void Take(string column, Func<T, object?> key)
    {
        _keys[column] = key;
        if (Place.Column == column)
        {
            Order();
            StateHasChanged();
        }
    }

    /// <inheritdoc />
    public Task SortAsync(string column) =>
        PlaceChanged.InvokeAsync(
            (Place.Column == column, Place.Descending) switch
            {
                (false, _) => new GridPlace(column),
                (true, false) => new GridPlace(column, Descending: true),
                _ => new GridPlace(),
            }
        );

    /// <inheritdoc />
    protected override void OnParametersSet() => Order();

    // The address alone determines the order; MudBlazor's own sorting would keep a second one, which filters and back navigation do not
    // update.
    private void Order() =>
        _ordered =
            Place.Column is { } column && _keys.TryGetValue(column, out var key)
                ? [.. Place.Descending ? Items.OrderByDescending(key) : Items.OrderBy(key)]
                : Items;

    private Task TurnAsync(int page) => page == Shown ? Task.CompletedTask : PlaceChanged.InvokeAsync(Place with { Page = page });
}
