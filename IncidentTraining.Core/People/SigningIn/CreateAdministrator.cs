using FluentValidation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The first start's step: a person with access to the server's console creates the administrator with its set-up code.</summary>
public sealed class CreateAdministrator(
    WriteGate gate,
    Accounts accounts,
    NewPassphrases passphrases,
    SetUpCode setUpCode,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    /// <summary>What was typed.</summary>
    /// <param name="Code">The one-time code from the server's console.</param>
    /// <param name="Name">The administrator's user name, which is also the name that others see.</param>
    /// <param name="Passphrase">Secret.</param>
    public sealed record Input(string Code, string Name, string Passphrase);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Name).IsPersonName();
            RuleFor(input => input.Passphrase).IsPassphrase();
        }
    }

    /// <summary>Creates the administrator and returns the user name; works once.</summary>
    public async Task<Outcome<string>> RunAsync(Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        var hash = await passphrases.AcceptAsync(input.Passphrase, new() { Name = input.Name }, ct);
        if (!hash.Succeeded)
        {
            return hash.Refusal;
        }

        var outcome = await gate.WriteAsync<string>(
            async db =>
            {
                if (await db.Set<Person>().AnyAsync(person => person.IsAdministrator, ct))
                {
                    return Refusal.Conflict("The portal already has an administrator. Sign in, or ask them for an account.");
                }

                if (!setUpCode.Matches(input.Code))
                {
                    return Refusal.NotAllowed("This is not the set-up code that the server printed when it started.");
                }

                var name = PersonName.Tidy(input.Name);
                if (await accounts.IsTakenAsync(db, name, ct))
                {
                    return Refusal.Conflict($"The name {name} is taken.");
                }

                var person = accounts.Add(db, name, name, hash.Value);
                person.MakeAdministrator();
                db.Audit(AuditAction.AdministratorAdded, time, by: null, person: person.Id, address: "");
                return name;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            setUpCode.Withdraw();
        }

        return outcome;
    }
}
