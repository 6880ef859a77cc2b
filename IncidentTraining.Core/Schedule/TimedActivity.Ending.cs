using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>The end of an activity: it can be undone for a short time and reopened later.</summary>
public sealed partial class TimedActivity
{
    /// <summary>How long finishing an activity can be undone.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromSeconds(30);

    /// <summary>Whether it was paused when it was finished, so that an undo restores the pause.</summary>
    public bool WasPaused { get; private set; }

    /// <summary>When it was last reopened or its finish undone, UTC; null when it never was.</summary>
    public DateTime? ReopenedAt { get; private set; }

    /// <summary>The time until which finishing it can be undone, UTC; null while it is not finished.</summary>
    public DateTime? UndoUntil => State is ActivityState.Finished ? FinishedAt + UndoWindow : null;

    /// <summary>Finishes it, early or not.</summary>
    /// <param name="now">UTC.</param>
    public Outcome Finish(DateTime now)
    {
        if (!IsOn)
        {
            return Refuse("finish");
        }

        (WasPaused, Remaining) = (State is ActivityState.Paused, RemainingAt(now));
        (State, FinishedAt, Deadline) = (ActivityState.Finished, now, null);
        return Changed();
    }

    /// <summary>Undoes the finish; the clock continues with the time that was left.</summary>
    /// <param name="now">UTC.</param>
    public Outcome UndoFinish(DateTime now)
    {
        if (State is not ActivityState.Finished)
        {
            return Refuse("undo the end of");
        }

        if (now >= UndoUntil)
        {
            return Refusal.TooLate($"“{Title}” was finished more than {UndoWindow.TotalSeconds:0} seconds ago. You can reopen it instead.");
        }

        Continue(Remaining!.Value, WasPaused, now);
        return Changed();
    }

    /// <summary>Runs it again for some time after it was finished or its time was up.</summary>
    /// <param name="more">The time from now.</param>
    /// <param name="now">UTC.</param>
    public Outcome Reopen(TimeSpan more, DateTime now)
    {
        if (State is not ActivityState.Finished && !IsTimeUpAt(now))
        {
            return Refuse("reopen");
        }

        Extended += more;
        Continue(more, paused: false, now);
        return Changed();
    }

    private void Continue(TimeSpan left, bool paused, DateTime now)
    {
        (State, Deadline, Remaining) = paused
            ? (ActivityState.Paused, (DateTime?)null, (TimeSpan?)left)
            : (ActivityState.Running, now + left, null);
        (FinishedAt, ReopenedAt) = (null, now);
    }
}
