using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Schedule;

/// <summary>Per-class data for the whole day: the announcement and the revision counter.</summary>
public sealed class RunOfDay
{
    private RunOfDay() { }

    /// <summary>Creates the data for a class before its first change.</summary>
    public RunOfDay(Guid cohortId) => CohortId = cohortId;

    public Guid CohortId { get; private set; }

    /// <summary>
    /// Incremented by every change of the class's schedule. Browsers drop a snapshot that is older than the one they show, because pushes
    /// can arrive out of order.
    /// </summary>
    public long Revision { get; private set; }

    /// <summary>The facilitator's announcement; null when there is none.</summary>
    public string? Announcement { get; private set; }

    /// <summary>The time of the announcement, UTC.</summary>
    public DateTime? AnnouncedAt { get; private set; }

    /// <summary>Whether labs stay closed to trainees until the facilitator starts them.</summary>
    public bool LabsOpenWithTimer { get; private set; }

    /// <summary>Sets whether labs stay closed until the facilitator starts them.</summary>
    public void OpenLabs(bool withTimer) => LabsOpenWithTimer = withTimer;

    /// <summary>Sets the announcement. It stays until it is withdrawn or replaced.</summary>
    /// <param name="now">UTC.</param>
    public void Announce(string text, DateTime now) => (Announcement, AnnouncedAt) = (text, now);

    /// <summary>Removes the announcement.</summary>
    public void WithdrawAnnouncement() => (Announcement, AnnouncedAt) = (null, null);

    /// <summary>Increments the revision.</summary>
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
