using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// The right to access one run's shop over HTTP, for one responder's own tools. Anyone who has the key acts as that person.
/// </summary>
public sealed class ShopAddress : INotExported
{
    private ShopAddress() { }

    /// <summary>Gives the right.</summary>
    public ShopAddress(Guid id, Guid runId, Guid personId, byte[] keyHash, DateTime createdAt) =>
        (Id, RunId, PersonId, KeyHash, CreatedAt) = (id, runId, personId, keyHash, createdAt);

    /// <summary>Identifies the address; it is not a secret.</summary>
    public Guid Id { get; private set; }

    /// <summary>The only run whose shop it reaches.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The responder whose tools use it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The hash of the secret in the address.</summary>
    public byte[] KeyHash { get; private set; } = [];

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When it was revoked, UTC; null while it is valid.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>Revokes it permanently.</summary>
    /// <param name="now">UTC.</param>
    public void Revoke(DateTime now) => RevokedAt ??= now;
}

internal sealed class ShopAddressConfiguration : IEntityTypeConfiguration<ShopAddress>
{
    public void Configure(EntityTypeBuilder<ShopAddress> address)
    {
        address.ToTable("ShopAddresses");
        address.HasIndex(a => a.KeyHash).IsUnique();
        address.Property(a => a.KeyHash).HasMaxLength(32);
        address.HasIndex(a => new { a.RunId, a.PersonId });
        address.HasOne<LabRun>().WithMany().HasForeignKey(a => a.RunId).OnDelete(DeleteBehavior.Cascade);
        address.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
