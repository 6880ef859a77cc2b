using Bunit;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Features.Runs.Parts;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>
/// The charts while their script is loading, and while the page receives the selection: the shop does not wait for a slow browser.
/// </summary>
public sealed class ShopChartGridTests : PageTest
{
    private readonly BunitJSModuleInterop _script;
    private readonly JSRuntimeInvocationHandler _create;

    public ShopChartGridTests()
    {
        _script = JSInterop.SetupModule("./Features/Runs/Parts/ShopChartGrid.razor.js");
        _script.Mode = JSRuntimeMode.Loose;
        _create = _script.SetupVoid("create", _ => true);
    }

    [Fact]
    public async Task What_comes_before_the_browser_is_ready_is_drawn_afterwards_in_order()
    {
        var grid = Render<ShopChartGrid>(p => p.Add(g => g.Timeline, []).Add(g => g.Charts, Stretch(0, 3)));
        grid.Render(p => p.Add(g => g.Charts, Stretch(3, 2)));
        Assert.Empty(_script.Invocations["append"]);
        Assert.Empty(_script.Invocations["mark"]);

        _create.SetVoidResult();
        grid.WaitForAssertion(() => Assert.Equal([0, 3], _script.Invocations["append"].Select(call => call.Arguments[1])));
        grid.Render(p => p.Add(g => g.Charts, Stretch(5, 1)));
        grid.WaitForAssertion(() => Assert.Equal([0, 3, 5], _script.Invocations["append"].Select(call => call.Arguments[1])));
        Assert.Single(_script.Invocations["mark"]);
        await grid.Instance.DisposeAsync();
        Assert.Single(_script.Invocations["dispose"]);
    }

    [Fact]
    public async Task Charts_that_have_gone_meanwhile_are_not_drawn()
    {
        var grid = Render<ShopChartGrid>(p => p.Add(g => g.Timeline, []).Add(g => g.Charts, Stretch(0, 3)));
        await grid.Instance.DisposeAsync();
        _create.SetVoidResult();
        await grid.InvokeAsync(() => { });
        Assert.Empty(_script.Invocations["append"]);
    }

    [Fact]
    public async Task A_range_that_was_drawn_is_not_taken_back_by_a_page_that_has_not_heard_of_it()
    {
        _create.SetVoidResult();
        TimeRange? told = null;
        var grid = Render<ShopChartGrid>(p =>
            p.Add(g => g.Timeline, []).Add(g => g.Charts, Stretch(0, 30)).Add(g => g.OnRange, range => told = range)
        );
        await grid.InvokeAsync(() => grid.Instance.RangedAsync(6, 14));
        Assert.Equal(new TimeRange(6, 14), told);
        grid.Render(p => p.Add(g => g.Charts, Stretch(30, 1)));
        grid.Render(p => p.Add(g => g.Range, told));
        grid.WaitForAssertion(() => Assert.Equal([0, 30], _script.Invocations["append"].Select(call => call.Arguments[1])));
        Assert.Empty(_script.Invocations["range"]);

        grid.Render(p => p.Add(g => g.Range, null));
        grid.WaitForAssertion(() => Assert.Null(Assert.Single(_script.Invocations["range"]).Arguments[1]));
    }

    [Fact]
    public async Task Yesterday_is_asked_for_when_it_is_wanted_and_taken_away_without_asking()
    {
        _create.SetVoidResult();
        var asked = 0;
        var overlay = new ShopOverlay(-60, 30, [new ChartLine(ChartNames.LatencyP95, "ms", [250.04, double.NaN])]);
        var grid = Render<ShopChartGrid>(p =>
            p.Add(g => g.Timeline, [])
                .Add(g => g.Charts, Stretch(0, 3))
                .Add(
                    g => g.Yesterday,
                    () =>
                    {
                        asked++;
                        return Task.FromResult<ShopOverlay?>(overlay);
                    }
                )
        );

        await grid.Find("[data-testid=yesterday]").ClickAsync();
        var shown = Assert.Single(_script.Invocations["overlay"]).Arguments;
        Assert.Equal((-60, 30), (shown[1], shown[2]));
        Assert.Equal([250, null], Assert.IsType<Dictionary<string, double?[]>>(shown[3])[ChartNames.LatencyP95]);

        await grid.Find("[data-testid=yesterday]").ClickAsync();
        Assert.Null(_script.Invocations["overlay"][^1].Arguments[3]);
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Charts_of_an_archive_offer_no_yesterday()
    {
        _create.SetVoidResult();
        var grid = Render<ShopChartGrid>(p => p.Add(g => g.Timeline, []).Add(g => g.Charts, Stretch(0, 3)));
        Assert.Empty(grid.FindAll("[data-testid=yesterday]"));
    }

    private static ShopCharts Stretch(int first, int count) =>
        new(first, count, [new ChartLine(ChartNames.LatencyP95, "ms", new double[count])]);
}
