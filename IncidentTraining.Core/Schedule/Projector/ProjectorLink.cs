using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>The right of one screen to show a class's timer without anybody signed in there.</summary>
public sealed class ProjectorLink
{
    private ProjectorLink()
    {
    }

    /// <summary>Gives a screen the right.</summary>
    public ProjectorLink(Guid id, Guid cohortId, byte[] tokenHash, DateTime createdAt) =>
        (Id, CohortId, TokenHash, CreatedAt) = (id, cohortId, tokenHash, createdAt);

    /// <summary>Identifies the link on the desk; it is no secret.</summary>
    public Guid Id { get; private set; }

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The hash of the secret in the address.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When it was revoked, UTC; null while it is good.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>Ends the right for good.</summary>
    /// <param name="now">UTC.</param>
    public void Revoke(DateTime now) => RevokedAt ??= now;
}

internal sealed class ProjectorLinkConfiguration : IEntityTypeConfiguration<ProjectorLink>
{
    public void Configure(EntityTypeBuilder<ProjectorLink> link)
    {
        link.ToTable("ProjectorLinks");
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.Property(l => l.TokenHash).HasMaxLength(32);
        link.HasOne<Cohort>().WithMany().HasForeignKey(l => l.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}
