using System.Globalization;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Asks a signed-in person to prove again who they are before their sign-in is changed: an open browser alone must not be enough.
/// Wrong tries are slowed down as at the sign-in.
/// </summary>
public sealed class OwnProof(IPasswordHasher<IdentityUser> hasher, FactorCodes codes, SignInTries tries)
{
    /// <summary>Checks the passphrase, where the account has one, and a code, where the sign-in asks for one.</summary>
    /// <param name="db">The context of the change, which also takes the code.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="passphrase">The present passphrase.</param>
    /// <param name="code">A code of the app or a recovery code; ignored without a second factor.</param>
    /// <param name="ct">Stops the reading.</param>
    internal async Task<Outcome> RequireAsync(TrainingDb db, Actor actor, string passphrase, string code, CancellationToken ct)
    {
        var (account, visit) = ($"own proof of {actor.PersonId}", new Visit(""));
        if (tries.WaitFor(account, visit, isKnown: true) is var wait && wait > TimeSpan.Zero)
        {
            return Refusal.TooMany($"There were too many wrong attempts. Wait {Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)} seconds, then try again.", wait);
        }

        var user = await (from known in db.Users.AsNoTracking() join person in db.Set<Person>() on known.Id equals person.UserId where person.Id == actor.PersonId select known).SingleAsync(ct);
        if (passphrase.Length > PersonName.LongestPassphrase || (user.PasswordHash is { } hash && hasher.VerifyHashedPassword(user, hash, passphrase) is PasswordVerificationResult.Failed))
        {
            tries.Failed(account, visit, isKnown: true);
            return Refusal.NotAllowed("This is not your present passphrase. Nothing was changed.");
        }

        var factor = await db.Set<SecondFactor>().SingleOrDefaultAsync(one => one.PersonId == actor.PersonId && one.ConfirmedAt != null, ct);
        if (factor is not null && !codes.Take(factor, code) && await FactorCodes.TakeRecoveryAsync(db, actor.PersonId, code, ct) is null)
        {
            tries.Failed(account, visit, isKnown: true);
            return Refusal.NotAllowed("This code is not valid. Type the one that your app shows now; each works once. Nothing was changed.");
        }

        tries.Succeeded(account, visit, isKnown: true);
        return Outcome.Done;
    }
}
