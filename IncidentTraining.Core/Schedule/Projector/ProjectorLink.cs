using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>Allows one screen to show a class's timer without signing in.</summary>
public sealed class ProjectorLink : INotExported
{
    private ProjectorLink() { }

    /// <summary>Creates a link.</summary>
    public ProjectorLink(Guid id, Guid cohortId, byte[] tokenHash, DateTime createdAt) =>
        (Id, CohortId, TokenHash, CreatedAt) = (id, cohortId, tokenHash, createdAt);

    /// <summary>Identifies the link on the facilitator's page; not a secret.</summary>
    public Guid Id { get; private set; }

    public Guid CohortId { get; private set; }

    /// <summary>The hash of the secret in the address.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>The creation time, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>The time of revocation, UTC; null while it is valid.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>Revokes the link permanently.</summary>
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
