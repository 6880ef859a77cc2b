using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A trainee joins a class with its code, a name and their own passphrase.</summary>
public sealed class JoinClass(
    WriteGate gate,
    Accounts accounts,
    NewPassphrases passphrases,
    LiveEvents events,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    /// <summary>The joining person's input.</summary>
    /// <param name="Code">The class's join code, as typed.</param>
    /// <param name="Name">The name that others will see.</param>
    /// <param name="Passphrase">Secret; used to sign in again.</param>
    public sealed record Input(string Code, string Name, string Passphrase);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Code)
                .Must(code => JoinCode.Parse(code) is not null)
                .WithMessage("A class code has eight letters and digits, like 7KXR-4WHT. It is on the projector.");
            RuleFor(input => input.Name).IsPersonName();
            RuleFor(input => input.Passphrase).IsPassphrase();
        }
    }

    /// <summary>Creates the trainee's account in the class and returns its user name for signing in.</summary>
    public async Task<Outcome<string>> RunAsync(Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        // Before the write: when a classroom joins at once, no one should wait for one hash after another.
        var hash = await passphrases.AcceptAsync(input.Passphrase, new() { Name = input.Name, JoinCode = JoinCode.Parse(input.Code) }, ct);
        if (!hash.Succeeded)
        {
            return hash.Refusal;
        }

        var cohortId = Guid.Empty;
        var outcome = await gate.WriteAsync<string>(
            async db =>
            {
                var code = JoinCode.Parse(input.Code)!.Value.Value;
                var cohort = await db.Set<Cohort>().SingleOrDefaultAsync(c => c.JoinCode == code, ct);
                if (cohort is null)
                {
                    return Refusal.NotFound("No class has this code. Compare it with the projector, or ask the facilitator.");
                }

                if (cohort.ArchivedAt is not null)
                {
                    return Refusal.Conflict(
                        "This class is archived and accepts no new members. Ask the facilitator for the code of your class."
                    );
                }

                if (cohort.JoiningClosedAt is not null)
                {
                    return Refusal.Conflict(
                        "This class is not accepting new members. If you have joined before, sign in with your name, your passphrase and this code; otherwise ask the facilitator to open joining."
                    );
                }

                var name = PersonName.Tidy(input.Name);
                var userName = Accounts.UserNameInClass(cohort.Id, name);
                if (await accounts.IsTakenInClassAsync(db, cohort.Id, name, null, ct))
                {
                    return Refusal.Conflict(
                        $"{name} is already in this class. If that is you, sign in, or ask the facilitator for a one-time code; otherwise add an initial."
                    );
                }

                if (await db.RequireNoStaffNameAsync(name, [cohort.Id], null, ct) is { Succeeded: false } lookAlike)
                {
                    return lookAlike.Refusal;
                }

                cohortId = cohort.Id;
                var person = accounts.Add(db, userName, name, hash.Value);
                db.Add(new Membership(cohort.Id, person.Id, ClassRole.Trainee, time.GetUtcNow().UtcDateTime));
                db.Audit(AuditAction.Joined, time, by: person.Id, person: person.Id, address: "", cohort: cohort.Id);
                return userName;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
        }

        return outcome;
    }
}
