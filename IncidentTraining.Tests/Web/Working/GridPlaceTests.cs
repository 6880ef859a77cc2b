using IncidentTraining.Web.Components.Shared;
using MudBlazor;

namespace IncidentTraining.Tests.Web.Working;

/// <summary>The sort order and the page of a table in its address.</summary>
public sealed class GridPlaceTests
{
    [Theory]
    [InlineData(null, null, null, false, 0)]
    [InlineData("Name", "1", "Name", false, 0)]
    [InlineData("-Name", "2", "Name", true, 1)]
    [InlineData("-", "0", null, false, 0)]
    [InlineData("", "-3", null, false, 0)]
    [InlineData("Role", "two", "Role", false, 0)]
    [InlineData("Role", "99999999999999", "Role", false, 0)]
    public void An_address_is_read_and_what_it_cannot_mean_is_the_first_page(
        string? sort,
        string? page,
        string? column,
        bool descending,
        int shown
    ) => Assert.Equal(new GridPlace(column, descending, shown), GridPlace.Of(sort, page));

    [Theory]
    [InlineData("Name", false, 0)]
    [InlineData("Name", true, 4)]
    [InlineData(null, false, 1)]
    public void What_is_put_into_an_address_is_read_from_it_again(string? column, bool descending, int page)
    {
        var place = new GridPlace(column, descending, page);
        Assert.Equal(place, GridPlace.Of((string?)place.InAddress["sort"], place.InAddress["page"]?.ToString()));
    }

    [Fact]
    public void The_first_page_and_the_order_of_the_records_leave_the_address_short() =>
        Assert.All(new GridPlace().InAddress.Values, Assert.Null);

    [Fact]
    public void Only_the_sorted_column_has_a_direction()
    {
        Assert.Equal(SortDirection.Ascending, new GridPlace("Name").DirectionOf("Name"));
        Assert.Equal(SortDirection.Descending, new GridPlace("Name", true).DirectionOf("Name"));
        Assert.Equal(SortDirection.None, new GridPlace("Name", true).DirectionOf("Role"));
    }
}
