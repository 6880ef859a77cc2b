using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A session for display to its owner.</summary>
/// <param name="Id">The session.</param>
/// <param name="Device">The browser's description of itself.</param>
/// <param name="Address">The network address of the sign-in.</param>
/// <param name="StartedAt">When the person signed in, UTC.</param>
/// <param name="IsThis">Whether it is the calling session.</param>
public sealed record OwnSession(Guid Id, string Device, string Address, DateTime StartedAt, bool IsThis);

/// <summary>Starts, lists and ends the sessions of a person.</summary>
public sealed class Sessions(WriteGate gate, IDbContextFactory<TrainingDb> databases, LiveEvents events, TimeProvider time)
{
    /// <summary>The note for a sign-in with a passkey.</summary>
    public const string ByPasskey = "passkey";

    /// <summary>Starts a session for an account whose owner was authenticated, and returns its id.</summary>
    /// <param name="userId">The id of the account.</param>
    /// <param name="visit">The source of the request.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="note">How the person signed in: the id of the provider that confirmed them, or <see cref="ByPasskey"/>; empty for a
    /// passphrase or a one-time code.</param>
    public async Task<Outcome<Guid>> StartAsync(string userId, Visit visit, CancellationToken ct = default, string note = "") =>
        await gate.WriteAsync<Guid>(
            async db =>
            {
                var person = await db.Set<Person>().SingleAsync(one => one.UserId == userId, ct);
                var now = time.GetUtcNow();
                var session = new Session(Guid.CreateVersion7(now), person.Id, visit, now.UtcDateTime);
                person.Arrive(now.UtcDateTime);
                await db.CloseUnknownNamesAsync(time, ct);
                db.Add(session);
                db.Audit(AuditAction.SignedIn, time, by: person.Id, person: person.Id, address: visit.Address, note: note);
                return session.Id;
            },
            ct
        );

    /// <summary>The actor's valid sessions, newest first.</summary>
    public async Task<IReadOnlyList<OwnSession>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Session>()
            .Where(session => session.PersonId == actor.PersonId && session.EndedAt == null)
            .OrderByDescending(session => session.StartedAt)
            .Select(session => new OwnSession(
                session.Id,
                session.Device,
                session.Address,
                session.StartedAt,
                session.Id == actor.SessionId
            ))
            .ToListAsync(ct);
    }

    /// <summary>Ends one of the actor's own sessions.</summary>
    public Task<Outcome> EndAsync(Actor actor, Guid sessionId, CancellationToken ct = default) =>
        EndAsync(actor, session => session.Id == sessionId, ct);

    /// <summary>Ends all of the actor's sessions but the calling one.</summary>
    public Task<Outcome> EndOthersAsync(Actor actor, CancellationToken ct = default) =>
        EndAsync(actor, session => session.Id != actor.SessionId, ct);

    private async Task<Outcome> EndAsync(Actor actor, Func<Session, bool> which, CancellationToken ct)
    {
        var bySession = actor.SessionId;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var open = await db.Set<Session>()
                    .Where(session => session.PersonId == actor.PersonId && session.EndedAt == null)
                    .ToListAsync(ct);
                var ending = open.Where(which).ToList();
                ending.ForEach(session => session.End(time.GetUtcNow().UtcDateTime));
                bySession = ending.Exists(session => session.Id == actor.SessionId) ? null : actor.SessionId;
                if (ending.Count > 0)
                {
                    db.Audit(AuditAction.SessionsEnded, time, actor, person: actor.PersonId, note: $"{ending.Count}");
                }

                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(actor.PersonId, new AccessChanged(actor.PersonId, bySession));
        }

        return outcome;
    }
}

/// <summary>Ends sessions as part of a larger change.</summary>
internal static class SessionEnds
{
    /// <summary>Ends all valid sessions of a person; the caller publishes <see cref="AccessChanged"/> after its commit.</summary>
    public static async Task EndSessionsAsync(this TrainingDb db, Guid personId, DateTime now, CancellationToken ct, Guid? except = null)
    {
        foreach (
            var session in await db.Set<Session>()
                .Where(one => one.PersonId == personId && one.EndedAt == null && one.Id != except)
                .ToListAsync(ct)
        )
        {
            session.End(now);
        }
    }
}
