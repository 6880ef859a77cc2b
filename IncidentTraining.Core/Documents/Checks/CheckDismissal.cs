using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>A finding that the writer has dismissed, with their reason. The reviewer sees both.</summary>
public sealed class CheckDismissal
{
    /// <summary>The longest reason in characters.</summary>
    public const int LongestReason = 500;

    private CheckDismissal() { }

    internal CheckDismissal(Guid documentId, string key, string checkId, Guid personId, string reason, DateTime now)
    {
        (DocumentId, Key, CheckId, PersonId, Reason, At) = (documentId, key, checkId, personId, reason, now);
    }

    /// <summary>The document.</summary>
    public Guid DocumentId { get; private set; }

    /// <summary>The finding's key.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Which check.</summary>
    public string CheckId { get; private set; } = "";

    /// <summary>The person who dismissed it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime At { get; private set; }

    internal void Change(Guid personId, string reason, DateTime now) => (PersonId, Reason, At) = (personId, reason, now);
}

internal sealed class CheckDismissalConfiguration : IEntityTypeConfiguration<CheckDismissal>
{
    public void Configure(EntityTypeBuilder<CheckDismissal> dismissal)
    {
        dismissal.ToTable("CheckDismissals");
        dismissal.HasKey(d => new { d.DocumentId, d.Key });
        dismissal.Property(d => d.Key).HasMaxLength(24);
        dismissal.Property(d => d.CheckId).HasMaxLength(60);
        dismissal.Property(d => d.Reason).HasMaxLength(CheckDismissal.LongestReason);
        dismissal.HasOne<Document>().WithMany().HasForeignKey(d => d.DocumentId).OnDelete(DeleteBehavior.Cascade);
        dismissal.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
