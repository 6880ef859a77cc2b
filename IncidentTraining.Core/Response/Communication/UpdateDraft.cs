using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Response;

/// <summary>An unpublished update: one per audience, written by any crew member.</summary>
public sealed class UpdateDraft
{
    private UpdateDraft() { }

    internal UpdateDraft(Guid runId, UpdateAudience audience) => (RunId, Audience) = (runId, audience);

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The audience.</summary>
    public UpdateAudience Audience { get; private set; }

    /// <summary>The claimed stage of the incident.</summary>
    public UpdateStage Stage { get; private set; }

    /// <summary>The claimed impact on people.</summary>
    public UpdateImpact Impact { get; private set; }

    /// <summary>The text so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Who wrote it last.</summary>
    public string By { get; private set; } = "";

    /// <summary>Incremented by each save; saving an older version is refused.</summary>
    public int Version { get; private set; }

    internal void Write(UpdateStage stage, UpdateImpact impact, string text, string by)
    {
        (Stage, Impact, Text, By) = (stage, impact, text, by);
        Version++;
    }
}

internal sealed class UpdateDraftConfiguration : IEntityTypeConfiguration<UpdateDraft>
{
    public void Configure(EntityTypeBuilder<UpdateDraft> draft)
    {
        draft.ToTable("UpdateDrafts");
        draft.HasKey(d => new { d.RunId, d.Audience });
        draft.Property(d => d.Audience).HasConversion<string>().HasMaxLength(20);
        draft.Property(d => d.Stage).HasConversion<string>().HasMaxLength(20);
        draft.Property(d => d.Impact).HasConversion<string>().HasMaxLength(20);
        draft.Property(d => d.By).HasMaxLength(100);
        draft.Property(d => d.Version).IsConcurrencyToken();
        draft.HasOne<LabRun>().WithMany().HasForeignKey(d => d.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
