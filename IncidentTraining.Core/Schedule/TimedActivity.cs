using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Schedule;

/// <summary>
/// One activity of a class and its clock: planned, running, paused, running, … finished. A step that the state does
/// not permit is refused in words and changes nothing.
/// </summary>
public sealed partial class TimedActivity
{
    /// <summary>What one press of "+5 minutes" adds.</summary>
    public static readonly TimeSpan Extension = TimeSpan.FromMinutes(5);

    private TimedActivity()
    {
    }

    /// <summary>An activity of the plan that has not been started.</summary>
    public TimedActivity(Guid cohortId, PlannedActivity planned)
    {
        (CohortId, ActivityId, Title, IsPause) = (cohortId, planned.Id, planned.Title, planned.IsPause);
        Planned = TimeSpan.FromMinutes(planned.Minutes);
    }

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The id of the activity in the day's plan.</summary>
    public string ActivityId { get; private set; } = "";

    /// <summary>The title at the time of the start: a running activity outlives a change of the content.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Whether it is a pause without a page.</summary>
    public bool IsPause { get; private set; }

    /// <summary>The time that the plan gives.</summary>
    public TimeSpan Planned { get; private set; }

    /// <summary>The time that was given beyond the plan.</summary>
    public TimeSpan Extended { get; private set; }

    /// <summary>Where it is.</summary>
    public ActivityState State { get; private set; }

    /// <summary>When it was started, UTC; null before.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>When the time is up, UTC; only while running.</summary>
    public DateTime? Deadline { get; private set; }

    /// <summary>The time that is left while paused, or that was left at the end; null while running and before the start.</summary>
    public TimeSpan? Remaining { get; private set; }

    /// <summary>When it was finished, UTC; null before.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>Advanced by each step; a step that was decided on an older version is refused.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it is what the class does now.</summary>
    public bool IsOn => State is ActivityState.Running or ActivityState.Paused;

    /// <summary>The time that is left at a moment, never negative.</summary>
    /// <param name="now">UTC.</param>
    public TimeSpan RemainingAt(DateTime now) => State switch
    {
        ActivityState.Planned => Planned,
        ActivityState.Running => Deadline!.Value > now ? Deadline.Value - now : TimeSpan.Zero,
        ActivityState.Paused => Remaining!.Value,
        _ => TimeSpan.Zero,
    };

    /// <summary>Whether the time is up and nobody has finished or extended it yet.</summary>
    /// <param name="now">UTC.</param>
    public bool IsTimeUpAt(DateTime now) => State is ActivityState.Running && RemainingAt(now) == TimeSpan.Zero;

    /// <summary>Begins to count down the planned time.</summary>
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

    /// <summary>Stops the clock and keeps what is left.</summary>
    /// <param name="now">UTC.</param>
    public Outcome Pause(DateTime now)
    {
        if (State is not ActivityState.Running)
        {
            return Refuse("pause");
        }

        if (IsTimeUpAt(now))
        {
            return Refusal.Conflict($"The time of “{Title}” is up, so there is nothing to pause. Give five more minutes, or finish it.");
        }

        (State, Remaining, Deadline) = (ActivityState.Paused, RemainingAt(now), null);
        return Changed();
    }

    /// <summary>Lets the clock go on with what was left.</summary>
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

    /// <summary>Gives five more minutes, as often as wanted. When the time was up, they count from now.</summary>
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

    private Refusal Refuse(string step) => Refusal.Conflict(State switch
    {
        ActivityState.Planned => $"“{Title}” has not been started, so you cannot {step} it.",
        ActivityState.Running => $"“{Title}” is running, so you cannot {step} it.",
        ActivityState.Paused => $"“{Title}” is paused, so you cannot {step} it.",
        _ => $"“{Title}” is finished, so you cannot {step} it.",
    });
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
        // The database itself holds that a class does one thing at a time.
        activity.HasIndex(a => a.CohortId).IsUnique().HasFilter("\"State\" IN ('Running', 'Paused')");
    }
}
