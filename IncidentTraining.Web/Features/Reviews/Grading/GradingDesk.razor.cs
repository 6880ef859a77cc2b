using System.Data.Common;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Reviews.Grading.Fields;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IncidentTraining.Web.Features.Reviews.Grading;

/// <summary>A document that the grader has just left.</summary>
/// <param name="Done">The result, such as "accepted".</param>
/// <param name="NextId">The document that was opened after it.</param>
public sealed record LeftDocument(Guid DocumentId, string Title, string Done, Guid NextId);

/// <summary>
/// The grading desk of one document. Entries are never lost before they are stored, and two graders never overwrite each other's.
/// </summary>
public partial class GradingDesk : IAsyncDisposable
{
    // A lock that is not renewed expires without an event.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(20);

    private GradingView? _view;
    private GradingFacts? _facts;
    private ReviewDesk? _desk;
    private ReviewLock? _lock;
    private Refusal? _problem;
    private ComponentScript? _script;
    private IDisposable? _written;
    private ITimer? _look;
    private ElementReference _page;
    private ElementReference _heading;
    private int _heard;
    private bool _isAnother;
    private bool _isLeaving;
    private bool _isInert;
    private bool _isRead;
    private bool _isFocused;
    private bool _isGone;

    /// <summary>The document.</summary>
    [Parameter, EditorRequired]
    public required Guid DocumentId { get; set; }

    /// <summary>The document that was left for this one; null when it was opened in another way.</summary>
    [Parameter]
    public LeftDocument? Left { get; set; }

    /// <summary>Called before the next document opens.</summary>
    [Parameter]
    public EventCallback<LeftDocument> Leave { get; set; }

    /// <summary>Whether the page showed another document before.</summary>
    [Parameter]
    public bool HasMoved { get; set; }

    protected override bool NeedsClass => false;

    private string Draft => $"grade-{DocumentId:N}";

    // Fields that are missing because another grader has the document must not end its draft.
    private string DraftPlace => _desk is null && Refusal is null && _view is { CanReview: true } ? $"{Draft}-waiting" : Draft;

    private string Title => _view!.Document.Body.Title is { Length: > 0 } title ? title : "Untitled";

    private string? Holder =>
        _lock?.Refusal is { } refused ? refused.Message
        : _desk is null && _view!.HeldBy is { } holder
            ? $"{holder} is grading this document. It unlocks within {ReviewHold.Lease.TotalMinutes:0} minutes after they leave."
        : null;

    protected override void Watch()
    {
        ReloadOn<DocumentMoved>(DocumentId);
        _written = Events.Subscribe<ReviewWritten>(DocumentId, HearAsync);
    }

    protected override async Task ReloadAsync()
    {
        // While the document is being left, its page stays as it is.
        if (_isLeaving)
        {
            return;
        }

        var opened = await OpenForGrading.RunAsync(Actor, DocumentId);
        if (opened.Succeeded)
        {
            if (_view is null)
            {
                ReloadOn<MarksChanged>(opened.Value.Document.CohortId);
                ReloadOn<GradingRulesChanged>(opened.Value.Document.CohortId);
            }

            _facts = await ReadFacts.RunAsync(Actor, DocumentId, opened.Value.Document.CohortId);
            Show(opened.Value);
        }
        else
        {
            _desk?.Saver.Close(opened.Refusal);
        }

        (Refusal, _isRead) = (opened.Refusal, true);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isRead)
        {
            return;
        }

        if (HasMoved && !_isFocused && Refusal is null)
        {
            _isFocused = true;
            await _heading.FocusAsync(preventScroll: true);
        }

        if (!_isGone && _desk is not null && _lock is null && _view is { CanReview: true })
        {
            _lock = new ReviewLock(
                () => HoldDocument.TakeAsync(Actor, DocumentId),
                () => HoldDocument.LayBackAsync(Actor, DocumentId),
                Line,
                Time,
                OnPage
            );
            _lock.Changed += StateHasChanged;
            await _lock.TakeAsync();
        }

        if (!_isGone && _script is null)
        {
            _script = new ComponentScript(Js, Assets["Features/Reviews/Grading/GradingDesk.razor.js"]);
            await _script.StartAsync("start", _page, Draft);
        }
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        // Blazor calls only this one if a component has both.
        Dispose();
        if (_desk is not null)
        {
            _desk.Saver.Changed -= AfterSave;
            // Text that was typed just before the page was left.
            await (_view!.CanReview && RendererInfo.IsInteractive ? _desk.Saver.SaveAsync() : Task.FromResult(false));
            _desk.Saver.Dispose();
        }

        await (_lock?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_script?.EndAsync("stop", Draft) ?? ValueTask.CompletedTask);
    }

    protected override void Dispose(bool disposing)
    {
        _isGone = true;
        _written?.Dispose();
        _look?.Dispose();
    }

    private void Show(GradingView view)
    {
        var before = _view?.Document.Submissions;
        _view = view;
        _look?.Dispose();
        if (_desk is null && view is { CanReview: true, HeldBy: null })
        {
            var entry = new ReviewEntry(view.Rubric, view.Document.Kind.Sections);
            entry.Follow(view.Notes, view.Version);
            _desk = new ReviewDesk(view, entry, new ReviewSaver(entry, StoreAsync, Time, OnPage));
            _desk.Saver.Other = view.ReviewerName ?? _desk.Saver.Other;
            _desk.Saver.Changed += AfterSave;
        }
        else if (_desk is not null)
        {
            _desk.Follow(view);
            _desk.Saver.Close(view.CanReview ? null : Refusal.TooLate("The review is closed."));
            _isAnother |= before != view.Document.Submissions && _desk.Entry.IsDirty;
        }
        else if (view.HeldBy is not null && RendererInfo.IsInteractive)
        {
            _look = Time.CreateTimer(_ => OnPage(RequestReload), null, LookAgain, Timeout.InfiniteTimeSpan);
        }
    }

    private Task HearAsync(ReviewWritten written)
    {
        _heard = Math.Max(_heard, written.Version);
        return _desk is { Saver.IsSaving: false } desk && _heard > desk.Entry.Version ? RequestReload() : Task.CompletedTask;
    }

    private void AfterSave()
    {
        if (_desk is { Saver.IsSaving: false } desk && _heard > desk.Entry.Version && desk.Saver.Trouble is null)
        {
            _ = RequestReload();
        }
    }

    private async Task<Outcome<SaveReview.Answer>?> StoreAsync(int seenVersion, ReviewNotes notes)
    {
        try
        {
            return await SaveReview.RunAsync(Actor, new(DocumentId, seenVersion, notes));
        }
        catch (Exception failure) when (failure is DbException || failure.InnerException is DbException)
        {
            LogNotSaved(Logger, failure, DocumentId);
            return null;
        }
    }

    private async Task OpenCommentsAsync()
    {
        var target = _desk!.Target;
        var parameters = new DialogParameters<SavedCommentsDialog>
        {
            { dialog => dialog.Actor, Actor },
            { dialog => dialog.Target, target },
        };
        var shown = await Dialogs.ShowAsync<SavedCommentsDialog>("Saved comments", parameters);
        if (await shown.Result is { Canceled: false, Data: string text } && target is not null)
        {
            await _script!.CallAsync("insert", _page, target.Id, text);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The review of document {DocumentId} could not be stored; it is tried again.")]
    private static partial void LogNotSaved(ILogger logger, Exception failure, Guid documentId);
}
