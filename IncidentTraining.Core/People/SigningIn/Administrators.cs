using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>An administrator of the site.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="HasArrived">Whether the person has signed in at least once.</param>
public sealed record Administrator(Guid PersonId, string Name, bool HasArrived);

/// <summary>Lists the administrators of the site, adds one, or revokes the right; at least one always remains.</summary>
public sealed class Administrators(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    Accounts accounts,
    IssueCode codes,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    private const string OnlyAdministrators = "Only an administrator can manage administrators.";

    /// <summary>What was typed.</summary>
    /// <param name="Name">The name of a staff account, or of a new one.</param>
    public sealed record Input(string Name);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() => RuleFor(input => input.Name).IsPersonName();
    }

    /// <summary>All administrators, by name; administrators only.</summary>
    public async Task<Outcome<IReadOnlyList<Administrator>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireAdministratorAsync(actor, OnlyAdministrators, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var found = await db.Set<Person>()
            .Where(person => person.IsAdministrator)
            .Select(person => new Administrator(person.Id, person.DisplayName, person.ArrivedAt != null))
            .ToListAsync(ct);
        return Outcome<IReadOnlyList<Administrator>>.Done([.. found.OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase)]);
    }

    /// <summary>Makes a person an administrator.</summary>
    /// <returns>The one-time code of a new account; null for an account that exists.</returns>
    public async Task<Outcome<IssuedCode?>> AddAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var (name, personId) = (PersonName.Tidy(input.Name), Guid.Empty);
        var outcome = await gate.WriteAsync<Input, IssuedCode?>(
            input,
            async db =>
            {
                if (await db.RequireAdministratorAsync(actor, OnlyAdministrators, ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal;
                }

                var person = await accounts.FindWithoutCodeAsync(db, name, ct);
                if (person?.IsAdministrator is true)
                {
                    return Refusal.Conflict($"{person.DisplayName} is already an administrator.");
                }

                var isNew = person is null;
                person ??= accounts.Add(db, name, name, passphraseHash: null);
                person.MakeAdministrator();
                personId = person.Id;
                db.Audit(AuditAction.AdministratorAdded, time, actor, person: personId);
                return isNew ? await codes.IssueAsync(db, person, OneTimeCode.SeatLifetime, ct) : Outcome<IssuedCode?>.Done(null);
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(personId, new AccessChanged(personId));
        }

        return outcome;
    }

    /// <summary>Revokes an administrator's right; their roles in classes stay.</summary>
    public async Task<Outcome> RemoveAsync(Actor actor, Guid personId, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (await db.RequireAdministratorAsync(actor, OnlyAdministrators, ct) is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (
                    await db.Set<Person>().SingleOrDefaultAsync(person => person.IsAdministrator && person.Id == personId, ct)
                    is not { } administrator
                )
                {
                    return Refusal.NotFound("This person is no longer an administrator.");
                }

                if (!await db.HasAnotherAdministratorAsync(personId, ct))
                {
                    return Refusal.Conflict(
                        $"{administrator.DisplayName} is the last administrator who can sign in. Add another one first, and wait until they have signed in."
                    );
                }

                administrator.EndAdministration();
                db.Audit(AuditAction.AdministratorRemoved, time, actor, person: personId);
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(personId, new AccessChanged(personId));
        }

        return outcome;
    }
}

/// <summary>Checks that the site keeps an administrator.</summary>
internal static class LastAdministrator
{
    /// <summary>Whether another administrator can sign in: one who is disabled or has never signed in does not count.</summary>
    public static Task<bool> HasAnotherAdministratorAsync(this TrainingDb db, Guid personId, CancellationToken ct) =>
        db.Set<Person>()
            .AnyAsync(
                person => person.IsAdministrator && person.Id != personId && person.DisabledAt == null && person.ArrivedAt != null,
                ct
            );
}
