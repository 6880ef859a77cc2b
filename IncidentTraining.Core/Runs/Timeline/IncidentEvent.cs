using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// One entry of an incident's timeline. Entries are only ever added, through <see cref="IncidentTimeline"/>; a correction is
/// an entry of its own.
/// </summary>
public sealed class IncidentEvent : IPortalText
{
    private IncidentEvent() { }

    internal IncidentEvent(
        Guid runId,
        int number,
        string key,
        TimeSpan at,
        DateTime wallAt,
        IncidentEventKind kind,
        string subject,
        string text,
        string from,
        Guid? personId,
        string? details = null,
        int? refersTo = null
    )
    {
        (RunId, Number, Key, At, WallAt) = (runId, number, key, at, wallAt);
        (Kind, Subject, Text, From, PersonId, Details, RefersTo) = (kind, subject, text, from, personId, details, refersTo);
    }

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>Number of the entry in the timeline, from 1, in the order of recording.</summary>
    public int Number { get; private set; }

    /// <summary>
    /// What identifies the entry within its run. Entries from the engine have a key that is the same in every replay, so that a recovery
    /// cannot write them twice.
    /// </summary>
    public string Key { get; private set; } = "";

    /// <summary>Virtual time.</summary>
    public TimeSpan At { get; private set; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTime WallAt { get; private set; }

    /// <summary>What it is.</summary>
    public IncidentEventKind Kind { get; private set; }

    /// <summary>Id of its object: an alert, an action, a phase, a severity, a view, a step; may be empty.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>One or more sentences for people.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The speaker: the responder's name, a person of the scenario, or a component of the shop.</summary>
    public string From { get; private set; } = "";

    /// <summary>The person who did it; null for events of the shop.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>The figures and ids of its kind, as JSON of the record that belongs to the kind; null for most kinds.</summary>
    public string? Details { get; private set; }

    /// <summary>The number of the entry that this one pins, corrects or answers; null for most kinds.</summary>
    public int? RefersTo { get; private set; }

    /// <summary>The entry for display.</summary>
    internal TimelineEntry ToEntry() => new(Number, At, WallAt, Kind, Subject, Text, From, PersonId, Details, RefersTo);
}

internal sealed class IncidentEventConfiguration : IEntityTypeConfiguration<IncidentEvent>
{
    public void Configure(EntityTypeBuilder<IncidentEvent> entry)
    {
        entry.ToTable("IncidentEvents");
        entry.HasKey(e => new { e.RunId, e.Number });
        entry.HasIndex(e => new { e.RunId, e.Key }).IsUnique();
        entry.Property(e => e.At).HasConversion<VirtualTimeConverter>();
        entry.Property(e => e.Kind).HasConversion<string>().HasMaxLength(30);
        entry.Property(e => e.Key).HasMaxLength(120);
        entry.Property(e => e.Subject).HasMaxLength(100);
        entry.Property(e => e.From).HasMaxLength(100);
        entry.HasOne<LabRun>().WithMany().HasForeignKey(e => e.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
