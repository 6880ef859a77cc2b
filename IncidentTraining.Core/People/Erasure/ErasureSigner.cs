using System.Security.Cryptography;
using System.Text;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Signs erasure lists with a key of the portal (ECDSA, P-256), and verifies the signatures.</summary>
public sealed class ErasureSigner(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ErasureSigner");

    /// <summary>
    /// Signs a list, as part of the transaction that stores it. The first list creates the key, as does the first one after the key was
    /// lost.
    /// </summary>
    internal async Task SignAsync(TrainingDb db, ErasureProof proof, CancellationToken ct)
    {
        var latest = await db.Set<SigningKey>().AsNoTracking().OrderByDescending(one => one.Id).FirstOrDefaultAsync(ct);
        var opened = latest is null ? null : Open(latest);
        using var key = opened ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (opened is null)
        {
            var now = time.GetUtcNow();
            latest = new SigningKey(
                Guid.CreateVersion7(now),
                key.ExportSubjectPublicKeyInfoPem(),
                _protector.Protect(key.ExportPkcs8PrivateKeyPem()),
                now.UtcDateTime
            );
            db.Add(latest);
        }

        proof.Sign(
            latest!.Id,
            key.SignData(Encoding.UTF8.GetBytes(proof.Content), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );
    }

    /// <summary>Whether a list is the one that was signed.</summary>
    /// <param name="content">The list.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="publicKey">The public part of the key, as PEM.</param>
    public static bool IsSigned(string content, byte[] signature, string publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKey);
        return key.VerifyData(Encoding.UTF8.GetBytes(content), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private ECDsa? Open(SigningKey stored)
    {
        string pem;
        try
        {
            pem = _protector.Unprotect(stored.ProtectedPrivateKey);
        }
        catch (CryptographicException)
        {
            // The keys in the data folder were lost or replaced; earlier signatures can still be verified.
            return null;
        }

        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }
}
