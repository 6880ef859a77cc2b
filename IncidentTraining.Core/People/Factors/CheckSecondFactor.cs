using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The second step of a sign-in, after a correct passphrase or a provider's confirmation.</summary>
public sealed class CheckSecondFactor(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    FactorCodes codes,
    SignInTries tries,
    TimeProvider time
) : IUseCase
{
    /// <summary>Whether the sign-in of the account asks for a code.</summary>
    public async Task<bool> IsAskedAsync(string userId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (
            from factor in db.Set<SecondFactor>()
            join person in db.Set<Person>() on factor.PersonId equals person.Id
            where person.UserId == userId && factor.ConfirmedAt != null
            select factor
        ).AnyAsync(ct);
    }

    /// <summary>Accepts a code of the app, or a recovery code; each works once.</summary>
    /// <param name="userId">The account that has passed the first step.</param>
    /// <param name="typed">The code, as typed.</param>
    /// <param name="visit">The source of the attempt.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome> RunAsync(string userId, string typed, Visit visit, CancellationToken ct = default)
    {
        var (account, isKnown) = ($"second factor of {userId}", visit.Knows(userId));
        if (tries.RefuseEarly(account, visit, isKnown, "codes") is { } early)
        {
            return early;
        }

        // Committed in any case: a wrong code is a line of the log.
        var taken = await gate.WriteAsync<bool>(
            async db =>
            {
                var person = await db.Set<Person>().SingleOrDefaultAsync(one => one.UserId == userId && one.DisabledAt == null, ct);
                var factor = person is null
                    ? null
                    : await db.Set<SecondFactor>().SingleOrDefaultAsync(one => one.PersonId == person.Id && one.ConfirmedAt != null, ct);
                if (person is null || factor is null)
                {
                    return false;
                }

                if (codes.Take(factor, typed))
                {
                    return true;
                }

                if (await FactorCodes.TakeRecoveryAsync(db, person.Id, typed, ct) is { } left)
                {
                    db.Audit(
                        AuditAction.RecoveryCodeUsed,
                        time,
                        by: person.Id,
                        person: person.Id,
                        address: visit.Address,
                        note: $"{left} left"
                    );
                    return true;
                }

                db.Audit(AuditAction.SignInFailed, time, by: null, person: person.Id, address: visit.Address, note: "second factor");
                return false;
            },
            ct
        );
        if (!taken.Value)
        {
            tries.Failed(account, visit, isKnown);
            return Refusal.NotAllowed("This code is not valid. Type the one that your app shows now, or a recovery code; each works once.");
        }

        tries.Succeeded(account, visit, isKnown);
        return Outcome.Done;
    }
}
