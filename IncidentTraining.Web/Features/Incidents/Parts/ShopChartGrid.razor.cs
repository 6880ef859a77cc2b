using IncidentTraining.Core.Incidents;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Incidents.Parts;

/// <summary>The charts. The browser keeps what it was sent: each further stretch goes over the wire once.</summary>
public partial class ShopChartGrid
{
    // What came before the browser was ready to draw it; a stretch that is lost would stay a hole in the charts.
    private readonly Queue<ShopCharts> _unsent = [];
    private ElementReference _grid;
    private ComponentScript? _script;
    private ShopCharts? _taken;
    private int _marksSent = -1;

    /// <summary>A stretch of the charts that continues the one before.</summary>
    [Parameter, EditorRequired]
    public required ShopCharts? Charts { get; set; }

    /// <summary>The timeline, whose actions and alerts are marked.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<TimelineEntry> Timeline { get; set; }

    // Its markup never changes: everything that does is drawn by the script.
    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = new ComponentScript(Js, Assets["Features/Incidents/Parts/ShopChartGrid.razor.js"]);
            await _script.StartAsync("create", _grid, Assets["lib/uplot/uPlot.iife.min.js"], ChartLayout.All);
            await SendAsync(_script);
        }
    }

    protected override Task OnParametersSetAsync()
    {
        if (Charts is { Count: > 0 } && !ReferenceEquals(Charts, _taken))
        {
            _taken = Charts;
            _unsent.Enqueue(Charts);
        }

        return _script is { IsReady: true } script ? SendAsync(script) : Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _script?.EndAsync("dispose", _grid) ?? ValueTask.CompletedTask;
    }

    private async Task SendAsync(ComponentScript script)
    {
        while (_unsent.TryDequeue(out var charts))
        {
            await script.CallAsync("append", _grid, charts.FirstSecond, charts.Lines.ToDictionary(line => line.Name, Rounded));
        }

        var marks = ChartMark.Of(Timeline);
        if (marks.Count != _marksSent)
        {
            _marksSent = marks.Count;
            await script.CallAsync("mark", _grid, marks);
        }
    }

    // Tenths are all that a chart can show, and JSON knows no NaN.
    private static double?[] Rounded(ChartLine line) => [.. line.Values.Select(value => double.IsNaN(value) ? (double?)null : Math.Round(value, 1))];
}
