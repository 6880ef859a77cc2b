using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace IncidentTraining.Core.People;

/// <summary>The second factor as shown on a person's account page.</summary>
/// <param name="MayHave">Whether the person may set one up: staff and administrators.</param>
/// <param name="Since">Since when it is on, UTC; null when it is off.</param>
/// <param name="CodesLeft">Number of remaining recovery codes.</param>
public sealed record SecondFactorState(bool MayHave, DateTime? Since, int CodesLeft);

/// <summary>A secret for an authenticator app, in the only place where it can be read.</summary>
/// <param name="Secret">In Base32, for typing into an app.</param>
/// <param name="Address">The same with the account's name, for a QR code.</param>
public sealed record FactorSecret(string Secret, string Address);

/// <summary>A staff member or an administrator switches their own second factor on or off.</summary>
public sealed class OwnSecondFactor(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    FactorCodes codes,
    OwnProof proof,
    SignInTries tries,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    private const string Issuer = "Incident Training";

    /// <summary>The content for the account page.</summary>
    public async Task<SecondFactorState> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return new SecondFactorState(
            await MayHaveAsync(db, actor, ct),
            await db.Set<SecondFactor>()
                .Where(factor => factor.PersonId == actor.PersonId)
                .Select(factor => factor.ConfirmedAt)
                .SingleOrDefaultAsync(ct),
            await db.Set<RecoveryCode>().CountAsync(code => code.PersonId == actor.PersonId, ct)
        );
    }

    /// <summary>
    /// Creates a secret for a person who proves their identity. The sign-in requires no code until the first one was correct.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="passphrase">The present passphrase.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome<FactorSecret>> BeginAsync(Actor actor, string passphrase, CancellationToken ct = default)
    {
        var proved = await proof.CheckAsync(actor, passphrase, ct);
        return !proved.Succeeded
            ? proved.Refusal
            : await gate.WriteAsync<FactorSecret>(
                async db =>
                {
                    if (await OwnProof.RequireSameAsync(db, proved.Value, ct) is { Succeeded: false } changed)
                    {
                        return changed.Refusal;
                    }

                    if (!await MayHaveAsync(db, actor, ct))
                    {
                        return Refusal.NotAllowed("Only staff and administrators can use a second factor.");
                    }

                    var factor = await db.Set<SecondFactor>().SingleOrDefaultAsync(one => one.PersonId == actor.PersonId, ct);
                    if (factor?.ConfirmedAt is not null)
                    {
                        return Refusal.Conflict("Your second factor is already on. Switch it off first.");
                    }

                    if (factor is null)
                    {
                        db.Add(factor = new SecondFactor(actor.PersonId));
                    }

                    var (secret, stored) = codes.NewSecret();
                    factor.Begin(stored);
                    return new FactorSecret(
                        secret,
                        new OtpUri(OtpType.Totp, secret, await db.NameOfAsync(actor.PersonId, ct), Issuer).ToString()
                    );
                },
                ct
            );
    }

    /// <summary>
    /// Switches it on with a first code of the app, and returns the recovery codes, which are not shown again. The code is the proof: the
    /// secret was shown only to a person who had proved their identity.
    /// </summary>
    public Task<Outcome<IReadOnlyList<string>>> ConfirmAsync(Actor actor, string code, CancellationToken ct = default) =>
        TellAsync(
            actor,
            gate.WriteAsync<IReadOnlyList<string>>(
                async db =>
                {
                    var (account, visit) = ($"first code of {actor.PersonId}", new Visit(""));
                    if (tries.RefuseEarly(account, visit, isKnown: true, "codes") is { } early)
                    {
                        return early;
                    }

                    if (
                        await db.Set<SecondFactor>()
                            .SingleOrDefaultAsync(one => one.PersonId == actor.PersonId && one.ConfirmedAt == null, ct)
                        is not { } factor
                    )
                    {
                        return Refusal.Conflict("Start with the QR code, then type the code that your app shows.");
                    }

                    if (!codes.Take(factor, code))
                    {
                        tries.Failed(account, visit, isKnown: true);
                        return Refusal.Invalid(
                            "This code is not valid. Type the six digits that your app shows now. If it never works, check your phone's clock."
                        );
                    }

                    factor.Confirm(time.GetUtcNow().UtcDateTime);
                    db.Audit(AuditAction.SecondFactorOn, time, actor, person: actor.PersonId);
                    return Outcome<IReadOnlyList<string>>.Done(await FactorCodes.RenewRecoveryAsync(db, actor.PersonId, ct));
                },
                ct
            )
        );

    /// <summary>Switches it off, with the passphrase and a code.</summary>
    public async Task<Outcome> EndAsync(Actor actor, string passphrase, string code, CancellationToken ct = default)
    {
        var outcome = await TellAsync(
            actor,
            proof.WriteAsync<bool>(
                actor,
                passphrase,
                code,
                async db =>
                {
                    if (await FactorCodes.RemoveAsync(db, actor.PersonId, ct))
                    {
                        db.Audit(AuditAction.SecondFactorOff, time, actor, person: actor.PersonId);
                    }

                    return true;
                },
                ct
            )
        );
        return outcome.Succeeded ? Outcome.Done : outcome.Refusal;
    }

    private async Task<Outcome<T>> TellAsync<T>(Actor actor, Task<Outcome<T>> change)
    {
        var outcome = await change;
        if (outcome.Succeeded)
        {
            await events.PublishAsync(actor.PersonId, new AccessChanged(actor.PersonId, actor.SessionId));
        }

        return outcome;
    }

    private static async Task<bool> MayHaveAsync(TrainingDb db, Actor actor, CancellationToken ct) =>
        await db.IsAdministratorAsync(actor, ct)
        || await db.Set<Membership>().AnyAsync(m => m.PersonId == actor.PersonId && m.Role != ClassRole.Trainee, ct);
}
