using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace IncidentTraining.Web.Features.Quizzes.Taking;

/// <summary>The answer sheet of an attempt. The use cases check its deadline; the page closes itself when the time is up.</summary>
public partial class AnswerDesk : IAsyncDisposable
{
    private AnswerSheet? _sheet;
    private ComponentScript? _script;
    private ElementReference _page;
    private ITimer? _end;
    private DotNetObjectReference<AnswerDesk>? _self;
    private int? _goTo;
    private bool _isEnding;
    private bool _isGone;

    [Inject]
    public required ReadAttempt ReadAttempt { get; init; }

    [Inject]
    public required SaveAnswer SaveAnswer { get; init; }

    [Inject]
    public required SubmitAttempt SubmitAttempt { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ILogger<AnswerDesk> Logger { get; init; }

    /// <summary>The attempt.</summary>
    [Parameter, EditorRequired]
    public required Guid AttemptId { get; set; }

    protected override bool NeedsClass => false;

    private string Id => $"{AttemptId:N}";

    private TimeZoneInfo Zone => Class is { } mine ? TimeZoneInfo.FindSystemTimeZoneById(mine.TimeZone) : TimeZoneInfo.Utc;

    // Only the person themselves changes an attempt, and another window of theirs is met when an answer is stored.
    protected override void Watch() { }

    protected override async Task ReloadAsync()
    {
        var outcome = await ReadAttempt.RunAsync(Actor, AttemptId);
        Refusal = outcome.Refusal;
        if (!outcome.Succeeded)
        {
            return;
        }

        if (outcome.Value.State is not AttemptState.InProgress)
        {
            GoToResult();
            return;
        }

        _sheet = new AnswerSheet(outcome.Value, StoreAsync, Time, OnPage);
        _sheet.Saver.Changed += StateHasChanged;
        if (RendererInfo.IsInteractive)
        {
            _end = Time.CreateTimer(_ => OnPage(LockAsync), null, outcome.Value.Remaining, Timeout.InfiniteTimeSpan);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isGone && _sheet is not null && _script is null)
        {
            _script = new ComponentScript(Js, Assets["Features/Quizzes/Taking/AnswerDesk.razor.js"]);
            _self = DotNetObjectReference.Create(this);
            await _script.StartAsync("start", _page, Id, _self, Left());
        }

        if (_goTo is { } number && _script is not null)
        {
            // After the dialog is gone: it gives the focus back to where it was before.
            _goTo = null;
            await _script.CallAsync("go", Id, number);
        }

        // The browser has the locked sheet now, so everything that was entered before it has arrived here.
        if (!_isGone && !_isEnding && _sheet is { IsLocked: true })
        {
            _isEnding = true;
            if (await HandInAsync() is { } said)
            {
                await AskToFinishAsync(said);
            }
        }
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        // Blazor calls only this one where a component has both.
        Dispose();
        if (_sheet is not null)
        {
            _sheet.Saver.Changed -= StateHasChanged;
            // What was typed just before the page was left.
            await (RendererInfo.IsInteractive ? _sheet.Saver.SaveAsync() : Task.FromResult(false));
            _sheet.Saver.Dispose();
        }

        await (_script?.EndAsync("stop", Id) ?? ValueTask.CompletedTask);
        _self?.Dispose();
    }

    /// <summary>Called by the script: the milliseconds that are left; its own clock may stop while the computer sleeps.</summary>
    [JSInvokable]
    public double Left() => Math.Max(0, (_sheet!.Paper.Deadline - Time.GetUtcNow().UtcDateTime).TotalMilliseconds);

    protected override void Dispose(bool disposing)
    {
        _isGone = true;
        _end?.Dispose();
    }
}
