using System.Globalization;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A provider with which a person can sign in to their account.</summary>
/// <param name="Issuer">The provider's own identifier.</param>
/// <param name="Provider">What people call the provider.</param>
public sealed record Connection(string Issuer, string Provider);

/// <summary>Connects a person's own account with a sign-in provider, and disconnects it. The person proves with the passphrase that the account is theirs.</summary>
public sealed class ConnectProvider(WriteGate gate, IDbContextFactory<TrainingDb> databases, IPasswordHasher<IdentityUser> hasher, SignInTries tries, TimeProvider time)
{
    private static readonly Refusal Wrong = Refusal.NotAllowed("This is not your passphrase. Nothing was changed.");

    /// <summary>The connections of the actor's account, by name.</summary>
    public async Task<IReadOnlyList<Connection>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await (
            from login in db.UserLogins
            join person in db.Set<Person>() on login.UserId equals person.UserId
            where person.Id == actor.PersonId
            select new Connection(login.LoginProvider, login.ProviderDisplayName ?? "")).ToListAsync(ct);
        return [.. found.DistinctBy(one => one.Issuer).OrderBy(one => one.Provider, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Checks the actor's own passphrase: an open browser alone must not be enough.</summary>
    public async Task<Outcome> ProveAsync(Actor actor, string passphrase, CancellationToken ct = default)
    {
        var (account, visit) = ($"connecting {actor.PersonId}", new Visit(""));
        if (tries.WaitFor(account, visit, isKnown: true) is var wait && wait > TimeSpan.Zero)
        {
            return Refusal.TooMany($"There were too many wrong attempts. Wait {Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)} seconds, then try again.", wait);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var user = await UserAsync(db, actor, ct);
        if (user.PasswordHash is not { } hash || passphrase.Length > PersonName.LongestPassphrase
            || hasher.VerifyHashedPassword(user, hash, passphrase) is PasswordVerificationResult.Failed)
        {
            tries.Failed(account, visit, isKnown: true);
            return Wrong;
        }

        tries.Succeeded(account, visit, isKnown: true);
        return Outcome.Done;
    }

    /// <summary>Connects the actor's account with a subject that the provider has just confirmed; the passphrase was proved before.</summary>
    public Task<Outcome> RunAsync(Actor actor, ProviderIdentity who, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        var known = await db.FindConnectedAsync(who, ct);
        if (known?.Id == actor.PersonId)
        {
            return Outcome.Done;
        }

        if (known is not null)
        {
            return Refusal.Conflict($"Your account at {who.Provider} is connected with another account of the portal. Ask a facilitator of your class or an administrator to merge the two accounts. Nothing was changed.");
        }

        var person = await db.Set<Person>().SingleAsync(one => one.Id == actor.PersonId, ct);
        if (person.DisabledAt is not null)
        {
            return Refusal.NotAllowed("Your account is disabled. Ask an administrator to enable it.");
        }

        db.Connect(person, who);
        db.Audit(AuditAction.ProviderConnected, time, actor, person: actor.PersonId, note: who.ProviderId);
        return Outcome.Done;
    }, ct);

    /// <summary>Disconnects the actor's account from a provider; at least one way to sign in stays.</summary>
    public Task<Outcome> EndAsync(Actor actor, string issuer, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        var user = await UserAsync(db, actor, ct);
        var logins = await db.UserLogins.Where(login => login.UserId == user.Id).ToListAsync(ct);
        var ending = logins.FindAll(login => login.LoginProvider == issuer);
        if (ending.Count == 0)
        {
            return Refusal.NotFound("Your account is not connected with this provider.");
        }

        if (user.PasswordHash is null && ending.Count == logins.Count)
        {
            return Refusal.Conflict("This is the only way to sign in to your account. Choose a passphrase first.");
        }

        db.RemoveRange(ending);
        db.Audit(AuditAction.ProviderDisconnected, time, actor, person: actor.PersonId);
        return Outcome.Done;
    }, ct);

    private static async Task<IdentityUser> UserAsync(TrainingDb db, Actor actor, CancellationToken ct) => await (
        from user in db.Users
        join person in db.Set<Person>() on user.Id equals person.UserId
        where person.Id == actor.PersonId
        select user).AsNoTracking().SingleAsync(ct);
}
