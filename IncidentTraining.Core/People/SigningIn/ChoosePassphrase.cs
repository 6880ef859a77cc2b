using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A person chooses a passphrase: with a one-time code, or with their current one.</summary>
public sealed class ChoosePassphrase(
    WriteGate gate,
    Accounts accounts,
    NewPassphrases passphrases,
    OwnProof proof,
    LiveEvents events,
    SignInTries tries,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    // Counted by address only, and a code has 60 random bits: a stricter limit would only make a classroom wait because of one typing
    // error.
    private const string AnyCode = "";

    /// <summary>What was typed.</summary>
    /// <param name="Code">The one-time code, as typed.</param>
    /// <param name="Passphrase">The new passphrase.</param>
    public sealed record Input(string Code, string Passphrase);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Code)
                .Must(code => OneTimeCode.Parse(code) is not null)
                .WithMessage("A one-time code has twelve letters and digits, like 7KXR-4WHT-9NAJ.");
            RuleFor(input => input.Passphrase).IsPassphrase();
        }
    }

    /// <summary>Sets the passphrase of the code's person, ends their sessions and the code, and returns the account's id for signing
    /// in.</summary>
    public async Task<Outcome<string>> WithCodeAsync(Input input, Visit visit, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        if (tries.RefuseEarly(AnyCode, visit, isKnown: false, "codes") is { } early)
        {
            return early;
        }

        var codeHash = OneTimeCode.HashOf(OneTimeCode.Parse(input.Code)!);
        var passphrase = await passphrases.AcceptAsync(input.Passphrase, new() { CodeHash = codeHash }, ct);
        if (!passphrase.Succeeded)
        {
            return passphrase.Refusal;
        }

        var (now, personId) = (time.GetUtcNow().UtcDateTime, Guid.Empty);
        var outcome = await gate.WriteAsync<string>(
            async db =>
            {
                var code = await db.Set<OneTimeCode>().SingleOrDefaultAsync(known => known.Hash == codeHash && known.Until > now, ct);
                var person = code is null ? null : await db.Set<Person>().SingleAsync(one => one.Id == code.PersonId, ct);
                if (person is not { DisabledAt: null })
                {
                    return Refusal.NotAllowed("This code is not valid. It may have been used, replaced or expired: ask for a new one.");
                }

                await accounts.TakePassphraseAsync(db, person, passphrase.Value, ct);
                await db.EndSessionsAsync(person.Id, now, ct);
                db.Remove(code!);
                db.Audit(AuditAction.PassphraseChosen, time, by: person.Id, person: person.Id, address: visit.Address);
                personId = person.Id;
                return person.UserId;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(personId, new AccessChanged(personId));
        }
        else
        {
            tries.Failed(AnyCode, visit, isKnown: false);
        }

        return outcome;
    }

    /// <summary>Changes the actor's own passphrase, and ends their other sessions.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="present">The current passphrase: access to an open browser must not be enough.</param>
    /// <param name="passphrase">The new one.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome> OwnAsync(Actor actor, string present, string passphrase, CancellationToken ct = default)
    {
        if ((await proof.ReadAsync(actor, ct)).IsOfProvider)
        {
            return Refusal.Conflict(
                "A sign-in provider created your account. You sign in with the provider; a passphrase would not open the account."
            );
        }

        var proved = await proof.CheckAsync(actor, present, ct);
        if (!proved.Succeeded)
        {
            return proved.Refusal;
        }

        var hash = await passphrases.AcceptAsync(passphrase, new() { PersonId = actor.PersonId }, ct);
        if (!hash.Succeeded)
        {
            return hash.Refusal;
        }

        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (await OwnProof.RequireSameAsync(db, proved.Value, ct) is { Succeeded: false } changed)
                {
                    return changed;
                }

                var person = await db.Set<Person>().SingleAsync(one => one.Id == actor.PersonId, ct);
                await accounts.TakePassphraseAsync(db, person, hash.Value, ct);
                await db.EndSessionsAsync(person.Id, time.GetUtcNow().UtcDateTime, ct, except: actor.SessionId);
                db.Audit(AuditAction.PassphraseChanged, time, actor, person: person.Id);
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(actor.PersonId, new AccessChanged(actor.PersonId, actor.SessionId));
        }

        return outcome;
    }
}
