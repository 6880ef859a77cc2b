using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Accepts a new sign-in at a provider, forced by the portal, as proof that the person of an account without a passphrase is at the
/// browser. Otherwise a provider that remembers the browser would confirm anyone who uses it.
/// </summary>
public sealed class ProveWithProvider(WriteGate gate, TimeProvider time) : IUseCase
{
    /// <summary>How far the provider's clock may be behind.</summary>
    public static readonly TimeSpan ClockDrift = TimeSpan.FromMinutes(1);

    /// <summary>Records the proof in the calling session.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="who">The person confirmed by the provider.</param>
    /// <param name="signedInAt">When the person signed in, according to the provider; null when it does not tell.</param>
    /// <param name="begunAt">When the portal sent the browser there.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome> RunAsync(
        Actor actor,
        ProviderIdentity who,
        DateTimeOffset? signedInAt,
        DateTimeOffset begunAt,
        CancellationToken ct = default
    )
    {
        Refusal? refused = null;
        // Committed in any case: a refusal is a line of the log.
        await gate.WriteAsync(
            async db =>
            {
                if (signedInAt is null || signedInAt < begunAt - ClockDrift)
                {
                    refused = Refuse(
                        db,
                        actor,
                        who,
                        "no new sign-in",
                        Refusal.NotAllowed(
                            $"{who.Provider} did not ask you to sign in again, so your identity is not confirmed. Sign out at {who.Provider}, then try again. If that does not help, tell the administrator. Nothing was changed."
                        )
                    );
                }
                else if ((await db.FindConnectedAsync(who, ct))?.Id != actor.PersonId)
                {
                    refused = Refuse(
                        db,
                        actor,
                        who,
                        "another account",
                        Refusal.NotAllowed(
                            $"You signed in at {who.Provider} with an account that is not connected to yours in the portal. Try again with the right one. Nothing was changed."
                        )
                    );
                }
                else if (
                    await db.Set<Session>()
                        .SingleOrDefaultAsync(
                            session => session.Id == actor.SessionId && session.PersonId == actor.PersonId && session.EndedAt == null,
                            ct
                        ) is
                    { } own
                )
                {
                    own.Prove(time.GetUtcNow().UtcDateTime);
                    db.Audit(AuditAction.ProvedAtProvider, time, actor, person: actor.PersonId, note: who.ProviderId);
                }
                else
                {
                    refused = Refusal.Conflict("You signed out in the meantime. Sign in and start again.");
                }

                return Outcome.Done;
            },
            ct
        );
        return refused is null ? Outcome.Done : refused;
    }

    private Refusal Refuse(TrainingDb db, Actor actor, ProviderIdentity who, string reason, Refusal refusal)
    {
        db.Audit(AuditAction.ProviderRefused, time, actor, person: actor.PersonId, note: $"{who.ProviderId}: {reason}");
        return refusal;
    }
}
