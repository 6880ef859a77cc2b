using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Web.Features.Schedule.Parts;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Schedule;

/// <summary>The facilitator's home page: the plan, the clock of the current activity, and announcements.</summary>
public partial class RunOfTheDayPage
{
    private MyClass? _class;
    private ClassDay? _day;
    private Refusal? _refusal;
    private NowPanel? _now;
    private Actor? _actor;
    private ITimer? _wake;
    private ActivityRuns _runs = ActivityRuns.None;

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required MyClasses MyClasses { get; init; }

    [Inject]
    public required ReadDay ReadDay { get; init; }

    [Inject]
    public required ReadActivityRuns ReadActivityRuns { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    internal PublicAddress Public { get; init; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var viewer = await Viewer.GetAsync();
        (_actor, _class) = (viewer.Actor, viewer.Class);
        if (_class is null || !viewer.Has(ClassRole.Facilitator))
        {
            _refusal = Refusal.NotAllowed("You are not the facilitator of a class. Use the menu to go to your pages.");
            return;
        }

        ReloadOn<ScheduleChanged>(_class.CohortId);
        ReloadOn<ActivityRunsChanged>(_class.CohortId);
        ReloadOn<JoiningChanged>(_class.CohortId);
        await ReloadAsync();
    }

    /// <inheritdoc />
    protected override async Task ReloadAsync()
    {
        // Its join code may have changed.
        _class = (await MyClasses.RunAsync(_actor!)).FirstOrDefault(one => one.CohortId == _class!.CohortId) ?? _class;
        var outcome = await ReadDay.RunAsync(_actor!, _class!.CohortId);
        _day = outcome.ValueOrDefault;
        _refusal = outcome.Refusal;
        _runs = (_day?.On ?? _day?.Undoable) is { IsPause: false } shown
            ? (await ReadActivityRuns.RunAsync(_actor!, _class.CohortId, shown.Id)).ValueOrDefault ?? ActivityRuns.None
            : ActivityRuns.None;
        WakeAtTheNextChange();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _wake?.Dispose();
        }
    }

    /// <summary>The browser counts down; the buttons are updated once when the time is up and once when the undo period ends.</summary>
    private void WakeAtTheNextChange()
    {
        _wake?.Dispose();
        TimeSpan? timeIsUp = _day?.On is { State: ActivityState.Running, IsTimeUp: false } on ? on.Remaining : null;
        var undoIsOver = _day?.Undoable?.UndoUntil - Time.GetUtcNow().UtcDateTime;
        var next = timeIsUp < undoIsOver ? timeIsUp : undoIsOver ?? timeIsUp;
        _wake = next is { } wait
            ? Time.CreateTimer(_ => _ = RequestReload(), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan)
            : null;
    }
}
