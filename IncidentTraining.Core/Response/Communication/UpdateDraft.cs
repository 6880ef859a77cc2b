using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Response;

/// <summary>An update that is being written: one for each audience, by whoever of the crew has the time.</summary>
public sealed class UpdateDraft
{
    private UpdateDraft() { }

    internal UpdateDraft(Guid runId, UpdateAudience audience) => (RunId, Audience) = (runId, audience);

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>To whom it will speak.</summary>
    public UpdateAudience Audience { get; private set; }

    /// <summary>How far it says the incident has come.</summary>
    public UpdateStage Stage { get; private set; }

    /// <summary>What it says that people notice.</summary>
    public UpdateImpact Impact { get; private set; }

    /// <summary>The text so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Who wrote it last.</summary>
    public string By { get; private set; } = "";

    /// <summary>Advanced by each save; a save of an older one is refused.</summary>
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
