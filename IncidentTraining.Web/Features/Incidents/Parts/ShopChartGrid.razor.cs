using IncidentTraining.Core.Incidents;
using IncidentTraining.Core.PracticeShop;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IncidentTraining.Web.Features.Incidents.Parts;

/// <summary>The charts. The browser keeps what it was sent: each further stretch goes over the wire once.</summary>
public partial class ShopChartGrid
{
    private ElementReference _grid;
    private IJSObjectReference? _script;
    private ShopCharts? _sent;
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
            _script = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["Features/Incidents/Parts/ShopChartGrid.razor.js"]}");
            await _script.InvokeVoidAsync("create", _grid, Assets["lib/uplot/uPlot.iife.min.js"], ChartLayout.All);
            await SendAsync();
        }
    }

    protected override Task OnParametersSetAsync() => SendAsync();

    private async Task SendAsync()
    {
        if (_script is null || Charts is null)
        {
            return;
        }

        if (!ReferenceEquals(Charts, _sent) && Charts.Count > 0)
        {
            _sent = Charts;
            await _script.InvokeVoidAsync("append", _grid, Charts.FirstSecond, Charts.Lines.ToDictionary(line => line.Name, Rounded));
        }

        var marks = ChartMark.Of(Timeline);
        if (marks.Count != _marksSent)
        {
            _marksSent = marks.Count;
            await _script.InvokeVoidAsync("mark", _grid, marks);
        }
    }

    // Tenths are all that a chart can show, and JSON knows no NaN.
    private static double?[] Rounded(ChartLine line) => [.. line.Values.Select(value => double.IsNaN(value) ? (double?)null : Math.Round(value, 1))];

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("dispose", _grid);
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its charts with it.
        }

        GC.SuppressFinalize(this);
    }
}
