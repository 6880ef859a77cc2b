using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Schedule;

/// <summary>What a class has once for its whole day: what was announced, and how often anything changed.</summary>
public sealed class RunOfDay
{
    private RunOfDay()
    {
    }

    /// <summary>The day of a class before anything happened.</summary>
    public RunOfDay(Guid cohortId) => CohortId = cohortId;

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>
    /// Advanced by every change of the class's schedule. Browsers drop a snapshot that is older than what they show:
    /// two pushes may overtake each other.
    /// </summary>
    public long Revision { get; private set; }

    /// <summary>What the facilitator tells everybody; null when there is nothing.</summary>
    public string? Announcement { get; private set; }

    /// <summary>When it was announced, UTC.</summary>
    public DateTime? AnnouncedAt { get; private set; }

    /// <summary>Whether a lab stays closed to trainees until the facilitator starts it.</summary>
    public bool LabsOpenWithTimer { get; private set; }

    /// <summary>Chooses whether labs stay closed until the facilitator starts them.</summary>
    public void OpenLabs(bool withTimer) => LabsOpenWithTimer = withTimer;

    /// <summary>Tells everybody something; it stands until it is withdrawn or replaced.</summary>
    /// <param name="text">A short text.</param>
    /// <param name="now">UTC.</param>
    public void Announce(string text, DateTime now) => (Announcement, AnnouncedAt) = (text, now);

    /// <summary>Takes the announcement away.</summary>
    public void WithdrawAnnouncement() => (Announcement, AnnouncedAt) = (null, null);

    /// <summary>Notes that something of the schedule changed.</summary>
    public void Advance() => Revision++;
}

internal sealed class RunOfDayConfiguration : IEntityTypeConfiguration<RunOfDay>
{
    public void Configure(EntityTypeBuilder<RunOfDay> day)
    {
        day.ToTable("RunsOfDay");
        day.HasKey(d => d.CohortId);
        day.Property(d => d.Revision).IsConcurrencyToken();
        day.Property(d => d.Announcement).HasMaxLength(Announce.MaxLength);
        day.HasOne<Cohort>().WithOne().HasForeignKey<RunOfDay>(d => d.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}
