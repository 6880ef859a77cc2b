using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Response;
using IncidentTraining.Web.Features.Response.Sides;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Workspace;

/// <summary>The lab workspace and, after the run's end, the truth.</summary>
public partial class RunPage
{
    /// <summary>Time for which a view must be on the screen of a visible tab to count as looked at.</summary>
    private static readonly TimeSpan LookTime = TimeSpan.FromSeconds(5);

    private readonly ShopPulse _pulse = new();
    private Actor? _actor;
    private RunView? _view;
    private ShopClock? _clock;
    private ShopWindow? _window;
    private IReadOnlyList<ActionDescription> _actions = [];
    private Refusal? _refusal;
    private readonly CancellationTokenSource _gone = new();
    private (ShopTab Active, ShopTab? Beside, int StepsDone, bool HasFired)? _looked;
    private Unread _unread = Unread.None;
    private int? _read;
    private int? _readBefore;
    private bool _channelIsSeen;

    [Parameter]
    public Guid RunId { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    public string? TabName { get; set; }

    /// <summary>The second view, next to the first one.</summary>
    [SupplyParameterFromQuery(Name = "with")]
    public string? BesideName { get; set; }

    /// <summary>On a narrow screen, which part is shown.</summary>
    [SupplyParameterFromQuery(Name = "panel")]
    public string? PanelName { get; set; }

    /// <summary>The first second that all views show.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>The last second that all views show.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>Which part of the incident's pane is shown.</summary>
    [SupplyParameterFromQuery(Name = "side")]
    public string? SideName { get; set; }

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required GetRun GetRun { get; init; }

    [Inject]
    public required OpenShopWindow OpenShopWindow { get; init; }

    [Inject]
    public required LookAtShop LookAtShop { get; init; }

    [Inject]
    public required CallForHelp Help { get; init; }

    [Inject]
    public required BrowserTab Tab { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private CockpitPlace Place { get; set; } = null!;

    protected override void OnInitialized() => ReadPlace();

    protected override void OnParametersSet() => ReadPlace();

    protected override async Task OnInitializedAsync()
    {
        _actor = (await Viewer.GetAsync()).Actor;
        ReloadOn<RunChanged>(RunId);
        Tab.Changed += LookAtChannelSoon;
        var window = await OpenShopWindow.RunAsync(_actor, RunId);
        _window = window.ValueOrDefault;
        _actions = _window is null ? [] : await _window.ReadAsync(shop => shop.Actions()) ?? [];
        await ReloadAsync();
        if (_view is { IsOwn: false, HandIsUp: true, State: RunState.Running or RunState.Paused })
        {
            // A refusal means that the hand has just been lowered.
            await Help.WatchAsync(_actor, RunId);
        }
    }

    protected override Task OnParametersSetAsync()
    {
        _channelIsSeen &= Place.Side.Name == IncidentSide.Channel;
        // What is new stays marked as long as the channel is open.
        _readBefore = _channelIsSeen ? _readBefore : _read;
        Look();
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        Tab.Changed -= LookAtChannelSoon;
        _gone.Cancel();
        _gone.Dispose();
        base.Dispose(disposing);
    }

    protected override async Task ReloadAsync()
    {
        var outcome = await GetRun.RunAsync(_actor!, RunId);
        (_view, _refusal) = (outcome.ValueOrDefault, outcome.Refusal);
        CountUnread();
        Look();
    }

    private void KnowRead(int read)
    {
        (_read, _readBefore) = (read, read);
        CountUnread();
    }

    private void SawChannel(bool isSeen)
    {
        _channelIsSeen = isSeen;
        CountUnread();
    }

    private void LookAtChannelSoon() => _ = RequestReload();

    /// <summary>Marks the messages that the channel shows as read.</summary>
    private void CountUnread()
    {
        if (_view is not { State: RunState.Running or RunState.Paused } || _read is not { } read)
        {
            _unread = Unread.None;
            return;
        }

        if (_channelIsSeen && !Tab.IsHidden && _view.Timeline.Count > 0)
        {
            _read = read = Math.Max(read, _view.Timeline.Max(entry => entry.Number));
        }

        _unread = Unread.Of(_view, read);
    }

    /// <summary>
    /// What the responder has on the screen for a while is evidence: when they open it, and again when a step has been completed or an
    /// alert has fired meanwhile.
    /// </summary>
    private void Look()
    {
        if (_view is not { IsOwn: true, State: RunState.Running } || ViewsOf(Place).Length == 0)
        {
            return;
        }

        var looked = (
            Place.Active,
            Place.Beside,
            StepsDone: _view.Steps.Count(step => step.DoneAt is not null),
            HasFired: _view.Timeline.Any(entry => entry.Kind == IncidentEventKind.AlertFiring)
        );
        if (looked != _looked)
        {
            _looked = looked;
            _ = LookForAWhileAsync();
        }

        async Task LookForAWhileAsync()
        {
            try
            {
                await Task.Delay(LookTime, Time, _gone.Token);
                if (_looked != looked)
                {
                    return;
                }

                if (Tab.IsHidden)
                {
                    // No one saw it; the tab reloads the page when it is shown again.
                    _looked = null;
                    return;
                }

                // A refusal means that the run has just ended; the page will show it.
                foreach (var view in ViewsOf(Place))
                {
                    await LookAtShop.RunAsync(_actor!, RunId, view, _gone.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The page was closed meanwhile.
            }
            catch (Exception failure)
            {
                await DispatchExceptionAsync(failure);
            }
        }
    }

    private void ReadPlace() => Place = CockpitPlace.Of(RunId, TabName, BesideName, SideName, PanelName, TimeRange.Of(From, To));

    private static string[] ViewsOf(CockpitPlace place) => [.. place.Active.Views, .. place.Beside?.Views ?? []];
}
