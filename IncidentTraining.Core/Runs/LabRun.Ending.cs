using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;

namespace IncidentTraining.Core.Runs;

/// <summary>How a run ends, and how it opens again.</summary>
public sealed partial class LabRun
{
    /// <summary>
    /// How long a run that follows the class's timer waits between the end of its time and the reveal. The facilitator can undo the end
    /// until then; the margin covers the time until the run learns about the undo.
    /// </summary>
    public static readonly TimeSpan RevealDelay = TimedActivity.UndoWindow + TimeSpan.FromSeconds(5);

    /// <summary>Who or what ended it; null while it is open.</summary>
    public RunEnd? EndedBy { get; private set; }

    /// <summary>Whether the facilitator has finished the lab; the run ends after <see cref="RevealDelay"/> unless that is undone.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether it is waiting for its reveal: the class's time is over, and the facilitator can still extend it.</summary>
    /// <param name="wall">Now, UTC.</param>
    public bool AwaitsReveal(DateTime wall) => FollowsClass && State == RunState.Running && TimeIsUp(wall);

    /// <summary>When it ends by itself, UTC; null while its clock is stopped or once it has ended.</summary>
    public DateTime? EndsAt => State == RunState.Running ? Last.WallAt(Limit) + (FollowsClass ? RevealDelay : TimeSpan.Zero) : null;

    /// <summary>Whether it must end now because its time is over.</summary>
    /// <param name="wall">Now, UTC.</param>
    public bool IsDue(DateTime wall) => TimeIsUp(wall) && (!FollowsClass || wall >= EndsAt);

    /// <summary>Ends the run: its commander finishes it, or its time is over.</summary>
    /// <param name="now">Now, UTC.</param>
    public Outcome Finish(DateTime now)
    {
        if (HasEnded)
        {
            return Refusal.Conflict($"This run has already ended. {Ending}");
        }

        var (by, ending) = (IsStopped, TimeIsUp(now)) switch
        {
            (true, _) => (RunEnd.Facilitator, "The facilitator finished the lab."),
            (_, true) => (RunEnd.Time, "Its time was up."),
            _ => (RunEnd.Commander, "The incident commander finished it."),
        };
        End(now, RunState.Finished, by, ending);
        return Outcome.Done;
    }

    /// <summary>Ends the run from outside.</summary>
    /// <param name="reason">The reason, as a sentence for its responder.</param>
    /// <param name="now">Now, UTC.</param>
    public Outcome Close(string reason, DateTime now)
    {
        if (HasEnded)
        {
            return Refusal.Conflict($"This run has already ended. {Ending}");
        }

        End(now, RunState.Closed, RunEnd.Portal, reason);
        return Outcome.Done;
    }

    /// <summary>Reopens an ended run at the point where it ended.</summary>
    /// <param name="more">The additional time.</param>
    /// <param name="withClass">Whether the class's timer controls its time; false gives it its own clock.</param>
    /// <param name="now">Now, UTC.</param>
    public Outcome Reopen(TimeSpan more, bool withClass, DateTime now)
    {
        if (State != RunState.Finished)
        {
            return Refusal.Conflict(
                State == RunState.Closed
                    ? $"This run was closed because it could not continue, so it cannot be reopened. {Ending}"
                    : "This run has not ended."
            );
        }

        AddSegment(now, Pace);
        Limit = EndedAtVirtual!.Value + more;
        (State, EndedAt, EndedAtVirtual, EndedBy, Ending) = (RunState.Running, null, null, null, "");
        (WasReopened, FollowsClass, IsStopped) = (true, withClass, false);
        return Outcome.Done;
    }

    /// <summary>Takes over the class's remaining time, and follows its timer from now on.</summary>
    internal void FollowTimer(TimeSpan left, DateTime now)
    {
        var at = VirtualAt(now);
        if (State == RunState.Running && TimeIsUp(now))
        {
            // The clock was at the limit: the time that has passed since then does not count.
            AddSegment(now, Pace);
        }

        (FollowsClass, IsStopped, Limit) = (true, false, at + left);
        Version++;
    }

    /// <summary>Continues with its own clock and its remaining time.</summary>
    internal void LeaveTimer()
    {
        (FollowsClass, IsStopped) = (false, false);
        Version++;
    }

    /// <summary>Stops at the current time because the facilitator finished the lab; it ends after <see cref="RevealDelay"/>.</summary>
    internal void Stop(DateTime now)
    {
        Limit = VirtualAt(now);
        State = RunState.Running;
        // A separate segment, so that the delay counts from now.
        AddSegment(now, Pace);
        IsStopped = true;
    }

    /// <summary>
    /// Sets the run's length to the time that its shop has reached: the clock has continued since the shop was last advanced.
    /// </summary>
    internal void EndedWith(TimeSpan lived) => EndedAtVirtual = lived;

    private void End(DateTime now, RunState state, RunEnd by, string ending)
    {
        EndedAtVirtual = VirtualAt(now);
        (EndedAt, State, EndedBy, Ending) = (now, state, by, ending);
        Version++;
    }
}
