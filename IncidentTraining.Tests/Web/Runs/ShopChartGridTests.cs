using Bunit;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Features.Runs.Parts;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The charts while their script loads, and while the page learns what was drawn in them: the shop does not wait for a slow
/// browser.</summary>
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

    private static ShopCharts Stretch(int first, int count) =>
        new(first, count, [new ChartLine(ChartNames.LatencyP95, "ms", new double[count])]);
}
