using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>
/// A code with which one person chooses a passphrase, once. A person has at most one: a new code replaces the old one.
/// Only its hash is stored.
/// </summary>
public sealed class OneTimeCode
{
    /// <summary>How long a code that was issued for a forgotten passphrase is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>How long a personal join code is valid: it may be printed the week before.</summary>
    public static readonly TimeSpan SeatLifetime = TimeSpan.FromDays(14);

    private const int Length = 12;

    // Twelve characters have 53 random bits. With a thousand rounds, trying all of them on a stolen database takes as long as 63 bits with
    // one.
    private const int Rounds = 1000;

    private OneTimeCode() { }

    internal OneTimeCode(Guid personId, string code, DateTime until) => (PersonId, Hash, Until) = (personId, HashOf(code), until);

    /// <summary>The person whose passphrase it sets.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>PBKDF2 of the code with SHA-256, in hexadecimal digits. Codes are random, so they need no salt.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Expiry, UTC.</summary>
    public DateTime Until { get; private set; }

    internal void Replace(string code, DateTime until) => (Hash, Until) = (HashOf(code), until);

    /// <summary>A new code in its normal form: upper case, no dashes.</summary>
    internal static string Create() => ReadableCode.Create(Length);

    /// <summary>The display form of the code: three groups of four.</summary>
    internal static string Shown(string code) => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    /// <summary>
    /// Parses a typed code: case, spaces, dashes and characters that look or sound alike are ignored. Null when it is not valid.
    /// </summary>
    public static string? Parse(string? typed) => ReadableCode.Parse(typed, Length);

    internal static string HashOf(string code) =>
        Convert.ToHexStringLower(
            Rfc2898DeriveBytes.Pbkdf2(
                Encoding.ASCII.GetBytes(code),
                "one-time code"u8,
                Rounds,
                HashAlgorithmName.SHA256,
                SHA256.HashSizeInBytes
            )
        );
}

internal sealed class OneTimeCodeConfiguration : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> code)
    {
        code.ToTable("OneTimeCodes");
        code.HasKey(c => c.PersonId);
        code.HasIndex(c => c.Hash).IsUnique();
        code.Property(c => c.Hash).HasMaxLength(64);
        code.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
