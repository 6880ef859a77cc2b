using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>An administrator adds an instructor or a facilitator to a class, creating an account if they have none.</summary>
public sealed class AddStaff(
    WriteGate gate,
    Accounts accounts,
    NewPassphrases passphrases,
    LiveEvents events,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    /// <summary>What was typed.</summary>
    /// <param name="CohortId">The class.</param>
    /// <param name="Name">The user name, which is also the name that others see.</param>
    /// <param name="Passphrase">A first passphrase for a new account; ignored for a name that exists.</param>
    /// <param name="Role">Instructor or facilitator.</param>
    public sealed record Input(Guid CohortId, string Name, string Passphrase, ClassRole Role);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Name).IsPersonName();
            RuleFor(input => input.Role).IsInEnum().NotEqual(ClassRole.Trainee).WithMessage("Trainees join with the class code.");
        }
    }

    /// <summary>Adds the person to the class and returns their id.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        // Refused only if it is needed: it is ignored for an existing name.
        var hash = await passphrases.AcceptAsync(input.Passphrase, new() { Name = input.Name, CohortId = input.CohortId }, ct);
        var outcome = await gate.WriteAsync<Guid>(
            async db =>
            {
                if (
                    await db.RequireAdministratorAsync(actor, "Only an administrator can add staff to a class.", ct) is
                    { Succeeded: false } refused
                )
                {
                    return refused.Refusal;
                }

                if (!await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == input.CohortId, ct))
                {
                    return Refusal.NotFound("There is no such class.");
                }

                if (await db.RequireOpenAsync(input.CohortId, ct) is { Succeeded: false } archived)
                {
                    return archived.Refusal;
                }

                var name = PersonName.Tidy(input.Name);
                var person = await (
                    from user in db.Users
                    join known in db.Set<Person>() on user.Id equals known.UserId
                    where user.UserName == name
                    select known
                ).SingleOrDefaultAsync(ct);
                if (person is null && await accounts.IsTakenAsync(db, name, ct))
                {
                    return Refusal.Conflict(
                        $"There is an account called {name} in another spelling. Type it exactly, or choose another name."
                    );
                }

                person ??= await accounts.FindWithoutCodeAsync(db, name, ct);
                if (person is null)
                {
                    if (input.Passphrase.Length < PersonName.ShortestPassphrase)
                    {
                        return Refusal.Invalid(
                            $"A new account needs a first passphrase of at least {PersonName.ShortestPassphrase} characters."
                        );
                    }

                    if (!hash.Succeeded)
                    {
                        return hash.Refusal;
                    }

                    person = accounts.Add(db, name, name, hash.Value);
                }
                else if (
                    await db.Set<Membership>()
                        .Where(m => m.CohortId == input.CohortId && m.PersonId == person.Id)
                        .Select(m => m.Role)
                        .ToListAsync(ct)
                        is { Count: > 0 } held
                    && (held.Contains(input.Role) || held.Contains(ClassRole.Trainee))
                )
                {
                    return Refusal.Conflict(
                        held.Contains(input.Role)
                            ? $"{name} is already {input.Role.WithArticle()} of this class."
                            : $"{name} is a trainee of this class, and staff see the answers. Change the role in the list of members instead."
                    );
                }

                db.Add(new Membership(input.CohortId, person.Id, input.Role, time.GetUtcNow().UtcDateTime));
                db.Audit(AuditAction.Added, time, actor, person: person.Id, cohort: input.CohortId, note: input.Role.ToString());
                return person.Id;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(input.CohortId, new ClassChanged(input.CohortId));
            await events.PublishAsync(outcome.Value, new AccessChanged(outcome.Value));
        }

        return outcome;
    }
}
