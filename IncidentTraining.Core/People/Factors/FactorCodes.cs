using System.Security.Cryptography;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace IncidentTraining.Core.People;

/// <summary>Makes and checks the codes of authenticator apps (RFC 6238: six digits, 30 seconds, SHA-1) and recovery codes.</summary>
public sealed class FactorCodes(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How many recovery codes a person gets.</summary>
    public const int RecoveryCodes = 10;

    // 160 bits, as RFC 4226 recommends.
    private const int SecretBytes = 20;

    // A clock may be one step late or early, and not more.
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    private readonly IDataProtector _protector = protection.CreateProtector("SecondFactor");

    /// <summary>A new random secret in Base32, and the same as it is stored.</summary>
    internal (string Secret, string Protected) NewSecret()
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return (Base32Encoding.ToString(secret), _protector.Protect(Convert.ToBase64String(secret)));
    }

    /// <summary>Takes a code of the app once. A code of an earlier step than the last one that was taken is refused.</summary>
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
            // The keys of the portal were lost or replaced: the factor has to be removed and switched on again.
            return false;
        }

        if (!new Totp(secret).VerifyTotp(time.GetUtcNow().UtcDateTime, plain, out var step, Drift) || step <= factor.LastStep)
        {
            return false;
        }

        factor.Take(step);
        return true;
    }

    /// <summary>Takes a recovery code, which is gone then.</summary>
    /// <returns>How many are left; null for a code that is none of the person's.</returns>
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

    /// <summary>New recovery codes in place of all earlier ones, as people read them.</summary>
    internal static async Task<IReadOnlyList<string>> RenewRecoveryAsync(TrainingDb db, Guid personId, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<RecoveryCode>().Where(one => one.PersonId == personId).ToListAsync(ct));
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => OneTimeCode.Create()).ToList();
        db.AddRange(codes.Select(code => new RecoveryCode(personId, code)));
        return [.. codes.Select(OneTimeCode.Shown)];
    }

    /// <summary>Removes the factor and its recovery codes.</summary>
    /// <returns>Whether there was one that the sign-in asked for.</returns>
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
