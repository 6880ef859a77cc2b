using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Assessment;

/// <summary>The phases of a debriefing in the order of PEARLS (Eppich and Cheng, 2015).</summary>
public enum DebriefPhase
{
    /// <summary>How was it? Feelings first, because they would influence everything that follows.</summary>
    Reactions,

    /// <summary>What was it about, in a sentence or two? So that everyone talks about the same case.</summary>
    Description,

    /// <summary>What went well, what would you do differently, and why did it make sense at the time?</summary>
    Analysis,

    /// <summary>What do you take away?</summary>
    Summary,

    /// <summary>All four phases are done.</summary>
    Done,
}

/// <summary>The debriefing of an ended run: one for the whole crew, with four timed phases that everyone goes through together.</summary>
public sealed class Debrief
{
    private Debrief() { }

    /// <summary>Begins with the reactions.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="now">Now, UTC.</param>
    public Debrief(Guid runId, DateTime now) => (RunId, EndsAt) = (runId, now + TimeFor(DebriefPhase.Reactions));

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The current phase.</summary>
    public DebriefPhase Phase { get; private set; }

    /// <summary>Planned end of the phase, UTC; a crew that needs longer can continue to write.</summary>
    public DateTime EndsAt { get; private set; }

    /// <summary>Incremented by each change.</summary>
    public int Version { get; private set; }

    /// <summary>Duration of a phase: twenty minutes in total, half of them for the analysis.</summary>
    public static TimeSpan TimeFor(DebriefPhase phase) =>
        phase switch
        {
            DebriefPhase.Reactions => TimeSpan.FromMinutes(3),
            DebriefPhase.Description => TimeSpan.FromMinutes(4),
            DebriefPhase.Analysis => TimeSpan.FromMinutes(10),
            DebriefPhase.Summary => TimeSpan.FromMinutes(3),
            _ => TimeSpan.Zero,
        };

    /// <summary>Whether notes can be taken in a phase: the current one, and those that are over.</summary>
    public bool IsOpen(DebriefPhase phase) => Enum.IsDefined(phase) && phase <= Phase && phase != DebriefPhase.Done;

    /// <summary>Continues with the next phase, even before the time is over.</summary>
    /// <param name="hasNotes">Whether anyone has written a note in the current phase.</param>
    /// <param name="now">Now, UTC.</param>
    public Outcome GoOn(bool hasNotes, DateTime now)
    {
        if (Phase == DebriefPhase.Done)
        {
            return Refusal.Conflict("The debriefing is done.");
        }

        if (!hasNotes)
        {
            return Refusal.Conflict("Write a note first, even a single sentence: what is not written down is forgotten tomorrow.");
        }

        Phase++;
        EndsAt = now + TimeFor(Phase);
        Version++;
        return Outcome.Done;
    }
}

internal sealed class DebriefConfiguration : IEntityTypeConfiguration<Debrief>
{
    public void Configure(EntityTypeBuilder<Debrief> debrief)
    {
        debrief.ToTable("Debriefs");
        debrief.HasKey(d => d.RunId);
        debrief.Property(d => d.Phase).HasConversion<string>().HasMaxLength(20);
        debrief.Property(d => d.Version).IsConcurrencyToken();
        debrief.HasOne<LabRun>().WithOne().HasForeignKey<Debrief>(d => d.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
