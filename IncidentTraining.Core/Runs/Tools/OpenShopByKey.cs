using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>What a valid key opens: one run's shop, for the person who created the address.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Actor">The person on whose behalf the tools act.</param>
/// <param name="Window">What they may see.</param>
/// <param name="IsPaused">Whether the shop is paused.</param>
/// <param name="Clock">The shop's wall clock.</param>
public sealed record OpenedShop(Guid RunId, Actor Actor, ShopWindow Window, bool IsPaused, ShopClock Clock);

/// <summary>Opens a run's shop for the tools of its responder.</summary>
public sealed class OpenShopByKey(IDbContextFactory<TrainingDb> databases, ShopHost host) : IUseCase
{
    private const string Unknown = "No shop responds at this address. Create a new one in the lab, under “Your own tools”.";

    /// <summary>The shop; not found for an unknown or revoked key, gone for a run that has ended.</summary>
    public async Task<Outcome<OpenedShop>> RunAsync(ShopKey key, CancellationToken ct = default)
    {
        if (key.Value.Length != ShopKey.Length)
        {
            return Refusal.NotFound(Unknown);
        }

        var hash = key.Hash();
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await (
            from address in db.Set<ShopAddress>()
            join run in db.Set<LabRun>() on address.RunId equals run.Id
            where address.KeyHash == hash && address.RevokedAt == null
            select new
            {
                address.RunId,
                address.PersonId,
                run.State,
                run.Ending,
                run.StartedAt,
            }
        ).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return Refusal.NotFound(Unknown);
        }

        // An administrator's tools get no more than a responder's: the key identifies the person but grants no other rights.
        var actor = new Actor(found.PersonId, IsAdministrator: false);
        if (!(await RunAccess.MayWorkAsync(db, actor, found.RunId, ct)).Succeeded)
        {
            // They have left the crew or the class meanwhile.
            return Refusal.NotFound(Unknown);
        }

        return found.State is RunState.Finished or RunState.Closed
            ? Refusal.TooLate($"This run has ended. {found.Ending}")
            : new OpenedShop(
                found.RunId,
                actor,
                new ShopWindow(new LiveShop(host, found.RunId)),
                found.State == RunState.Paused,
                new ShopClock(found.StartedAt)
            );
    }
}
