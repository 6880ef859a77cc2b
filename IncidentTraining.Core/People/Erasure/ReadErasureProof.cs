using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>An erasure list whose signature was verified.</summary>
/// <param name="Content">The list as JSON.</param>
/// <param name="Sha256">Its checksum, in lower-case hexadecimal digits.</param>
/// <param name="Signature">Its signature, in the DER form.</param>
/// <param name="PublicKey">The key for verifying it, as PEM.</param>
public sealed record SignedList(string Content, string Sha256, byte[] Signature, string PublicKey);

/// <summary>Reads an erasure list; for administrators. A list that differs from the signed one is refused.</summary>
public sealed class ReadErasureProof(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>The list.</summary>
    public async Task<Outcome<SignedList>> RunAsync(Actor actor, Guid proofId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (
            await db.RequireAdministratorAsync(actor, "Only an administrator can read what was erased.", ct) is { Succeeded: false } refused
        )
        {
            return refused.Refusal;
        }

        var found = await (
            from proof in db.Set<ErasureProof>().AsNoTracking()
            join key in db.Set<SigningKey>() on proof.KeyId equals key.Id
            where proof.Id == proofId
            select new SignedList(proof.Content, proof.Sha256, proof.Signature, key.PublicKey)
        ).SingleOrDefaultAsync(ct);
        return found is null ? Refusal.NotFound("There is no such list.")
            : ErasureSigner.IsSigned(found.Content, found.Signature, found.PublicKey) ? found
            : Refusal.Conflict(
                "This list was changed after the portal signed it, so it proves nothing. Compare the checksum in the audit log with the list in a backup."
            );
    }
}
