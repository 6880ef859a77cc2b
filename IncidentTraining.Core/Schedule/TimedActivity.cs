using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Schedule;

/// <summary>
/// An activity of a class and its clock: planned, running, paused, running, … finished. A step that the state does not allow is refused
/// with a message and changes nothing.
/// </summary>
public sealed partial class TimedActivity
{
    /// <summary>The time that "+5 minutes" adds.</summary>
    public static readonly TimeSpan Extension = TimeSpan.FromMinutes(5);

    private TimedActivity() { }

    /// <summary>Creates an activity that has not been started.</summary>
    public TimedActivity(Guid cohortId, PlannedActivity planned)
    {
        (CohortId, ActivityId, Title, IsPause) = (cohortId, planned.Id, planned.Title, planned.IsPause);
        Planned = TimeSpan.FromMinutes(planned.Minutes);
    }

    public Guid CohortId { get; private set; }

    /// <summary>The id of the activity in the day's plan.</summary>
    public string ActivityId { get; private set; } = "";

    /// <summary>The title at the time of the start: a running activity outlives content changes.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Whether it is a pause without a page.</summary>
    public bool IsPause { get; private set; }

    /// <summary>The planned time.</summary>
    public TimeSpan Planned { get; private set; }

    /// <summary>The time added to the plan.</summary>
    public TimeSpan Extended { get; private set; }

    /// <summary>The current state.</summary>
    public ActivityState State { get; private set; }

    /// <summary>The start time, UTC; null before.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>When the time is up, UTC; only while running.</summary>
    public DateTime? Deadline { get; private set; }

    /// <summary>The remaining time while paused or at the end; null while running and before the start.</summary>
    public TimeSpan? Remaining { get; private set; }

    /// <summary>When it was finished, UTC; null before.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>Incremented by each step; a step that names an older version is refused.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it is the current activity of the class.</summary>
    public bool IsOn => State is ActivityState.Running or ActivityState.Paused;

    /// <summary>Returns the remaining time, never negative.</summary>
    /// <param name="now">UTC.</param>
    public TimeSpan RemainingAt(DateTime now) =>
        State switch
        {
            ActivityState.Planned => Planned,
            ActivityState.Running => Deadline!.Value > now ? Deadline.Value - now : TimeSpan.Zero,
            ActivityState.Paused => Remaining!.Value,
            _ => TimeSpan.Zero,
        };

    /// <summary>Whether the time is up and it has been neither finished nor extended.</summary>
    /// <param name="now">UTC.</param>
    public bool IsTimeUpAt(DateTime now) => State is ActivityState.Running && RemainingAt(now) == TimeSpan.Zero;

    /// <summary>Starts the countdown of the planned time.</summary>
    /// <param name="now">UTC.</param>
    public Outcome Start(DateTime now)
    {
        if (State is not ActivityState.Planned)
        {
            return Refuse("start");
        }

        (State, StartedAt, Deadline) = (ActivityState.Running, now, now + Planned);
        return Changed();
    }

    /// <summary>Stops the clock and keeps the remaining time.</summary>
    /// <param name="now">UTC.</param>
    public Outcome Pause(DateTime now)
    {
        if (State is not ActivityState.Running)
        {
            return Refuse("pause");
        }

        if (IsTimeUpAt(now))
        {
            return Refusal.Conflict($"The time of “{Title}” is up, so there is nothing to pause. Add five minutes or finish it.");
        }

        (State, Remaining, Deadline) = (ActivityState.Paused, RemainingAt(now), null);
        return Changed();
    }

    /// <summary>Continues with the remaining time.</summary>
    /// <param name="now">UTC.</param>
    public Outcome Resume(DateTime now)
    {
        if (State is not ActivityState.Paused)
        {
            return Refuse("resume");
        }

        (State, Deadline, Remaining) = (ActivityState.Running, now + Remaining!.Value, null);
        return Changed();
    }

    /// <summary>Adds five minutes; can be repeated. After the time is up, they count from now.</summary>
    /// <param name="now">UTC.</param>
    public Outcome Extend(DateTime now)
    {
        switch (State)
        {
            case ActivityState.Running:
                Deadline = now + RemainingAt(now) + Extension;
                break;
            case ActivityState.Paused:
                Remaining += Extension;
                break;
            default:
                return Refuse("extend");
        }

        Extended += Extension;
        return Changed();
    }

    private Outcome Changed()
    {
        Version++;
        return Outcome.Done;
    }

    private Refusal Refuse(string step) =>
        Refusal.Conflict(
            State switch
            {
                ActivityState.Planned => $"“{Title}” has not been started, so you cannot {step} it.",
                ActivityState.Running => $"“{Title}” is running, so you cannot {step} it.",
                ActivityState.Paused => $"“{Title}” is paused, so you cannot {step} it.",
                _ => $"“{Title}” is finished, so you cannot {step} it.",
            }
        );
}

internal sealed class TimedActivityConfiguration : IEntityTypeConfiguration<TimedActivity>
{
    public void Configure(EntityTypeBuilder<TimedActivity> activity)
    {
        activity.ToTable("TimedActivities");
        activity.HasKey(a => new { a.CohortId, a.ActivityId });
        activity.Property(a => a.ActivityId).HasMaxLength(200);
        activity.Property(a => a.Title).HasMaxLength(300);
        activity.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        activity.Property(a => a.Version).IsConcurrencyToken();
        activity.Ignore(a => a.IsOn);
        activity.Ignore(a => a.UndoUntil);
        activity.HasOne<Cohort>().WithMany().HasForeignKey(a => a.CohortId).OnDelete(DeleteBehavior.Restrict);
        // A unique index allows one current activity per class.
        activity.HasIndex(a => a.CohortId).IsUnique().HasFilter("\"State\" IN ('Running', 'Paused')");
    }
}
