using System.Security.Cryptography;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace IncidentTraining.Core.People;

/// <summary>Creates and checks the codes of authenticator apps (RFC 6238: six digits, 30 seconds, SHA-1) and recovery codes.</summary>
public sealed class FactorCodes(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Number of recovery codes per person.</summary>
    public const int RecoveryCodes = 10;

    // 160 bits, as RFC 4226 recommends.
    private const int SecretBytes = 20;

    // A clock may be off by at most one step.
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    private readonly IDataProtector _protector = protection.CreateProtector("SecondFactor");

    /// <summary>A new random secret in Base32, and its stored form.</summary>
    internal (string Secret, string Protected) NewSecret()
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return (Base32Encoding.ToString(secret), _protector.Protect(Convert.ToBase64String(secret)));
    }

    /// <summary>Accepts a code of the app once. A code of an earlier step than the last accepted one is refused.</summary>
    internal bool Take(SecondFactor factor, string typed)
    {
        var plain = Plain(typed);
        byte[] secret;
        try
        {
            secret = Convert.FromBase64String(_protector.Unprotect(factor.ProtectedSecret));
        }
        catch (CryptographicException)
        {
            // The keys of the portal were lost or replaced: the factor must be removed and set up again.
            return false;
        }

        if (!new Totp(secret).VerifyTotp(time.GetUtcNow().UtcDateTime, plain, out var step, Drift) || step <= factor.LastStep)
        {
            return false;
        }

        factor.Take(step);
        return true;
    }

    /// <summary>Accepts a recovery code, which is then used up.</summary>
    /// <returns>Number of remaining codes; null when the code does not belong to the person.</returns>
    internal static async Task<int?> TakeRecoveryAsync(TrainingDb db, Guid personId, string typed, CancellationToken ct)
    {
        if (OneTimeCode.Parse(typed) is not { } code)
        {
            return null;
        }

        var (hash, all) = (OneTimeCode.HashOf(code), await db.Set<RecoveryCode>().Where(one => one.PersonId == personId).ToListAsync(ct));
        if (all.Find(one => one.Hash == hash) is not { } found)
        {
            return null;
        }

        db.Remove(found);
        return all.Count - 1;
    }

    /// <summary>Creates recovery codes in their display form, replacing all earlier ones.</summary>
    internal static async Task<IReadOnlyList<string>> RenewRecoveryAsync(TrainingDb db, Guid personId, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<RecoveryCode>().Where(one => one.PersonId == personId).ToListAsync(ct));
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => OneTimeCode.Create()).ToList();
        db.AddRange(codes.Select(code => new RecoveryCode(personId, code)));
        return [.. codes.Select(OneTimeCode.Shown)];
    }

    /// <summary>Removes the factor and its recovery codes.</summary>
    /// <returns>Whether there was an active factor.</returns>
    internal static async Task<bool> RemoveAsync(TrainingDb db, Guid personId, CancellationToken ct)
    {
        var factor = await db.Set<SecondFactor>().SingleOrDefaultAsync(one => one.PersonId == personId, ct);
        if (factor is not null)
        {
            db.Remove(factor);
            db.RemoveRange(await db.Set<RecoveryCode>().Where(one => one.PersonId == personId).ToListAsync(ct));
        }

        return factor?.ConfirmedAt is not null;
    }

    private static string Plain(string typed) => new([.. typed.Where(c => !char.IsWhiteSpace(c))]);
}
