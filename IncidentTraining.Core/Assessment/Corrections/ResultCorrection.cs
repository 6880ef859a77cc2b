using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// An instructor's judgment of one part of a result, which replaces the measured one. Corrections are never changed or deleted: a later one
/// replaces an earlier one, and all of them stay readable.
/// </summary>
public sealed class ResultCorrection : IAppendOnly
{
    /// <summary>The shortest reason, in characters: it must tell the crew what the portal got wrong.</summary>
    public const int ShortestReason = 20;

    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 1000;

    private ResultCorrection() { }

    internal ResultCorrection(LabRun run, int number, ResultKind part, ResultMark? mark, string reason, Guid personId, DateTime now) =>
        (RunId, Number, RunEndedAt, Part, Mark, Reason, PersonId, At) = (
            run.Id,
            number,
            run.EndedAt!.Value,
            part,
            mark,
            reason,
            personId,
            now
        );

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>Its number in the run, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The judged end of the run, UTC. A run that is opened again is judged again.</summary>
    public DateTime RunEndedAt { get; private set; }

    /// <summary>The part of the result.</summary>
    public ResultKind Part { get; private set; }

    /// <summary>The new mark; null to restore the measured one.</summary>
    public ResultMark? Mark { get; private set; }

    /// <summary>The reason, shown to the crew.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who corrected it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; private set; }
}

internal sealed class ResultCorrectionConfiguration : IEntityTypeConfiguration<ResultCorrection>
{
    public void Configure(EntityTypeBuilder<ResultCorrection> correction)
    {
        correction.ToTable("ResultCorrections");
        correction.HasKey(c => new { c.RunId, c.Number });
        correction.Property(c => c.Part).HasConversion<string>().HasMaxLength(20);
        correction.Property(c => c.Mark).HasConversion<string>().HasMaxLength(20);
        correction.Property(c => c.Reason).HasMaxLength(ResultCorrection.LongestReason);
        correction.HasOne<LabRun>().WithMany().HasForeignKey(c => c.RunId).OnDelete(DeleteBehavior.Cascade);
        correction.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
