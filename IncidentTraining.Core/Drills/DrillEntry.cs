using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Drills;

/// <summary>The kind of a person's action in a drill.</summary>
public enum DrillEntryKind
{
    /// <summary>Sent an update to an audience.</summary>
    Update,

    /// <summary>Posted a message in the channel.</summary>
    Said,

    /// <summary>A facilitator released a fact before its time; the text is its id.</summary>
    Released,

    /// <summary>A facilitator stopped the clock of the facts: they are released by hand.</summary>
    Held,

    /// <summary>A facilitator let the facts arrive by the clock again.</summary>
    Resumed,
}

/// <summary>A person's action in a drill, written once. All messages of the drill's people are derived from these entries.</summary>
public sealed class DrillEntry : IAppendOnly
{
    private DrillEntry() { }

    internal DrillEntry(Guid drillRunId, int number, DateTime at, Guid personId, DrillEntryKind kind, string text) =>
        (DrillRunId, Number, At, PersonId, Kind, Text) = (drillRunId, number, at, personId, kind, text);

    /// <summary>The attempt.</summary>
    public Guid DrillRunId { get; private set; }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>When it was stored, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>Who did it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>What it is.</summary>
    public DrillEntryKind Kind { get; private set; }

    /// <summary>The text as written.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whether the author is a staff member who does not write in the drill.</summary>
    public bool IsByStaff { get; internal init; }

    /// <summary>The readers of an update; null for anything else.</summary>
    public UpdateAudience? Audience { get; internal init; }

    /// <summary>The claimed stage of the incident in an update; null for anything else.</summary>
    public UpdateStage? Stage { get; internal init; }

    /// <summary>The claimed impact on people in an update; null for anything else.</summary>
    public UpdateImpact? Impact { get; internal init; }

    /// <summary>Minutes until the next update that an update promises; null for no promise.</summary>
    public int? NextInMinutes { get; internal init; }
}

internal sealed class DrillConfiguration
    : IEntityTypeConfiguration<DrillRun>,
        IEntityTypeConfiguration<DrillWriter>,
        IEntityTypeConfiguration<DrillEntry>
{
    public void Configure(EntityTypeBuilder<DrillRun> run)
    {
        run.ToTable("DrillRuns");
        run.Property(r => r.DrillId).HasMaxLength(100);
        run.Property(r => r.PageId).HasMaxLength(100);
        run.HasIndex(r => new { r.CohortId, r.PageId });
        run.HasOne<Cohort>().WithMany().HasForeignKey(r => r.CohortId).OnDelete(DeleteBehavior.Cascade);
        run.HasOne<Person>().WithMany().HasForeignKey(r => r.StarterId).OnDelete(DeleteBehavior.Restrict);
        run.HasMany(r => r.Writers).WithOne().HasForeignKey(w => w.DrillRunId).OnDelete(DeleteBehavior.Cascade);
        run.Navigation(r => r.Writers).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<DrillWriter> writer)
    {
        writer.ToTable("DrillWriters");
        writer.HasKey(w => new { w.DrillRunId, w.PersonId });
        writer.HasIndex(w => w.PersonId);
        writer.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Restrict);
        writer.HasOne<Document>().WithMany().HasForeignKey(w => w.DocumentId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<DrillEntry> entry)
    {
        entry.ToTable("DrillEntries");
        entry.HasKey(e => new { e.DrillRunId, e.Number });
        entry.Property(e => e.Kind).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Audience).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Stage).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Impact).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Text).HasMaxLength(WriteInDrill.LongestText);
        entry.HasOne<DrillRun>().WithMany().HasForeignKey(e => e.DrillRunId).OnDelete(DeleteBehavior.Cascade);
        entry.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
