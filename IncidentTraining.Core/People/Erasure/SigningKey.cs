using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>
/// A key with which the portal signs erasure lists. The public part is kept as long as the lists, even if the private part is lost.
/// </summary>
public sealed class SigningKey : IAppendOnly
{
    private SigningKey() { }

    internal SigningKey(Guid id, string publicKey, string protectedPrivateKey, DateTime now) =>
        (Id, PublicKey, ProtectedPrivateKey, CreatedAt) = (id, publicKey, protectedPrivateKey, now);

    /// <summary>Identifies the key.</summary>
    public Guid Id { get; private set; }

    /// <summary>The public part, as PEM.</summary>
    public string PublicKey { get; private set; } = "";

    /// <summary>The private part, encrypted with the keys in the data folder.</summary>
    public string ProtectedPrivateKey { get; private set; } = "";

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; private set; }
}

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> key) => key.ToTable("SigningKeys");
}
