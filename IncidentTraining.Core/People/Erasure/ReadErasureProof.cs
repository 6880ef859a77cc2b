using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Reads the list of an erasure; for administrators.</summary>
public sealed class ReadErasureProof(IDbContextFactory<TrainingDb> databases)
{
    /// <summary>The list.</summary>
    public async Task<Outcome<ErasureProof>> RunAsync(Actor actor, Guid proofId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.RequireAdministratorAsync(actor, "Only an administrator reads what was erased.", ct) is { Succeeded: false } refused ? refused.Refusal
            : await db.Set<ErasureProof>().AsNoTracking().SingleOrDefaultAsync(proof => proof.Id == proofId, ct) is { } found ? found
            : Refusal.NotFound("There is no such list.");
    }
}
