using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Response.Parts;

/// <summary>The responder's statements and decisions, and their timeline. Each button is one use case, which may refuse.</summary>
public partial class IncidentPanel
{
    private Refusal? _refusal;
    private (IncidentPhase Phase, Severity? Severity, string? Cause) _refusedIn;
    private string _summary = "";

    [Inject]
    public required AcknowledgeIncident Acknowledge { get; init; }

    [Inject]
    public required SetSeverity SetSeverity { get; init; }

    [Inject]
    public required DeclareCause DeclareCause { get; init; }

    [Inject]
    public required PostStatusUpdate PostUpdate { get; init; }

    [Inject]
    public required DraftUpdate DraftUpdate { get; init; }

    [Inject]
    public required VerifyResolution Verify { get; init; }

    [Inject]
    public required CloseAsNoIncident CloseAsNoIncident { get; init; }

    [Inject]
    public required WriteSummary WriteSummary { get; init; }

    [Inject]
    public required BeginReview BeginReview { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>
    /// The state of the incident. A refusal refers to the situation in which the button was pressed; once that has changed it is out of
    /// date.
    /// </summary>
    private (IncidentPhase Phase, Severity? Severity, string? Cause) Situation =>
        (View.Phase, View.Severity, View.Declared is { } declared ? FaultClaim.Format(declared.Claims) : null);

    protected override void OnInitialized() => _summary = View.Summary;

    protected override RecoveryState Read(IShopReads shop) => shop.Recovery();

    private async Task DoAsync((IncidentPhase Phase, Severity? Severity, string? Cause) seen, Task<Outcome> work)
    {
        _refusedIn = seen;
        _refusal = (await work).Refusal;
        // The forms' own events re-render the forms, not this panel, which shows why something was refused.
        StateHasChanged();
    }

    private async Task<bool> PostAsync((IncidentPhase Phase, Severity? Severity, string? Cause) seen, UpdateForm.Draft draft)
    {
        await DoAsync(
            seen,
            PostUpdate.RunAsync(Actor, new(View.RunId, draft.Audience, draft.Text, draft.NextInMinutes, draft.Stage, draft.Impact))
        );
        return _refusal is null;
    }

    private async Task<bool> DraftAsync((IncidentPhase Phase, Severity? Severity, string? Cause) seen, UpdateForm.Draft draft)
    {
        await DoAsync(
            seen,
            DraftUpdate.RunAsync(Actor, new(View.RunId, draft.Audience, draft.Version, draft.Stage, draft.Impact, draft.Text))
        );
        return _refusal is null;
    }

    private async Task BeginReviewAsync((IncidentPhase Phase, Severity? Severity, string? Cause) seen)
    {
        await DoAsync(seen, BeginReview.RunAsync(Actor, View.RunId));
        if (_refusal is null)
        {
            // A static page, which the interactive router does not know.
            Navigation.NavigateTo(RunPaths.NewReview(View.RunId), forceLoad: true);
        }
    }
}
