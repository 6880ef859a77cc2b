using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>
/// A column of a <see cref="RecordGrid{T}"/>. Its header is one button with the column's name and order, instead of MudBlazor's text for
/// the mouse and a button that is called "Sort" in every column.
/// </summary>
/// <typeparam name="T">A record.</typeparam>
/// <typeparam name="TProperty">The type of the sort key.</typeparam>
public sealed class RecordColumn<T, TProperty> : PropertyColumn<T, TProperty>
{
    /// <summary>The column's name in the address; by default the name of the property.</summary>
    [Parameter]
    public string? Key { get; set; }

    [CascadingParameter]
    private IPlacedGrid<T> Grid { get; set; } = null!;

    private string Column => Key ?? (Property.Body as MemberExpression)?.Member.Name ?? Title ?? "";

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        HeaderTemplate ??= _ =>
            builder =>
            {
                builder.OpenComponent<SortHead>(0);
                builder.AddComponentParameter(1, nameof(SortHead.Title), Title ?? Column);
                builder.AddComponentParameter(2, nameof(SortHead.Direction), Grid.Place.DirectionOf(Column));
                builder.AddComponentParameter(3, nameof(SortHead.OnSort), EventCallback.Factory.Create(this, () => Grid.SortAsync(Column)));
                builder.CloseComponent();
            };
        base.OnInitialized();
        Grid.Take(Column, SortBy is { } key ? item => key(item) : Boxed(Property.Compile()));
    }

    private static Func<T, object?> Boxed(Func<T, TProperty> property) => item => property(item);
}
