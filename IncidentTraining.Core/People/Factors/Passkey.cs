using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>A passkey of a person: the public half of a key that a phone, a computer or a security key holds (WebAuthn).</summary>
public sealed class Passkey
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 60;

    private Passkey() { }

    internal Passkey(Guid id, Guid personId, string name, UserPasskeyInfo made, DateTime now)
    {
        (Id, PersonId, Name, CreatedAt) = (id, personId, name, now);
        (CredentialId, PublicKey, SignCount) = (made.CredentialId, made.PublicKey, made.SignCount);
        (Transports, IsBackupEligible, IsBackedUp) = (string.Join(' ', made.Transports ?? []), made.IsBackupEligible, made.IsBackedUp);
    }

    /// <summary>Identifies the passkey on pages.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The person's name for it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Identifies it to the device that stores it.</summary>
    public byte[] CredentialId { get; private set; } = [];

    /// <summary>The public key, as COSE.</summary>
    public byte[] PublicKey { get; private set; } = [];

    /// <summary>The device's count of uses; 0 if it does not count.</summary>
    public long SignCount { get; private set; }

    /// <summary>The transports to the device, separated by spaces; for the browser.</summary>
    public string Transports { get; private set; } = "";

    /// <summary>Whether it may be copied to other devices of the person.</summary>
    public bool IsBackupEligible { get; private set; }

    /// <summary>Whether it has been copied.</summary>
    public bool IsBackedUp { get; private set; }

    /// <summary>When it was added, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When it was last used to sign in, UTC; null for never.</summary>
    public DateTime? LastUsedAt { get; private set; }

    internal void Rename(string name) => Name = name;

    internal void Use(UserPasskeyInfo shown, DateTime now) =>
        (SignCount, IsBackedUp, LastUsedAt) = (shown.SignCount, shown.IsBackedUp, now);
}

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    // The maximum length in the standard.
    private const int LongestCredentialId = 1023;

    public void Configure(EntityTypeBuilder<Passkey> passkey)
    {
        passkey.ToTable("Passkeys");
        passkey.HasIndex(p => p.CredentialId).IsUnique();
        passkey.Property(p => p.CredentialId).HasMaxLength(LongestCredentialId);
        passkey.Property(p => p.Name).HasMaxLength(Passkey.LongestName);
        passkey.Property(p => p.Transports).HasMaxLength(200);
        passkey.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
