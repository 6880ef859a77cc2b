using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A provider through which a person can sign in to their account.</summary>
/// <param name="Issuer">The provider's own identifier.</param>
/// <param name="Provider">The provider's display name.</param>
public sealed record Connection(string Issuer, string Provider);

/// <summary>An account was connected with a provider, or disconnected. Published after the commit, under the person.</summary>
public sealed record ConnectionsChanged(Guid PersonId);

/// <summary>Connects a person's own account with a sign-in provider, and disconnects it.</summary>
public sealed class ConnectProvider(WriteGate gate, IDbContextFactory<TrainingDb> databases, LiveEvents events, TimeProvider time)
    : IUseCase
{
    /// <summary>The connections of the actor's account, by name.</summary>
    public async Task<IReadOnlyList<Connection>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await (
            from login in db.UserLogins
            join person in db.Set<Person>() on login.UserId equals person.UserId
            where person.Id == actor.PersonId
            select new Connection(login.LoginProvider, login.ProviderDisplayName ?? "")
        ).ToListAsync(ct);
        return [.. found.DistinctBy(one => one.Issuer).OrderBy(one => one.Provider, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Connects the actor's account with a subject that the provider has just confirmed; the caller has asked for
    /// <see cref="OwnProof"/> before.</summary>
    public Task<Outcome> RunAsync(Actor actor, ProviderIdentity who, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            async db =>
            {
                var known = await db.FindConnectedAsync(who, ct);
                if (known?.Id == actor.PersonId)
                {
                    return Outcome.Done;
                }

                if (known is not null)
                {
                    return Refusal.Conflict(
                        $"Your account at {who.Provider} is connected to another account in the portal. Ask a facilitator of your class or an administrator to merge the two accounts. Nothing was changed."
                    );
                }

                var person = await db.Set<Person>().SingleAsync(one => one.Id == actor.PersonId, ct);
                if (person.DisabledAt is not null)
                {
                    return Refusal.NotAllowed("Your account is disabled. Ask an administrator to enable it.");
                }

                db.Connect(person, who);
                db.Audit(AuditAction.ProviderConnected, time, actor, person: actor.PersonId, note: who.ProviderId);
                return Outcome.Done;
            },
            ct
        );

    /// <summary>Disconnects the actor's account from a provider; at least one way to sign in stays.</summary>
    public Task<Outcome> EndAsync(Actor actor, string issuer, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            async db =>
            {
                var user = await UserAsync(db, actor, ct);
                var logins = await db.UserLogins.Where(login => login.UserId == user.Id).ToListAsync(ct);
                var ending = logins.FindAll(login => login.LoginProvider == issuer);
                if (ending.Count == 0)
                {
                    return Refusal.NotFound("Your account is not connected to this provider.");
                }

                if (ending.Count == logins.Count && Accounts.IsOfProvider(user.UserName!))
                {
                    return Refusal.Conflict(
                        $"This is the only way to sign in to your account: {ending[0].ProviderDisplayName} created it, and a passphrase does not open it. Connect another provider first."
                    );
                }

                if (ending.Count == logins.Count && user.PasswordHash is null)
                {
                    return Refusal.Conflict("This is the only way to sign in to your account. Choose a passphrase first.");
                }

                db.RemoveRange(ending);
                db.Audit(AuditAction.ProviderDisconnected, time, actor, person: actor.PersonId);
                return Outcome.Done;
            },
            ct
        );

    private async Task<Outcome> ChangeAsync(Actor actor, Func<TrainingDb, Task<Outcome>> change, CancellationToken ct)
    {
        var outcome = await gate.WriteAsync(change, ct);
        if (outcome.Succeeded)
        {
            await events.PublishAsync(actor.PersonId, new ConnectionsChanged(actor.PersonId));
        }

        return outcome;
    }

    private static async Task<IdentityUser> UserAsync(TrainingDb db, Actor actor, CancellationToken ct) =>
        await (
            from user in db.Users
            join person in db.Set<Person>() on user.Id equals person.UserId
            where person.Id == actor.PersonId
            select user
        )
            .AsNoTracking()
            .SingleAsync(ct);
}
