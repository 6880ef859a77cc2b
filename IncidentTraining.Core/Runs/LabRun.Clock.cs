using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>The run's own clock: it runs or is stopped, and in a rehearsal it can run faster.</summary>
public sealed partial class LabRun
{
    /// <summary>The current rate of the clock, in virtual seconds per second; 0 while it is stopped.</summary>
    public int Rate => State == RunState.Running ? Last.Rate : 0;

    /// <summary>The rate of the clock, or its rate before it was stopped.</summary>
    public int Pace => _clock.Last(segment => segment.Rate > 0).Rate;

    private ClockSegment Last => _clock[^1];

    /// <summary>The virtual time at a moment; never past the limit, and constant once the run has ended.</summary>
    public TimeSpan VirtualAt(DateTime wall) => EndedAtVirtual ?? (Last.At(wall) is var now && now < Limit ? now : Limit);

    /// <summary>Whether the run's time is over.</summary>
    public bool TimeIsUp(DateTime wall) => VirtualAt(wall) >= Limit;

    /// <summary>Stops the clock.</summary>
    public Outcome Pause(DateTime now)
    {
        if (AcceptsActions(now) is { Succeeded: false } refused)
        {
            return State == RunState.Paused ? Refusal.Conflict("The run is already paused.") : refused;
        }

        AddSegment(now, rate: 0);
        State = RunState.Paused;
        return Outcome.Done;
    }

    /// <summary>Restarts the clock at its previous rate.</summary>
    public Outcome Resume(DateTime now)
    {
        if (State != RunState.Paused)
        {
            return State == RunState.Running
                ? Refusal.Conflict("The run is not paused.")
                : Refusal.TooLate($"This run has ended. {Ending}");
        }

        AddSegment(now, Pace);
        State = RunState.Running;
        return Outcome.Done;
    }

    /// <summary>Changes the pace of a rehearsal.</summary>
    /// <param name="rate">From 1 to <see cref="FastestRate"/>.</param>
    /// <param name="now">Now, UTC.</param>
    public Outcome SetRate(int rate, DateTime now)
    {
        if (AcceptsActions(now) is { Succeeded: false } refused)
        {
            return refused;
        }

        if (!IsRehearsal)
        {
            return Refusal.Conflict("A graded run keeps the pace of the clock. Start a rehearsal to go faster.");
        }

        if (rate is < 1 or > FastestRate)
        {
            return Refusal.Invalid($"The pace must be from 1 to {FastestRate} times the clock.");
        }

        AddSegment(now, rate);
        return Outcome.Done;
    }

    private void AddSegment(DateTime now, int rate)
    {
        _clock.Add(new ClockSegment(Id, Last.Number + 1, now, VirtualAt(now), rate));
        Version++;
    }
}
