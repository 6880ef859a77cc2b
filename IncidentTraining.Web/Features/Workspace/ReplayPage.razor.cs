using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Features.Runs.Parts;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Workspace;

/// <summary>An ended run at any moment: the same views of the shop, and the timeline up to that moment.</summary>
public partial class ReplayPage
{
    private Actor? _actor;
    private RunView? _view;
    private RunView? _shown;
    private RunReplay? _replay;
    private Refusal? _refusal;
    private IReadOnlyList<ChartMark> _events = [];
    private TimeSpan _at;
    private bool _isBusy;

    [Parameter]
    public Guid RunId { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    public string? TabName { get; set; }

    /// <summary>The second that is shown first.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public int? Second { get; set; }

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required GetRun GetRun { get; init; }

    [Inject]
    public required OpenReplay OpenReplay { get; init; }

    private ShopTab Active => ShopTab.Replayed.FirstOrDefault(tab => tab.Name == TabName) ?? ShopTab.Replayed[0];

    protected override async Task OnInitializedAsync()
    {
        _actor = (await Viewer.GetAsync()).Actor;
        var replay = await OpenReplay.RunAsync(_actor, RunId);
        var view = await GetRun.RunAsync(_actor, RunId);
        _refusal = replay.Refusal ?? view.Refusal;
        if (_refusal is not null)
        {
            return;
        }

        _view = view.Value;
        _events = ChartMark.Of(_view.Timeline, []);
        await replay.Value.SeekAsync(TimeSpan.FromSeconds(Second ?? 0));
        Show(replay.Value);
        _replay = replay.Value;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _replay?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SeekAsync(TimeSpan at)
    {
        _isBusy = true;
        // The label follows at once; the shop as soon as it is built.
        _at = at;
        if (await _replay!.SeekAsync(at))
        {
            _isBusy = false;
            Show(_replay);
        }
    }

    // What had not happened yet is not shown, and the past cannot be changed.
    private void Show(RunReplay replay)
    {
        _at = replay.At;
        _shown = _view! with { IsOwn = false, Timeline = [.. _view.Timeline.Where(entry => entry.At <= replay.At)] };
    }
}
