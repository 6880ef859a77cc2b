using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A responder creates an address for their own tools; it replaces their earlier one for the same run.</summary>
public sealed class MakeShopAddress(WriteGate gate, TimeProvider time) : IUseCase
{
    /// <summary>The key of the new address. It is shown once: afterwards only its hash is stored.</summary>
    public Task<Outcome<ShopKey>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        gate.WriteAsync<ShopKey>(
            async db =>
            {
                var own = await db.RequireOwnRunAsync(actor, runId, ct);
                if (!own.Succeeded)
                {
                    return own.Refusal;
                }

                if (own.Value.HasEnded)
                {
                    return Refusal.TooLate($"This run has ended, and its shop no longer responds. {own.Value.Ending}");
                }

                var now = time.GetUtcNow();
                await db.RevokeShopAddressesAsync(actor, runId, now.UtcDateTime, ct);
                var key = ShopKey.Create();
                db.Add(new ShopAddress(Guid.CreateVersion7(now), runId, actor.PersonId, key.Hash(), now.UtcDateTime));
                return key;
            },
            ct
        );
}

/// <summary>A responder revokes the address of their own tools.</summary>
public sealed class RevokeShopAddress(WriteGate gate, TimeProvider time) : IUseCase
{
    /// <summary>Revokes it; no-op if there is none.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        gate.WriteAsync(
            async db =>
            {
                var own = await db.RequireOwnRunAsync(actor, runId, ct);
                if (!own.Succeeded)
                {
                    return own.Refusal;
                }

                await db.RevokeShopAddressesAsync(actor, runId, time.GetUtcNow().UtcDateTime, ct);
                return Outcome.Done;
            },
            ct
        );
}

/// <summary>Whether a responder has an address for their own tools.</summary>
public sealed class GetShopAddress(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>When the valid address was created, UTC; null when there is none. The key itself is not stored.</summary>
    public async Task<Outcome<DateTime?>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.RequireOwnRunAsync(actor, runId, ct);
        return own.Succeeded
            ? await db.GoodShopAddresses(actor, runId).Select(a => (DateTime?)a.CreatedAt).FirstOrDefaultAsync(ct)
            : own.Refusal;
    }
}

/// <summary>The addresses of a person for a run.</summary>
internal static class ShopAddressQueries
{
    public static IQueryable<ShopAddress> GoodShopAddresses(this TrainingDb db, Actor actor, Guid runId) =>
        db.Set<ShopAddress>().Where(a => a.RunId == runId && a.PersonId == actor.PersonId && a.RevokedAt == null);

    public static async Task RevokeShopAddressesAsync(this TrainingDb db, Actor actor, Guid runId, DateTime now, CancellationToken ct)
    {
        foreach (var address in await db.GoodShopAddresses(actor, runId).ToListAsync(ct))
        {
            address.Revoke(now);
        }
    }
}
