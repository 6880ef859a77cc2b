using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace IncidentTraining.Web.Features.Runs.Panels.Logs;

/// <summary>
/// The shop's logs, newest first. While it follows, the newest lines are sent as they come; whoever scrolls or chooses a line
/// holds the list, and can then go through all lines that the shop keeps.
/// </summary>
public partial class LogsPanel
{
    /// <summary>Height of a line in pixels; labs.css has the same.</summary>
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

    // How many lines had come when the list was held; null while it follows.
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

    // Another view may ask for other lines while these stand beside it.
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
            // The rest of the history in further turns, so that this circuit and the shop can do other things between them.
            await RequestReload();
        }

        // Held lines stand still: only older ones that were found meanwhile make the list longer.
        if (IsHeld && _virtual is { } list && _listed != _index.Count - Skipped)
        {
            await list.RefreshDataAsync();
        }
    }

    /// <summary>The pointer has come to the list or has left it: under it no line moves, so that a click hits what it meant.</summary>
    [JSInvokable]
    public Task PointAsync(bool isOver)
    {
        _isPointed = isOver;
        return InvokeAsync(RequestReload);
    }

    /// <summary>The reader has scrolled away from the newest lines: they must not move any more.</summary>
    [JSInvokable]
    public async Task HoldAsync()
    {
        if (!IsHeld)
        {
            _heldAt = _index.NewerCount;
            await InvokeAsync(StateHasChanged);
        }
    }

    /// <summary>Chooses another line by the keyboard.</summary>
    /// <param name="step">How many lines further down; negative for up.</param>
    /// <returns>The place of the line in the list, so that the browser can scroll to it.</returns>
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
        // Blazor calls only this one where a component has both.
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

    /// <summary>What one reading brings.</summary>
    public sealed record Head(IReadOnlyList<string> Services, int Count, bool IsComplete, IReadOnlyList<ShopLogLine> Newest);
}
