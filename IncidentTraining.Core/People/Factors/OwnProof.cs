using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>How a person signs in, which determines the proof required before their sign-in can be changed.</summary>
/// <param name="HasPassphrase">Whether the account has a passphrase, which is then required.</param>
/// <param name="HasFactor">Whether the sign-in asks for a code.</param>
/// <param name="IsOfProvider">Whether a sign-in provider created the account, so that it can be opened only through a provider.</param>
/// <param name="IsConnected">Whether the account can be opened through a sign-in provider.</param>
public sealed record OwnSignIn(bool HasPassphrase, bool HasFactor, bool IsOfProvider, bool IsConnected)
{
    /// <summary>Whether the person must prove their identity at a provider: the account has no passphrase.</summary>
    public bool ProvesAtProvider => !HasPassphrase && IsConnected;
}

/// <summary>The account of a person who has proved that it is theirs.</summary>
/// <param name="UserId">Its id.</param>
/// <param name="Stamp">Changes with the passphrase.</param>
internal sealed record ProvedAccount(string UserId, string? Stamp);

/// <summary>
/// Requires a signed-in person to prove their identity again before their sign-in is changed: access to an open browser must not be enough.
/// An account without a passphrase proves it by a sign-in within the last few minutes; with a provider by one that the portal has forced,
/// because a provider that remembers the browser lets in anyone who uses it. Wrong attempts are slowed down as at the sign-in, and counted
/// together for all changes.
/// </summary>
public sealed class OwnProof(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    IPasswordHasher<IdentityUser> hasher,
    PassphraseWork work,
    FactorCodes codes,
    SignInTries tries,
    TimeProvider time
)
{
    /// <summary>How long after a sign-in an account without a passphrase needs no further proof.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private static readonly Refusal WrongPassphrase = Refusal.NotAllowed("This is not your current passphrase. Nothing was changed.");
    private static readonly Refusal WrongCode = Refusal.NotAllowed(
        "This code is not valid. Type the one that your app shows now; each works once. Nothing was changed."
    );
    private static readonly Refusal NotFresh = Refusal.NotAllowed(
        $"Your account has no passphrase to confirm your identity with. Sign out, sign in again, and do this within {Fresh.TotalMinutes:0} minutes. Nothing was changed."
    );

    private static readonly Refusal NotConfirmed = Refusal.NotAllowed(
        $"Your account has no passphrase to confirm your identity with. Open Connected accounts, confirm your identity with your sign-in provider, and do this within {Fresh.TotalMinutes:0} minutes. Nothing was changed."
    );

    private static readonly Visit InPortal = new("");

    /// <summary>How the actor signs in.</summary>
    public async Task<OwnSignIn> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var user = await UserAsync(db, actor, ct);
        return new OwnSignIn(
            user.PasswordHash is not null,
            await HasFactorAsync(db, actor, ct),
            Accounts.IsOfProvider(user.UserName!),
            await IsConnectedAsync(db, user, ct)
        );
    }

    /// <summary>
    /// Checks the passphrase or, for an account without one, that the sign-in is recent, before the caller starts an operation.
    /// </summary>
    public async Task<Outcome> RequireAsync(Actor actor, string passphrase, CancellationToken ct = default) =>
        await CheckAsync(actor, passphrase, ct) is { Succeeded: false } refused ? refused.Refusal : Outcome.Done;

    /// <summary>
    /// Checks the passphrase or, for an account without one, the age of the sign-in. Call it before a write, where others wait: a
    /// comparison takes tens of milliseconds.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="passphrase">The present passphrase.</param>
    /// <param name="ct">Stops the reading.</param>
    internal Task<Outcome<ProvedAccount>> CheckAsync(Actor actor, string passphrase, CancellationToken ct) =>
        CheckAsync(actor, passphrase, codeFollows: false, ct);

    /// <summary>
    /// Changes the actor's sign-in after checking the passphrase, if the account has one, and a code, if the sign-in requires one.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="passphrase">The present passphrase.</param>
    /// <param name="code">A code of the app or a recovery code; ignored without a second factor. It is used up only if the change is
    /// made.</param>
    /// <param name="change">The change, in the transaction that uses up the code.</param>
    /// <param name="ct">Stops waiting.</param>
    internal async Task<Outcome<T>> WriteAsync<T>(
        Actor actor,
        string passphrase,
        string code,
        Func<TrainingDb, Task<Outcome<T>>> change,
        CancellationToken ct
    )
    {
        var proved = await CheckAsync(actor, passphrase, codeFollows: true, ct);
        if (!proved.Succeeded)
        {
            return proved.Refusal;
        }

        var isProved = false;
        var outcome = await gate.WriteAsync<T>(
            async db =>
            {
                if (await RequireSameAsync(db, proved.Value, ct) is { Succeeded: false } changed)
                {
                    return changed.Refusal;
                }

                isProved = await TakeAsync(db, actor, code, ct);
                return isProved ? await change(db) : WrongCode;
            },
            ct
        );
        if (isProved)
        {
            tries.Succeeded(CountOf(actor), InPortal, isKnown: true);
        }

        return outcome;
    }

    /// <summary>Refuses when the passphrase was changed since the check.</summary>
    internal static async Task<Outcome> RequireSameAsync(TrainingDb db, ProvedAccount proved, CancellationToken ct) =>
        await db.Users.AnyAsync(user => user.Id == proved.UserId && user.SecurityStamp == proved.Stamp, ct)
            ? Outcome.Done
            : Refusal.Conflict("Your passphrase was changed in the meantime. Nothing else was changed; try again with the new one.");

    private async Task<Outcome<ProvedAccount>> CheckAsync(Actor actor, string passphrase, bool codeFollows, CancellationToken ct)
    {
        if (tries.RefuseEarly(CountOf(actor), InPortal, isKnown: true) is { } early)
        {
            return early;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (user, hasFactor) = (await UserAsync(db, actor, ct), await HasFactorAsync(db, actor, ct));
        if (user.PasswordHash is null && !(codeFollows && hasFactor))
        {
            var isConnected = await IsConnectedAsync(db, user, ct);
            if (!await IsFreshAsync(db, actor, isConnected, ct))
            {
                return isConnected ? NotConfirmed : NotFresh;
            }
        }

        // Counted before it is compared: simultaneous attempts count separately.
        tries.Failed(CountOf(actor), InPortal, isKnown: true);
        if (
            passphrase.Length > PersonName.LongestPassphrase
            || (
                user.PasswordHash is { } hash
                && await work.RunAsync(() => hasher.VerifyHashedPassword(user, hash, passphrase), ct) is PasswordVerificationResult.Failed
            )
        )
        {
            return WrongPassphrase;
        }

        if (!codeFollows && hasFactor)
        {
            // The right passphrase alone does not clear wrong codes.
            tries.Withdraw(CountOf(actor), InPortal, isKnown: true);
        }
        else if (!codeFollows)
        {
            tries.Succeeded(CountOf(actor), InPortal, isKnown: true);
        }

        return new ProvedAccount(user.Id, user.SecurityStamp);
    }

    private async Task<bool> TakeAsync(TrainingDb db, Actor actor, string code, CancellationToken ct)
    {
        var factor = await db.Set<SecondFactor>()
            .SingleOrDefaultAsync(one => one.PersonId == actor.PersonId && one.ConfirmedAt != null, ct);
        return factor is null || codes.Take(factor, code) || await FactorCodes.TakeRecoveryAsync(db, actor.PersonId, code, ct) is not null;
    }

    private Task<bool> IsFreshAsync(TrainingDb db, Actor actor, bool isConnected, CancellationToken ct)
    {
        var earliest = time.GetUtcNow().UtcDateTime - Fresh;
        return db.Set<Session>()
            .AnyAsync(
                session =>
                    session.Id == actor.SessionId
                    && session.PersonId == actor.PersonId
                    && session.EndedAt == null
                    && (isConnected ? session.ProvedAt : session.StartedAt) >= earliest,
                ct
            );
    }

    private static Task<bool> IsConnectedAsync(TrainingDb db, IdentityUser user, CancellationToken ct) =>
        db.UserLogins.AnyAsync(login => login.UserId == user.Id, ct);

    private static Task<bool> HasFactorAsync(TrainingDb db, Actor actor, CancellationToken ct) =>
        db.Set<SecondFactor>().AnyAsync(one => one.PersonId == actor.PersonId && one.ConfirmedAt != null, ct);

    private static Task<IdentityUser> UserAsync(TrainingDb db, Actor actor, CancellationToken ct) =>
        (
            from user in db.Users.AsNoTracking()
            join person in db.Set<Person>() on user.Id equals person.UserId
            where person.Id == actor.PersonId
            select user
        ).SingleAsync(ct);

    private static string CountOf(Actor actor) => $"own proof of {actor.PersonId}";
}
