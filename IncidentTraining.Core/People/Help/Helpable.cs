using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Checks whose account a helper may change.</summary>
internal static class Helpable
{
    /// <summary>
    /// The member, tracked. Facilitators help the trainees of their class; an account with more rights in any class is reserved for
    /// administrators, because anyone who resets a passphrase can sign in with it. Accounts can also be helped in an archived class.
    /// </summary>
    public static async Task<Outcome<Person>> RequireHelpableAsync(
        this TrainingDb db,
        Actor actor,
        Guid cohortId,
        Guid personId,
        CancellationToken ct
    )
    {
        if (await db.RequireHelperAsync(actor, cohortId, ct, evenArchived: true) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var person = await db.Set<Person>()
            .SingleOrDefaultAsync(
                one => one.Id == personId && db.Set<Membership>().Any(m => m.CohortId == cohortId && m.PersonId == personId),
                ct
            );
        if (person is null)
        {
            return Refusal.NotFound("This person is no longer a member of the class.");
        }

        var hasMore =
            person.IsAdministrator || await db.Set<Membership>().AnyAsync(m => m.PersonId == personId && m.Role != ClassRole.Trainee, ct);
        return hasMore && !await db.IsAdministratorAsync(actor, ct)
            ? Refusal.NotAllowed($"{person.DisplayName} is staff, and only an administrator can change staff accounts.")
            : person;
    }
}
