using IncidentTraining.Web.Features.Response;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Features.Workspace;

namespace IncidentTraining.Tests.Web.Workspace;

/// <summary>The state of the workspace is in its address.</summary>
public sealed class CockpitPlaceTests
{
    private static readonly Guid Run = Guid.Parse("01a22333-d682-7516-979f-8ed38378916f");

    private static readonly ShopTab Logs = ShopTab.Named("logs");

    private static readonly ShopTab Traces = ShopTab.Named("traces");

    [Fact]
    public void An_address_leads_back_to_the_place_that_made_it()
    {
        var place = Place("logs", "traces", "channel", "views");
        Assert.Equal(place with { Panel = "shop" }, Read(place.Tab(Logs)));
        Assert.Equal(place with { Panel = "incident", Side = IncidentSide.Named("crew") }, Read(place.SideOf(IncidentSide.Named("crew"))));
        Assert.Equal(place, Read(place.PanelOf("views")));
    }

    [Fact]
    public void A_view_that_stands_beside_changes_places_with_the_first_one()
    {
        var swapped = Read(Place("logs", "traces").Tab(Traces));
        Assert.Equal((Traces, Logs), (swapped.Active, swapped.Beside));
        var other = Read(Place("logs", "traces").Tab(ShopTab.Named("alerts")));
        Assert.Equal(("alerts", Traces), (other.Active.Name, other.Beside));
    }

    [Fact]
    public void No_view_stands_beside_itself_and_none_closes_it()
    {
        Assert.Null(Place("logs", "logs").Beside);
        Assert.Null(Place("logs", "no-such-view").Beside);
        Assert.Null(Read(Place("logs", "traces").With(null)).Beside);
        Assert.Null(Read(Place("logs", "traces").With(Logs)).Beside);
    }

    [Theory]
    [InlineData(null, null, "brief")]
    [InlineData("logs", null, "shop")]
    [InlineData(null, "incident", "incident")]
    [InlineData("logs", "no-such-part", "shop")]
    public void A_narrow_screen_begins_with_the_brief_and_follows_the_view_that_is_chosen(string? tab, string? panel, string shown) =>
        Assert.Equal(shown, Place(tab, panel: panel).Panel);

    [Fact]
    public void Each_view_has_a_key_of_its_own_and_stands_with_its_group()
    {
        Assert.Equal(ShopTab.All.Count, ShopTab.All.Select(tab => tab.Key).Distinct().Count());
        var changes = ShopTab.All.Zip(ShopTab.All.Skip(1)).Count(pair => pair.First.Group != pair.Second.Group);
        Assert.Equal(ShopTab.All.Select(tab => tab.Group).Distinct().Count() - 1, changes);
    }

    private static CockpitPlace Place(string? tab, string? with = null, string? side = null, string? panel = null) =>
        CockpitPlace.Of(Run, tab, with, side, panel);

    private static CockpitPlace Read(string address)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(new Uri("http://portal"), address).Query);
        string? Part(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;
        return Place(Part("tab"), Part("with"), Part("side"), Part("panel"));
    }
}
