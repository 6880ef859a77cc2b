using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>A person's authenticator app: the shared secret of RFC 6238, and the protection against using a code twice.</summary>
public sealed class SecondFactor
{
    private SecondFactor() { }

    internal SecondFactor(Guid personId) => PersonId = personId;

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The secret, encrypted with the keys of the portal: a copy of the database alone cannot generate codes.</summary>
    public string ProtectedSecret { get; private set; } = "";

    /// <summary>Since when the sign-in requires a code, UTC; null until the first code was correct.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>The time step of the last accepted code; a code of this or an earlier step is refused.</summary>
    public long LastStep { get; private set; }

    internal void Begin(string protectedSecret) => ProtectedSecret = protectedSecret;

    internal void Confirm(DateTime now) => ConfirmedAt ??= now;

    internal void Take(long step) => LastStep = step;
}

/// <summary>A code that replaces one of the app for a single sign-in, in case the phone is lost. Only its hash is stored.</summary>
public sealed class RecoveryCode
{
    private RecoveryCode() { }

    internal RecoveryCode(Guid personId, string code) => (PersonId, Hash) = (personId, OneTimeCode.HashOf(code));

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>SHA-256 of the code, in hexadecimal digits. The code has 60 random bits, so a slow hash would add nothing.</summary>
    public string Hash { get; private set; } = "";
}

internal sealed class SecondFactorConfiguration : IEntityTypeConfiguration<SecondFactor>
{
    public void Configure(EntityTypeBuilder<SecondFactor> factor)
    {
        factor.ToTable("SecondFactors");
        factor.HasKey(f => f.PersonId);
        factor.Property(f => f.ProtectedSecret).HasMaxLength(500);
        factor.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("RecoveryCodes");
        code.HasKey(c => new { c.PersonId, c.Hash });
        code.Property(c => c.Hash).HasMaxLength(64);
        code.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
