using System.Globalization;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Drills;

/// <summary>
/// A drill: its channel, the form for updates, and its result when it has ended. People's messages depend on the clock, so the page reads
/// again when something may have happened.
/// </summary>
public sealed partial class DrillPage
{
    /// <summary>The browser's clock and timers are not exact; reading a moment later finds what was due.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(50);

    private DrillView? _view;
    private Refusal? _refused;
    private ITimer? _next;
    private bool _busy;
    private bool _asksEnd;
    private bool _hasWritten;

    /// <summary>The attempt.</summary>
    [Parameter]
    public Guid DrillId { get; set; }

    /// <summary>The readers of the update being written, from the address.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? AudienceInAddress { get; set; }

    [Inject]
    public required ReadDrill Read { get; init; }

    [Inject]
    public required WriteInDrill Write { get; init; }

    [Inject]
    public required PaceDrills Pace { get; init; }

    [Inject]
    public required KeepDrillMessages Keep { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The drill determines its class.</summary>
    protected override bool NeedsClass => false;

    /// <inheritdoc />
    protected override void Watch() => ReloadOn<DrillChanged>(DrillId);

    /// <inheritdoc />
    protected override async Task ReloadAsync()
    {
        var outcome = await Read.RunAsync(Actor, DrillId);
        // A form that was on the page stays when the time is over, so that unsent text can still be copied.
        _hasWritten |= _view is { HasEnded: false };
        (_view, Refusal) = (outcome.ValueOrDefault, outcome.Refusal);
        _next?.Dispose();
        _next =
            _view?.NextAt is { } at && RendererInfo.IsInteractive
                ? Time.CreateTimer(
                    _ => _ = RequestReload(),
                    null,
                    at - Time.GetUtcNow().UtcDateTime is var wait && wait > TimeSpan.Zero ? wait + Margin : Margin,
                    Timeout.InfiniteTimeSpan
                )
                : null;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing) => _next?.Dispose();

    private static string Utc(DateTime at) => at.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private void ShowAudience(UpdateAudience audience) =>
        ShowInAddress(new Dictionary<string, object?> { ["to"] = audience.ToString().ToLowerInvariant() });

    private Task EndAsync() => DoAsync(async () => (await Write.EndAsync(Actor, DrillId)).Refusal);

    private Task PaceAsync(DrillPace pace) => DoAsync(async () => (await Pace.RunAsync(Actor, _view!.CohortId, DrillId, pace)).Refusal);

    private Task KeepAsync() =>
        DoAsync(async () =>
        {
            var kept = await Keep.RunAsync(Actor, DrillId);
            if (kept.Succeeded)
            {
                Navigation.NavigateTo(DocumentPaths.One(kept.Value));
            }

            return kept.Refusal;
        });

    private async Task DoAsync(Func<Task<Refusal?>> act)
    {
        (_busy, _refused) = (true, null);
        _refused = await act();
        (_busy, _asksEnd) = (false, false);
    }
}
