using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentTraining.Web.Features.Schedule.Parts;

public partial class NowPanel
{
    private const int ReopenMinutes = 15;

    private bool _busy;
    private Refusal? _refusal;
    private string? _question;
    private bool _isNewQuestion;
    private string _askedBy = "";
    private ElementReference _safe;
    private ActivityStep? _asked;
    private ClassActivity? _then;
    private ClassActivity? _reopened;

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required StartActivity Start { get; init; }

    [Inject]
    public required PauseActivity Pause { get; init; }

    [Inject]
    public required ResumeActivity Resume { get; init; }

    [Inject]
    public required ExtendActivity Extend { get; init; }

    [Inject]
    public required FinishActivity Finish { get; init; }

    [Inject]
    public required UndoFinish Undo { get; init; }

    [Inject]
    public required ReopenActivity Reopen { get; init; }

    [Inject]
    public required ReadActivityRuns ReadRuns { get; init; }

    [Inject]
    public required MoveOn MoveOn { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The class's day.</summary>
    [Parameter, EditorRequired]
    public required ClassDay Day { get; set; }

    /// <summary>The runs that depend on the current or just finished activity.</summary>
    [Parameter]
    public ActivityRuns Runs { get; set; } = ActivityRuns.None;

    /// <summary>Called after each attempt, successful or refused, because the page may be outdated.</summary>
    [Parameter]
    public EventCallback Done { get; set; }

    private ClassActivity? On => Day.On;

    // Not "disabled", which would remove the focus from the pressed button.
    private string? Busy => _busy ? "true" : null;

    /// <summary>Starts an activity; when another one is running, first asks whether to finish it.</summary>
    public Task StartAsync(ClassActivity activity) =>
        On is null
            ? DoAsync(actor => Start.RunAsync(actor, new StartActivity.Input(Day.CohortId, activity.Id)))
            : AskAsync(activity, $"start-{activity.Id}");

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isNewQuestion)
        {
            // The question is shown here; the button that asked it can be anywhere on the page.
            _isNewQuestion = false;
            await _safe.FocusAsync();
        }
    }

    /// <summary>Asks whether to reopen an activity, because people may have seen information meant for after its end.</summary>
    /// <param name="askedBy">The id of the pressed button; the focus returns to it.</param>
    public async Task ReopenAsync(ClassActivity activity, string askedBy)
    {
        var runs = (await ReadRuns.RunAsync((await Viewer.GetAsync()).Actor, Day.CohortId, activity.Id)).ValueOrDefault
            ?? ActivityRuns.None;
        (_reopened, _asked, _askedBy, _isNewQuestion, _question) = (
            activity,
            StepOf(activity),
            askedBy,
            true,
            // Between the last moment of an undo and the reveal, the runs of a finished lab are stopped and have not ended.
            RunWords.Reopens(activity.Title, ReopenMinutes, runs.Ended + (activity.State is ActivityState.Finished ? runs.Following : 0))
        );
        StateHasChanged();
    }

    // A double click counts once, even if the first click has already been handled.
    private Task ExtendAsync(MouseEventArgs click) => click.Detail > 1 ? Task.CompletedTask : TakeAsync(Extend.RunAsync);

    private Task TakeAsync(Func<Actor, ActivityStep, CancellationToken, Task<Outcome>> step) =>
        On is { } on ? DoAsync(actor => step(actor, StepOf(on), CancellationToken.None)) : Task.CompletedTask;

    /// <summary>Finishing early must be confirmed while time is left, because one accidental click would affect the whole class.</summary>
    private async Task AskAsync(ClassActivity? then, string askedBy)
    {
        var on = On!;
        (_then, _asked, _askedBy, _reopened) = (then, StepOf(on), askedBy, null);
        var runs = (await ReadRuns.RunAsync((await Viewer.GetAsync()).Actor, Day.CohortId, on.Id)).ValueOrDefault ?? ActivityRuns.None;
        var left = Left(on);
        if (left <= TimeSpan.Zero && runs.Following == 0)
        {
            await EndAsync();
            return;
        }

        var minutes = (int)Math.Ceiling(left.TotalMinutes);
        var rest =
            left <= TimeSpan.Zero ? "Time is up"
            : minutes == 1 ? "Less than a minute remains"
            : $"{minutes} minutes remain";
        _question =
            (
                then is null
                    ? $"{rest} of “{on.Title}”. Finish it{(left > TimeSpan.Zero ? " early" : "")}?"
                    : $"{rest} of “{on.Title}”. Finish it and start “{then.Title}”?"
            ) + RunWords.Ends(runs.Following);
        _isNewQuestion = true;
        StateHasChanged();
    }

    // The question must not replace the button: the second click of a double click would answer it.
    private Task ConfirmAsync(MouseEventArgs click) => click.Detail > 1 ? Task.CompletedTask : EndAsync();

    // The step as it was when the question was asked: the user has not seen later changes.
    private Task EndAsync() =>
        _asked is not { } step
            ? Task.CompletedTask
            : DoAsync(actor =>
                _reopened is not null ? Reopen.RunAsync(actor, step, ReopenMinutes)
                : _then is { } then ? MoveOn.RunAsync(actor, step, then.Id)
                : Finish.RunAsync(actor, step)
            );

    private async Task DoAsync(Func<Actor, Task<Outcome>> act)
    {
        // A double click counts once.
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            _refusal = (await act((await Viewer.GetAsync()).Actor)).Refusal;
            Forget();
            await Done.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }

        StateHasChanged();
    }

    private void Forget() => (_question, _asked, _then, _reopened) = (null, null, null, null);

    private ActivityStep StepOf(ClassActivity activity) => new(Day.CohortId, activity.Id, activity.Version);

    private TimeSpan Left(ClassActivity on) => on.Deadline is { } deadline ? deadline - Time.GetUtcNow().UtcDateTime : on.Remaining;

    private string Until(ClassActivity on) =>
        on switch
        {
            { State: ActivityState.Paused } => $"paused; {on.Minutes + on.ExtendedMinutes} minutes in total",
            { IsTimeUp: true } => $"the time was up at {ClassTime.Show(on.Deadline!.Value, Day.TimeZone)}",
            _ => $"until {ClassTime.Show(on.Deadline!.Value, Day.TimeZone)}",
        };

    private static string PhaseWord(ClassActivity on) =>
        on switch
        {
            { State: ActivityState.Paused } => "Paused",
            { IsTimeUp: true } => "Time is up",
            _ => "Running",
        };

    private static string PhaseIcon(ClassActivity on) =>
        on switch
        {
            { State: ActivityState.Paused } => "pause",
            { IsTimeUp: true } => "alert",
            _ => "play",
        };
}
