using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Runs.Lobby;

/// <summary>The page on which a crew gathers before a lab. All of its open pages move into the workspace when the crew starts.</summary>
public sealed partial class LobbyPage : IAsyncDisposable
{
    private LobbyView? _view;
    private Refusal? _refused;
    private IAsyncDisposable? _stay;
    private bool _busy;
    private bool _asks;
    private bool _gone;

    /// <summary>The lobby.</summary>
    [Parameter]
    public Guid LobbyId { get; set; }

    [Inject]
    public required ReadLobby Read { get; init; }

    [Inject]
    public required GatherCrew Gather { get; init; }

    [Inject]
    public required PrepareInLobby Prepare { get; init; }

    [Inject]
    public required StartTogether Start { get; init; }

    [Inject]
    public required JoinCrew Join { get; init; }

    [Inject]
    public required LobbyPresence Presence { get; init; }

    /// <summary>The lobby determines its class.</summary>
    protected override bool NeedsClass => false;

    private string ActingWords =>
        _view!.Rules.CommanderActsInPairs
            ? "The operations lead acts on the shop. In a crew of two, the incident commander may also act."
            : "The operations lead acts on the shop; the incident commander does not, unless one person holds both roles.";

    private string Question =>
        string.Join(
            " ",
            new[]
            {
                _view!.NotReady.Count > 0 ? $"Not ready: {string.Join(", ", _view.NotReady)}." : null,
                _view.Away.Count > 0 ? $"Away: {string.Join(", ", _view.Away)}. They are left out and can join later." : null,
                "Start anyway?",
            }.OfType<string>()
        );

    protected override void Watch() => ReloadOn<LobbyChanged>(LobbyId);

    protected override async Task ReloadAsync()
    {
        var outcome = await Read.RunAsync(Actor, LobbyId);
        (_view, Refusal) = (outcome.ValueOrDefault, outcome.Refusal);
        _asks &= _view is { WhoStartsInstead: null };
        if (_view?.RunId is { } runId)
        {
            OpenRun(runId);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Only a page with a circuit can report that it was closed.
        if (firstRender && _view is not null)
        {
            var stay = await Presence.EnterAsync(LobbyId, Actor.PersonId);
            if (_gone)
            {
                await stay.DisposeAsync();
                return;
            }

            _stay = stay;
        }
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        // Blazor calls only this one if a component has both.
        Dispose();
        _gone = true;
        await (_stay?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private Task ChooseAsync(IncidentRole role, LobbyMate? holder) =>
        DoAsync(
            holder is not null && holder == _view!.Me ? Prepare.GiveUpAsync(Actor, LobbyId, role) : Prepare.TakeAsync(Actor, LobbyId, role)
        );

    private Task AskAsync()
    {
        _asks = _view!.NotReady.Count + _view.Away.Count > 0;
        return _asks ? Task.CompletedTask : StartNowAsync();
    }

    private async Task StartNowAsync()
    {
        (_busy, _asks) = (true, false);
        var outcome = await Start.RunAsync(Actor, LobbyId);
        (_busy, _refused) = (false, outcome.Refusal);
        if (outcome.Succeeded)
        {
            OpenRun(outcome.Value);
        }
    }

    private async Task JoinRunAsync()
    {
        var runId = _view!.JoinableRunId!.Value;
        await DoAsync(Join.RunAsync(Actor, runId));
        if (_refused is null)
        {
            OpenRun(runId);
        }
    }

    private async Task LeaveAsync()
    {
        await DoAsync(Gather.LeaveAsync(Actor, LobbyId));
        if (_refused is null)
        {
            Navigation.NavigateTo(RunPaths.Labs);
        }
    }

    private async Task DoAsync(Task<Outcome> work)
    {
        _busy = true;
        _refused = (await work).Refusal;
        _busy = false;
    }

    // Back navigation leads to the Labs page: the lobby would only redirect here again.
    private void OpenRun(Guid runId) => Navigation.NavigateTo(RunPaths.Run(runId), replace: true);
}
