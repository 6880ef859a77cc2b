using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Renames a person: the name that others see and that the person signs in with.</summary>
public sealed class RenamePerson(WriteGate gate, Accounts accounts, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>What was typed.</summary>
    /// <param name="Name">The new name.</param>
    public sealed record Input(string Name);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() => RuleFor(input => input.Name).IsPersonName();
    }

    /// <summary>Renames a member of the class.</summary>
    public Task<Outcome> MemberAsync(Actor actor, Guid cohortId, Guid personId, Input input, CancellationToken ct = default) =>
        RunAsync(actor, cohortId, input, db => db.RequireHelpableAsync(actor, cohortId, personId, ct), ct);

    /// <summary>Renames the actor.</summary>
    public Task<Outcome> OwnAsync(Actor actor, Input input, CancellationToken ct = default) =>
        RunAsync(actor, null, input, async db => await db.Set<Person>().SingleAsync(one => one.Id == actor.PersonId, ct), ct);

    private async Task<Outcome> RunAsync(
        Actor actor,
        Guid? cohortId,
        Input input,
        Func<TrainingDb, Task<Outcome<Person>>> find,
        CancellationToken ct
    )
    {
        var (name, personId, classes) = (PersonName.Tidy(input.Name), Guid.Empty, new List<Guid>());
        var outcome = await gate.WriteAsync(
            input,
            async db =>
            {
                var found = await find(db);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var person = found.Value;
                personId = person.Id;
                classes = await db.Set<Membership>().Where(m => m.PersonId == personId).Select(m => m.CohortId).Distinct().ToListAsync(ct);
                var isStaff =
                    person.IsAdministrator
                    || await db.Set<Membership>().AnyAsync(m => m.PersonId == personId && m.Role != ClassRole.Trainee, ct);
                if (!isStaff && await db.RequireNoStaffNameAsync(name, classes, personId, ct) is { Succeeded: false } lookAlike)
                {
                    return lookAlike;
                }

                var present = await db.Users.Where(user => user.Id == person.UserId).Select(user => user.UserName!).SingleAsync(ct);
                var slash = present.LastIndexOf('/');
                var userName = slash < 0 ? name : $"{present[..slash]}/{name}";
                if (!string.Equals(userName, present, StringComparison.OrdinalIgnoreCase) && await accounts.IsTakenAsync(db, userName, ct))
                {
                    return Refusal.Conflict(
                        slash < 0 ? $"There is already an account called {name}." : $"{name} is already in this class. Add an initial."
                    );
                }

                foreach (var cohort in slash < 0 ? [] : classes)
                {
                    if (await accounts.IsTakenInClassAsync(db, cohort, name, person.UserId, ct))
                    {
                        return Refusal.Conflict($"{name} is already in this class. Add an initial.");
                    }
                }

                await accounts.RenameAsync(db, person, userName, ct);
                person.Rename(name);
                db.Audit(AuditAction.Renamed, time, actor, person: personId, cohort: cohortId);
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            foreach (var one in classes)
            {
                await events.PublishAsync(one, new ClassChanged(one));
            }

            await events.PublishAsync(personId, new AccessChanged(personId, personId == actor.PersonId ? actor.SessionId : null));
        }

        return outcome;
    }
}
