using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>A table of records that sorts and pages, with both in the page's address.</summary>
/// <typeparam name="T">A record.</typeparam>
public partial class RecordGrid<T>
{
    private readonly Dictionary<string, Func<T, object?>> _keys = [];
    private IReadOnlyList<T> _ordered = [];

    /// <summary>How many rows a page of the table has.</summary>
    public const int PageSize = 50;

    /// <summary>All records that the filters leave.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<T> Items { get; set; }

    /// <summary>The columns; each sorts by the name that <see cref="GridPlace.DirectionOf"/> is asked for.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Columns { get; set; }

    /// <summary>What the table shows, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <inheritdoc cref="IPlacedGrid{T}.Place" />
    [Parameter, EditorRequired]
    public required GridPlace Place { get; set; }

    /// <summary>Called when the reader sorts or turns the page.</summary>
    [Parameter]
    public EventCallback<GridPlace> PlaceChanged { get; set; }

    /// <summary>What an empty table says.</summary>
    [Parameter]
    public string Empty { get; set; } = "";

    /// <summary>The table's class.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>The class of a record's row.</summary>
    [Parameter]
    public Func<T, string> RowClass { get; set; } = _ => "";

    /// <summary>The name by which tests find the table.</summary>
    [Parameter]
    public string? TestId { get; set; }

    // An address may name a page that a filter or a removal has taken away.
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

    // The address alone decides the order; MudBlazor's own sorting keeps a second one, which a filter or a way back does not reach.
    private void Order() =>
        _ordered =
            Place.Column is { } column && _keys.TryGetValue(column, out var key)
                ? [.. Place.Descending ? Items.OrderByDescending(key) : Items.OrderBy(key)]
                : Items;

    private Task TurnAsync(int page) => page == Shown ? Task.CompletedTask : PlaceChanged.InvokeAsync(Place with { Page = page });
}
