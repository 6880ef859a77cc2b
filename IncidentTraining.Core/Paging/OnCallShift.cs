using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Paging;

/// <summary>The state of a shift.</summary>
public enum ShiftState
{
    /// <summary>On call; nothing has happened yet.</summary>
    Waiting,

    /// <summary>The incident has begun.</summary>
    Called,

    /// <summary>Given back before anything happened.</summary>
    Cancelled,

    /// <summary>Ended without a page, because the portal was down or could not start an incident.</summary>
    Quiet,
}

/// <summary>
/// A shift of the on-call exercise: two people, a time window, and a page at an unknown time about an unknown incident. The time is drawn
/// when the shift is taken and stays hidden; the incident is drawn at that time.
/// </summary>
public sealed class OnCallShift : IOngoing
{
    private OnCallShift() { }

    internal OnCallShift(Guid id, Guid cohortId, Guid primaryId, Guid? secondaryId, ShiftTimes times, DateTime firesAt, string note)
    {
        (Id, CohortId, PrimaryId, SecondaryId, FiresAt, HandOverNote) = (id, cohortId, primaryId, secondaryId, firesAt, note);
        (From, Until, QuietFrom, QuietUntil, EscalateAfter) = (
            times.From,
            times.Until,
            times.QuietFrom,
            times.QuietUntil,
            times.EscalateAfter
        );
    }

    /// <summary>Identifies the shift.</summary>
    public Guid Id { get; private set; }

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The person who is paged first.</summary>
    public Guid PrimaryId { get; private set; }

    /// <summary>The person who is paged when the first does not answer; null for no one.</summary>
    public Guid? SecondaryId { get; private set; }

    /// <summary>Start of the window, UTC.</summary>
    public DateTime From { get; private set; }

    /// <summary>End of the window, UTC.</summary>
    public DateTime Until { get; private set; }

    /// <summary>Start of the quiet period, in which no incident begins, UTC; null for none.</summary>
    public DateTime? QuietFrom { get; private set; }

    /// <summary>End of that period, UTC.</summary>
    public DateTime? QuietUntil { get; private set; }

    /// <summary>How long a page rings with one person before it is escalated.</summary>
    public TimeSpan EscalateAfter { get; private set; }

    /// <summary>When the incident pages, UTC; never shown to the people on call.</summary>
    public DateTime FiresAt { get; private set; }

    /// <summary>What the previous person on call wants the next to know.</summary>
    public string HandOverNote { get; private set; } = "";

    /// <summary>Where it is.</summary>
    public ShiftState State { get; private set; }

    bool IOngoing.IsOngoing => State is ShiftState.Waiting;

    /// <summary>The incident's run; null before it begins.</summary>
    public Guid? RunId { get; private set; }

    /// <summary>Incremented by each change.</summary>
    public int Version { get; private set; }

    /// <summary>The incident begins.</summary>
    public Outcome Call(Guid runId)
    {
        if (State != ShiftState.Waiting)
        {
            return Refusal.Conflict("This shift has already had its incident, or was handed back.");
        }

        (State, RunId) = (ShiftState.Called, runId);
        Version++;
        return Outcome.Done;
    }

    /// <summary>Gives the shift back.</summary>
    public Outcome Cancel()
    {
        if (State != ShiftState.Waiting)
        {
            return Refusal.Conflict("This shift's incident has started, so you can no longer hand the shift back.");
        }

        State = ShiftState.Cancelled;
        Version++;
        return Outcome.Done;
    }

    /// <summary>The window is over and no one was paged.</summary>
    public Outcome Pass()
    {
        State = ShiftState.Quiet;
        Version++;
        return Outcome.Done;
    }

    /// <summary>Leaves a note for the other person of the shift, or for the next one.</summary>
    public void LeaveNote(string note)
    {
        HandOverNote = note;
        Version++;
    }
}

/// <summary>The times of a shift, all UTC.</summary>
/// <param name="From">Start of the window.</param>
/// <param name="Until">End of the window.</param>
/// <param name="QuietFrom">Start of the quiet period; null for none.</param>
/// <param name="QuietUntil">End of the quiet period.</param>
/// <param name="EscalateAfter">How long a page rings with one person.</param>
public sealed record ShiftTimes(DateTime From, DateTime Until, DateTime? QuietFrom, DateTime? QuietUntil, TimeSpan EscalateAfter)
{
    /// <summary>
    /// A page arrives one or two rounds of the portal's loops after its time: this close to its end, or to a quiet period, a shift has no
    /// page.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>The time at a share of the part of the window that is not quiet; null when all of it is.</summary>
    /// <param name="share">From 0 (its beginning) to 1 (its end).</param>
    public DateTime? At(double share)
    {
        var last = Until - Margin;
        var quietFrom = Clamp(QuietFrom - Margin ?? last, last);
        var quietUntil = Clamp(QuietUntil ?? last, last);
        var before = quietFrom - From;
        var open = before + (last - quietUntil);
        if (open <= TimeSpan.Zero)
        {
            return null;
        }

        var into = open * share;
        return into < before ? From + into : quietUntil + (into - before);
    }

    private DateTime Clamp(DateTime time, DateTime last) =>
        time < From ? From
        : time > last ? last
        : time;
}

internal sealed class OnCallShiftConfiguration : IEntityTypeConfiguration<OnCallShift>
{
    public void Configure(EntityTypeBuilder<OnCallShift> shift)
    {
        shift.ToTable("OnCallShifts");
        shift.Property(s => s.State).HasConversion<string>().HasMaxLength(20);
        shift.Property(s => s.HandOverNote).HasMaxLength(TakeShift.Rules.LongestNote);
        shift.Property(s => s.Version).IsConcurrencyToken();
        shift.HasIndex(s => new { s.State, s.FiresAt });
        shift.HasIndex(s => s.CohortId);
        shift.HasOne<Cohort>().WithMany().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Restrict);
        shift.HasOne<Person>().WithMany().HasForeignKey(s => s.PrimaryId).OnDelete(DeleteBehavior.Restrict);
        shift.HasOne<Person>().WithMany().HasForeignKey(s => s.SecondaryId).OnDelete(DeleteBehavior.Restrict);
        shift.HasOne<LabRun>().WithMany().HasForeignKey(s => s.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
