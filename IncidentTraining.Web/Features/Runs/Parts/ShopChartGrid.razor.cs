using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IncidentTraining.Web.Features.Runs.Parts;

/// <summary>The charts. The browser keeps what it was sent, so each section is transferred only once.</summary>
public partial class ShopChartGrid
{
    // Data that arrived before the browser was ready to draw it; a lost section would leave a gap in the charts.
    private readonly Queue<ShopCharts> _unsent = [];
    private ElementReference _grid;
    private ComponentScript? _script;
    private ShopCharts? _taken;
    private IReadOnlyList<ChartMark> _marksSent = [];
    private bool _nothingMarked = true;
    private TimeRange? _rangeShown;
    private TimeRange? _rangeTaken;
    private DotNetObjectReference<ShopChartGrid>? _self;
    private bool _showsYesterday;

    /// <summary>
    /// A section of the charts. It continues the previous one; one that begins earlier replaces the browser's data from there on, as after
    /// a replay was set back.
    /// </summary>
    [Parameter, EditorRequired]
    public required ShopCharts? Charts { get; set; }

    /// <summary>The timeline, whose actions and alerts are marked.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<TimelineEntry> Timeline { get; set; }

    /// <summary>The shop's changes; those during the run are marked.</summary>
    [Parameter]
    public IReadOnlyList<ShopChange> Changes { get; set; } = [];

    /// <summary>Pins a line over the visible seconds; null if nothing can be pinned.</summary>
    [Parameter]
    public Func<string, int, int, Task>? OnPin { get; set; }

    /// <summary>The run's start time, UTC: the axis shows the time of day.</summary>
    [Parameter, EditorRequired]
    public required DateTime Began { get; set; }

    /// <summary>Requests the previous day, drawn behind the lines; null if there is none.</summary>
    [Parameter]
    public Func<Task<ShopOverlay?>>? Yesterday { get; set; }

    /// <summary>The visible range; null to use the charts' own buttons.</summary>
    [Parameter]
    public TimeRange? Range { get; set; }

    /// <summary>Called with the range that was selected with the pointer; null when the whole run was requested.</summary>
    [Parameter]
    public EventCallback<TimeRange?> OnRange { get; set; }

    /// <summary>Called with a moment that was selected by a click or Enter, in virtual seconds.</summary>
    [Parameter]
    public EventCallback<int> OnMoment { get; set; }

    /// <summary>A range was selected in the browser.</summary>
    [JSInvokable]
    public Task RangedAsync(int? from, int? to)
    {
        _rangeShown = from is { } first && to is { } last ? new TimeRange(first, last) : null;
        return InvokeAsync(() => OnRange.InvokeAsync(_rangeShown));
    }

    /// <summary>A moment was selected in the browser.</summary>
    [JSInvokable]
    public Task PointedAsync(int second) => InvokeAsync(() => OnMoment.InvokeAsync(second));

    // Its markup never changes: everything variable is drawn by the script.
    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = new ComponentScript(Js, Assets["Features/Runs/Parts/ShopChartGrid.razor.js"]);
            _self = OnRange.HasDelegate ? DotNetObjectReference.Create(this) : null;
            await _script.StartAsync(
                "create",
                _grid,
                Assets["lib/uplot/uPlot.iife.min.js"],
                ChartLayout.All,
                ChartLayout.Names,
                _self,
                new DateTimeOffset(Began, TimeSpan.Zero).ToUnixTimeMilliseconds()
            );
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

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_script is { } script)
        {
            await script.EndAsync("dispose", _grid);
        }

        _self?.Dispose();
    }

    private async Task ToggleYesterdayAsync()
    {
        if (_script is not { IsReady: true } script)
        {
            return;
        }

        var overlay = _showsYesterday || Yesterday is null ? null : await Yesterday();
        _showsYesterday = overlay is not null;
        await script.CallAsync(
            "overlay",
            _grid,
            overlay?.FirstSecond,
            overlay?.Step,
            overlay?.Lines.ToDictionary(line => line.Name, Rounded)
        );
    }

    private async Task PinAsync(string line)
    {
        if (
            OnPin is { } pin
            && _script is { IsReady: true } script
            && await script.AskAsync<double[]>("shownRange", _grid) is [var from, var to]
        )
        {
            await pin(line, (int)Math.Floor(from), (int)Math.Ceiling(to));
        }
    }

    private async Task SendAsync(ComponentScript script)
    {
        while (_unsent.TryDequeue(out var charts))
        {
            var lines = charts.Lines.ToDictionary(line => line.Name);
            await script.CallAsync(
                "append",
                _grid,
                charts.FirstSecond,
                charts.Count,
                ChartLayout.Names.Select(name => Rounded(lines.GetValueOrDefault(name))).ToArray()
            );
        }

        // Only a change counts: until the address follows the browser's selection, the page renders the previous range.
        if (Range != _rangeTaken)
        {
            _rangeTaken = Range;
            if (Range != _rangeShown)
            {
                _rangeShown = Range;
                await script.CallAsync("range", _grid, Range?.From, Range?.To);
            }
        }

        var marks = ChartMark.Of(Timeline, Changes);
        if (_nothingMarked || !marks.SequenceEqual(_marksSent))
        {
            (_marksSent, _nothingMarked) = (marks, false);
            await script.CallAsync("mark", _grid, marks);
        }
    }

    // A chart can show only tenths, and JSON has no NaN. An archive of an older engine lacks the newer lines.
    private static double?[] Rounded(ChartLine? line) =>
        [.. line?.Values.Select(value => double.IsNaN(value) ? (double?)null : Math.Round(value, 1)) ?? []];
}
