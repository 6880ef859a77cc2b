using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// One crew member's note in a phase of the debriefing. Everyone has their own note, so that no one overwrites another's.
/// </summary>
public sealed class DebriefNote
{
    /// <summary>The longest note, in characters.</summary>
    public const int MaxLength = 4000;

    private DebriefNote() { }

    internal DebriefNote(Guid runId, DebriefPhase phase, Guid personId) => (RunId, Phase, PersonId) = (runId, phase, personId);

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The phase.</summary>
    public DebriefPhase Phase { get; private set; }

    /// <summary>Who wrote it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The text; never empty.</summary>
    public string Text { get; internal set; } = "";
}

internal sealed class DebriefNoteConfiguration : IEntityTypeConfiguration<DebriefNote>
{
    public void Configure(EntityTypeBuilder<DebriefNote> note)
    {
        note.ToTable("DebriefNotes");
        note.HasKey(n => new
        {
            n.RunId,
            n.Phase,
            n.PersonId,
        });
        note.Property(n => n.Phase).HasConversion<string>().HasMaxLength(20);
        note.HasOne<Debrief>().WithMany().HasForeignKey(n => n.RunId).OnDelete(DeleteBehavior.Cascade);
        note.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
