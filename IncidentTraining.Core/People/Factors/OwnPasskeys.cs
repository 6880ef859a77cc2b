using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A passkey for display to its owner.</summary>
/// <param name="Id">The passkey.</param>
/// <param name="Name">The person's name for it.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="LastUsedAt">When it was last used to sign in, UTC; null for never.</param>
public sealed record OwnPasskey(Guid Id, string Name, DateTime CreatedAt, DateTime? LastUsedAt);

/// <summary>A person adds, renames and removes their own passkeys.</summary>
public sealed class OwnPasskeys(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    OwnProof proof,
    LiveEvents events,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    /// <summary>What was typed.</summary>
    /// <param name="Name">The person's name for the passkey, trimmed.</param>
    public sealed record Typed(string Name);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Typed>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(typed => typed.Name)
                .Must(name => name.Length is > 0 and <= Passkey.LongestName && !name.Any(char.IsControl))
                .WithMessage($"Give the passkey a name of at most {Passkey.LongestName} characters, for example the name of the device.");
    }

    /// <summary>The most passkeys per person.</summary>
    public const int Most = 10;

    private static readonly Refusal OfProvider = Refusal.Conflict(
        "A sign-in provider created your account and decides whether you may sign in. A portal passkey would sign you in without asking it, so your account cannot have one. Nothing was changed."
    );

    /// <summary>The actor's passkeys, oldest first.</summary>
    public async Task<IReadOnlyList<OwnPasskey>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Passkey>()
            .Where(passkey => passkey.PersonId == actor.PersonId)
            .OrderBy(passkey => passkey.CreatedAt)
            .Select(passkey => new OwnPasskey(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.LastUsedAt))
            .ToListAsync(ct);
    }

    /// <summary>Checks the actor before the browser creates a passkey: it will sign in without passphrase and code.</summary>
    /// <returns>The account and its name, as shown by the browser.</returns>
    public async Task<Outcome<(string UserId, string Name)>> ProveAsync(
        Actor actor,
        string name,
        string passphrase,
        string code,
        CancellationToken ct = default
    )
    {
        if (Named(name) is { Succeeded: false } unnamed)
        {
            return unnamed.Refusal;
        }

        return (await proof.ReadAsync(actor, ct)).IsOfProvider
            ? OfProvider
            : await proof.WriteAsync<(string, string)>(
                actor,
                passphrase,
                code,
                async db =>
                {
                    if (await db.Set<Passkey>().CountAsync(one => one.PersonId == actor.PersonId, ct) >= Most)
                    {
                        return Refusal.Conflict($"You already have {Most} passkeys. Remove one that you no longer use.");
                    }

                    var person = await db.Set<Person>().SingleAsync(one => one.Id == actor.PersonId, ct);
                    return (person.UserId, person.DisplayName);
                },
                ct
            );
    }

    /// <summary>Adds a passkey that the browser created and the server has verified.</summary>
    public Task<Outcome> AddAsync(Actor actor, string name, UserPasskeyInfo made, CancellationToken ct = default) =>
        TellAsync(
            actor,
            async db =>
            {
                var named = Named(name);
                if (!named.Succeeded)
                {
                    return named.Refusal;
                }

                if (
                    await db.Users.AnyAsync(
                        user =>
                            user.UserName!.StartsWith(Accounts.ConnectedPrefix)
                            && db.Set<Person>().Any(one => one.Id == actor.PersonId && one.UserId == user.Id),
                        ct
                    )
                )
                {
                    return OfProvider;
                }

                if (
                    await db.Set<Passkey>().CountAsync(one => one.PersonId == actor.PersonId, ct) >= Most
                    || await db.Set<Passkey>().AnyAsync(one => one.CredentialId == made.CredentialId, ct)
                )
                {
                    return Refusal.Conflict("This passkey is already added, or you have too many.");
                }

                var now = time.GetUtcNow();
                db.Add(new Passkey(Guid.CreateVersion7(now), actor.PersonId, named.Value, made, now.UtcDateTime));
                db.Audit(AuditAction.PasskeyAdded, time, actor, person: actor.PersonId);
                return Outcome.Done;
            },
            ct
        );

    /// <summary>Renames one of the actor's passkeys.</summary>
    public Task<Outcome> RenameAsync(Actor actor, Guid id, string name, CancellationToken ct = default) =>
        TellAsync(
            actor,
            async db =>
            {
                var named = Named(name);
                if (!named.Succeeded)
                {
                    return named.Refusal;
                }

                if (await FindAsync(db, actor, id, ct) is not { } passkey)
                {
                    return Gone();
                }

                passkey.Rename(named.Value);
                db.Audit(AuditAction.PasskeyRenamed, time, actor, person: actor.PersonId);
                return Outcome.Done;
            },
            ct
        );

    /// <summary>Removes one of the actor's passkeys: it no longer signs in.</summary>
    public Task<Outcome> RemoveAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        TellAsync(
            actor,
            async db =>
            {
                if (await FindAsync(db, actor, id, ct) is not { } passkey)
                {
                    return Gone();
                }

                db.Remove(passkey);
                db.Audit(AuditAction.PasskeyRemoved, time, actor, person: actor.PersonId);
                return Outcome.Done;
            },
            ct
        );

    private static Task<Passkey?> FindAsync(TrainingDb db, Actor actor, Guid id, CancellationToken ct) =>
        db.Set<Passkey>().SingleOrDefaultAsync(one => one.Id == id && one.PersonId == actor.PersonId, ct);

    private static Refusal Gone() => Refusal.NotFound("This passkey has already been removed.");

    private Outcome<string> Named(string name)
    {
        var tidy = PersonName.Tidy(name);
        return rules.Refuse(new Typed(tidy)) is { } invalid ? invalid : tidy;
    }

    private async Task<Outcome> TellAsync(Actor actor, Func<TrainingDb, Task<Outcome>> work, CancellationToken ct)
    {
        var outcome = await gate.WriteAsync(work, ct);
        if (outcome.Succeeded)
        {
            await events.PublishAsync(actor.PersonId, new AccessChanged(actor.PersonId, actor.SessionId));
        }

        return outcome;
    }
}
