using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace IncidentTraining.Web.Features.Runs.Panels.Logs;

/// <summary>
/// The shop's logs, newest first. While it follows, new lines are sent as they come; scrolling or selecting a line stops the list, so that
/// the reader can go through all stored lines.
/// </summary>
public partial class LogsPanel
{
    /// <summary>Height of a line in pixels; must match labs.css.</summary>
    private const float LineHeight = 24;

    private const int MostFollowed = 100;
    private const int LongestSearch = 200;

    private LogFilter _filter = new();
    private LogIndex _index = new(new LogFilter());
    private ShopLogLine? _chosen;
    private int _chosenPlace;
    private int _listed;
    private ElementReference _list;
    private Virtualize<ShopLogLine>? _virtual;
    private ComponentScript? _script;
    private DotNetObjectReference<LogsPanel>? _self;

    private string? _searchInAddress;
    private bool _isPointed;

    // Number of lines when the list was stopped; null while it follows.
    private int? _heldAt;

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public ViewFrame Frame { get; set; } = ViewFrame.Single;

    private bool IsHeld => _heldAt is not null;

    private int Skipped => _heldAt is { } held ? Math.Max(0, _index.NewerCount - held) : 0;

    private string State =>
        this switch
        {
            { Shown: null } => "",
            { IsHeld: false, _isPointed: true } => $"Paused while the pointer is over the lines. {Lines(Shown.Count)}{Searching}",
            { IsHeld: false } => $"Following, newest first. {Lines(Shown.Count)}{Searching}",
            _ when Skipped > 0 => $"Held. {Lines(Shown.Count - Skipped)}, and {Skipped:N0} newer{Searching}",
            _ => $"Held while you read. {Lines(Shown.Count)}{Searching}",
        };

    private string Searching => _index.IsComplete ? "." : ", still searching the older ones.";

    protected override Task OnInitializedAsync()
    {
        _searchInAddress = Navigation.QueryValue("search");
        _filter = new LogFilter(Short(_searchInAddress), Range: TimeRange.Of(Navigation));
        _index = new LogIndex(_filter);
        return base.OnInitializedAsync();
    }

    // Another view may request other lines while these are shown next to it.
    protected override Task OnParametersSetAsync()
    {
        var (asked, range) = (Navigation.QueryValue("search"), TimeRange.Of(Navigation));
        if (asked == _searchInAddress && range == _filter.Range)
        {
            return Task.CompletedTask;
        }

        var isNewSearch = asked != _searchInAddress;
        _searchInAddress = asked;
        return FilterAsync(isNewSearch ? new LogFilter(Short(asked), Range: range) : _filter with { Range = range });
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new ComponentScript(Js, Assets["Features/Runs/Panels/Logs/LogsPanel.razor.js"]);
            await _script.StartAsync("watch", _list, _self, LineHeight);
        }
    }

    protected override Head Read(IShopReads shop)
    {
        var services = _index.Extend(shop.Logs);
        return new Head(services, _index.Count, _index.IsComplete, Newest(shop));
    }

    protected override async Task ReloadAsync()
    {
        await base.ReloadAsync();
        if (!_index.IsComplete && !Tab.IsHidden)
        {
            // The rest of the history in further turns, so that this circuit and the shop can do other work in between.
            await RequestReload();
        }

        // A stopped list does not move: only older lines that were found meanwhile make it longer.
        if (IsHeld && _virtual is { } list && _listed != _index.Count - Skipped)
        {
            await list.RefreshDataAsync();
        }
    }

    /// <summary>The pointer has entered or left the list: no line moves under it, so that a click hits the intended line.</summary>
    [JSInvokable]
    public Task PointAsync(bool isOver)
    {
        _isPointed = isOver;
        return InvokeAsync(RequestReload);
    }

    /// <summary>The reader has scrolled away from the newest lines: the lines must no longer move.</summary>
    [JSInvokable]
    public async Task HoldAsync()
    {
        if (!IsHeld)
        {
            _heldAt = _index.NewerCount;
            await InvokeAsync(StateHasChanged);
        }
    }

    /// <summary>Selects another line by keyboard.</summary>
    /// <param name="step">Number of lines to move down; negative for up.</param>
    /// <returns>The index of the line in the list, so that the browser can scroll to it.</returns>
    [JSInvokable]
    public async Task<int> StepAsync(int step)
    {
        await HoldAsync();
        var last = Math.Max(0, _index.Count - Skipped - 1);
        var place = _chosen is null ? 0 : Math.Clamp(_chosenPlace + step, 0, last);
        var found = await Window.ReadAsync(shop => _index.Lines(shop.Logs, place + Skipped, 1));
        if (found is [var line])
        {
            (_chosen, _chosenPlace) = (await WithFieldsAsync(line), place);
        }

        await InvokeAsync(StateHasChanged);
        return _chosenPlace;
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        // Blazor calls only this one if a component has both.
        Dispose();
        if (_script is { } script)
        {
            await script.EndAsync("stop", _list);
        }

        _self?.Dispose();
    }

    private static string Short(string? search) => search is { Length: > LongestSearch } ? search[..LongestSearch] : search ?? "";

    private static string Lines(int count) => count == 1 ? "1 line" : $"{count:N0} lines";

    private string TraceAddress(string trace) =>
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [Frame.Other] = ShopViews.Traces, ["trace"] = trace });

    private IReadOnlyList<ShopLogLine> Newest(IShopReads shop) =>
        this switch
        {
            { IsHeld: true } => [],
            { _isPointed: true, Shown.Newest: { Count: > 0 } shown } => shown,
            _ => _index.Lines(shop.Logs, 0, MostFollowed),
        };

    private Task FilterAsync(LogFilter filter)
    {
        (_filter, _index) = (filter, new LogIndex(filter));
        (_heldAt, _chosen, _virtual, _isPointed) = (null, null, null, false);
        return ReloadAsync();
    }

    private async Task ToggleAsync()
    {
        _heldAt = IsHeld ? null : _index.NewerCount;
        if (!IsHeld)
        {
            _chosen = null;
            _virtual = null;
            await (_script?.CallAsync("toTop", _list) ?? ValueTask.CompletedTask);
        }

        await ReloadAsync();
    }

    private async Task ChooseAsync(ShopLogLine line)
    {
        await HoldAsync();
        (_chosen, _chosenPlace) = (await WithFieldsAsync(line), _index.PlaceOf(line.Sequence) - Skipped);
    }

    private async Task<ShopLogLine> WithFieldsAsync(ShopLogLine line)
    {
        var one = await Window.ReadAsync(shop =>
            shop.Logs(
                new ShopLogQuery
                {
                    WithPast = true,
                    WithFields = true,
                    After = line.Sequence - 1,
                    Before = line.Sequence + 1,
                }
            )
        );
        return one?.Lines is [var found] ? found : line;
    }

    private async ValueTask<ItemsProviderResult<ShopLogLine>> ProvideAsync(ItemsProviderRequest request)
    {
        var lines = await Window.ReadAsync(
            shop => _index.Lines(shop.Logs, request.StartIndex + Skipped, request.Count),
            request.CancellationToken
        );
        _listed = _index.Count - Skipped;
        return new ItemsProviderResult<ShopLogLine>(lines ?? [], _listed);
    }

    /// <summary>The result of one read.</summary>
    public sealed record Head(IReadOnlyList<string> Services, int Count, bool IsComplete, IReadOnlyList<ShopLogLine> Newest);
}
