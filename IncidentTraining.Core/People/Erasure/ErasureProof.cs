using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>
/// The list of what was erased or anonymised. It contains ids and numbers but no names, and is kept. It is signed with a key of the portal,
/// and its checksum is also in the audit log, which is append-only: a copy that was modified later matches neither.
/// </summary>
public sealed class ErasureProof : IAppendOnly
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private ErasureProof() { }

    internal ErasureProof(Guid id, DateTime at, Guid subjectId, object list)
    {
        (Id, At, SubjectId, Content) = (id, at, subjectId, JsonSerializer.Serialize(list, Readable));
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)));
    }

    /// <summary>Identifies the list.</summary>
    public Guid Id { get; private set; }

    /// <summary>When it was done, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The affected class or person.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>The list as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>The checksum of the list in UTF-8, in lower-case hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>The ECDSA signature of the list in UTF-8 with SHA-256, in the DER form that OpenSSL reads.</summary>
    public byte[] Signature { get; private set; } = [];

    /// <summary>The <see cref="SigningKey"/> of the signature.</summary>
    public Guid KeyId { get; private set; }

    internal void Sign(Guid keyId, byte[] signature) => (KeyId, Signature) = (keyId, signature);
}

internal sealed class ErasureProofConfiguration : IEntityTypeConfiguration<ErasureProof>
{
    public void Configure(EntityTypeBuilder<ErasureProof> proof)
    {
        // No foreign keys: the list outlives its subject.
        proof.ToTable("ErasureProofs");
        proof.HasIndex(p => p.SubjectId);
        proof.Property(p => p.Sha256).HasMaxLength(64);
    }
}
