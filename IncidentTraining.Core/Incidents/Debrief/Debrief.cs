using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Incidents;

/// <summary>The phases of a debriefing in the order of PEARLS (Eppich and Cheng, 2015).</summary>
public enum DebriefPhase
{
    /// <summary>How was it? Feelings first, or they colour everything that follows.</summary>
    Reactions,

    /// <summary>What was it about, in a sentence or two? So that everybody speaks of the same case.</summary>
    Description,

    /// <summary>What went well, what would one do differently, and why did it make sense at the time?</summary>
    Analysis,

    /// <summary>What is taken along.</summary>
    Summary,

    /// <summary>All four are done.</summary>
    Done,
}

/// <summary>Somebody's debriefing of an ended run: four timed phases, each with what was noted in it.</summary>
public sealed class Debrief
{
    /// <summary>The longest note of a phase, in characters.</summary>
    public const int LongestNote = 4000;

    private Debrief()
    {
    }

    /// <summary>Begins with the reactions.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="personId">Whose debriefing it is.</param>
    /// <param name="now">Now, UTC.</param>
    public Debrief(Guid runId, Guid personId, DateTime now) => (RunId, PersonId, EndsAt) = (runId, personId, now + TimeFor(DebriefPhase.Reactions));

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>Whose debriefing it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The phase that is on.</summary>
    public DebriefPhase Phase { get; private set; }

    /// <summary>Until when the phase is meant to last, UTC; who needs longer writes on.</summary>
    public DateTime EndsAt { get; private set; }

    /// <summary>What was noted on the reactions.</summary>
    public string Reactions { get; private set; } = "";

    /// <summary>What was noted as the description.</summary>
    public string Description { get; private set; } = "";

    /// <summary>What was noted in the analysis.</summary>
    public string Analysis { get; private set; } = "";

    /// <summary>What was noted as the summary.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Advanced by each change.</summary>
    public int Version { get; private set; }

    /// <summary>The time that a phase is given: twenty minutes in all, half of them for the analysis.</summary>
    public static TimeSpan TimeFor(DebriefPhase phase) => phase switch
    {
        DebriefPhase.Reactions => TimeSpan.FromMinutes(3),
        DebriefPhase.Description => TimeSpan.FromMinutes(4),
        DebriefPhase.Analysis => TimeSpan.FromMinutes(10),
        DebriefPhase.Summary => TimeSpan.FromMinutes(3),
        _ => TimeSpan.Zero,
    };

    /// <summary>What was noted in a phase.</summary>
    public string NoteOf(DebriefPhase phase) => phase switch
    {
        DebriefPhase.Reactions => Reactions,
        DebriefPhase.Description => Description,
        DebriefPhase.Analysis => Analysis,
        _ => Summary,
    };

    /// <summary>Notes something in the phase that is on, or in one that is over.</summary>
    public Outcome Note(DebriefPhase phase, string text)
    {
        if (phase > Phase || phase == DebriefPhase.Done)
        {
            return Refusal.Conflict("This phase has not begun: first the reactions, then the description, the analysis and the summary.");
        }

        if (text.Length > LongestNote)
        {
            return Refusal.TooLarge($"A note has at most {LongestNote} characters; the review takes the rest.");
        }

        switch (phase)
        {
            case DebriefPhase.Reactions:
                Reactions = text;
                break;
            case DebriefPhase.Description:
                Description = text;
                break;
            case DebriefPhase.Analysis:
                Analysis = text;
                break;
            default:
                Summary = text;
                break;
        }

        Version++;
        return Outcome.Done;
    }

    /// <summary>Goes on to the next phase, also before its time is over; something has to be noted in each.</summary>
    public Outcome GoOn(DateTime now)
    {
        if (Phase == DebriefPhase.Done)
        {
            return Refusal.Conflict("The debriefing is done.");
        }

        if (string.IsNullOrWhiteSpace(NoteOf(Phase)))
        {
            return Refusal.Conflict("Note something first, if only a sentence: what is not written down is gone tomorrow.");
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
        debrief.HasKey(d => new { d.RunId, d.PersonId });
        debrief.Property(d => d.Phase).HasConversion<string>().HasMaxLength(20);
        debrief.Property(d => d.Version).IsConcurrencyToken();
        debrief.HasOne<LabRun>().WithMany().HasForeignKey(d => d.RunId).OnDelete(DeleteBehavior.Cascade);
        debrief.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
