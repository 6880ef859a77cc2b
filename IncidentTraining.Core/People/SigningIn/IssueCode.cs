using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A one-time code, in the only place where it can be read.</summary>
/// <param name="PersonId">The person whose passphrase it sets.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Code">The display form of the code.</param>
/// <param name="Until">Expiry, UTC.</param>
public sealed record IssuedCode(Guid PersonId, string Name, string Code, DateTime Until);

/// <summary>
/// Issues the one-time code with which a person chooses a new passphrase. The old passphrase and the sessions stay valid until the code is
/// used, so that a code for the wrong person does no harm.
/// </summary>
public sealed class IssueCode(WriteGate gate, Accounts accounts, TimeProvider time) : IUseCase
{
    /// <summary>For a member of the class who has forgotten their passphrase.</summary>
    public Task<Outcome<IssuedCode>> RunAsync(Actor actor, Guid cohortId, Guid personId, CancellationToken ct = default) =>
        gate.WriteAsync<IssuedCode>(
            async db =>
            {
                var member = await db.RequireHelpableAsync(actor, cohortId, personId, ct);
                if (!member.Succeeded)
                {
                    return member.Refusal;
                }

                if (
                    await db.Users.AnyAsync(
                        user => user.Id == member.Value.UserId && user.UserName!.StartsWith(Accounts.ConnectedPrefix),
                        ct
                    )
                )
                {
                    return Refusal.Conflict(
                        $"{member.Value.DisplayName} signs in with a sign-in provider, and a passphrase does not open this account. Who may sign in is decided at the provider."
                    );
                }

                db.Audit(AuditAction.CodeIssued, time, actor, person: personId, cohort: cohortId);
                return await IssueAsync(db, member.Value, OneTimeCode.Lifetime, ct);
            },
            ct
        );

    /// <summary>Personal join codes for all members of the class who have never signed in, by name. They replace earlier ones.</summary>
    public Task<Outcome<IReadOnlyList<IssuedCode>>> ForSeatsAsync(Actor actor, Guid cohortId, CancellationToken ct = default) =>
        gate.WriteAsync<IReadOnlyList<IssuedCode>>(
            async db =>
            {
                if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal;
                }

                var waiting = await db.Set<Person>()
                    .Where(person =>
                        person.ArrivedAt == null
                        && person.DisabledAt == null
                        && !person.IsAdministrator
                        && db.Set<Membership>().Any(m => m.PersonId == person.Id && m.CohortId == cohortId && m.Role == ClassRole.Trainee)
                        && !db.Users.Any(user => user.Id == person.UserId && user.UserName!.StartsWith(Accounts.ConnectedPrefix))
                    )
                    .ToListAsync(ct);
                var issued = new List<IssuedCode>();
                foreach (var person in waiting.OrderBy(person => person.DisplayName, StringComparer.CurrentCultureIgnoreCase))
                {
                    issued.Add(await IssueAsync(db, person, OneTimeCode.SeatLifetime, ct));
                }

                db.Audit(AuditAction.CodeIssued, time, actor, cohort: cohortId, note: $"{issued.Count} join codes");
                return Outcome<IReadOnlyList<IssuedCode>>.Done(issued);
            },
            ct
        );

    /// <summary>For the operator of the server, by user name: the way back in when no administrator can sign in.</summary>
    /// <param name="userName">The name that the person signs in with; staff and administrators have a site-wide one.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome<IssuedCode>> FromServerAsync(string userName, CancellationToken ct = default) =>
        gate.WriteAsync<IssuedCode>(
            async db =>
            {
                var person = await accounts.FindWithoutCodeAsync(db, userName, ct);
                if (person is null)
                {
                    return Refusal.NotFound(
                        $"There is no account of staff or of an administrator called {userName}. Facilitators reset the passphrases of trainees on the class page."
                    );
                }

                person.Enable();
                if (await FactorCodes.RemoveAsync(db, person.Id, ct))
                {
                    db.Audit(AuditAction.SecondFactorRemoved, time, by: null, person: person.Id, address: Visit.Server.Address);
                }

                db.Audit(AuditAction.CodeIssued, time, by: null, person: person.Id, address: Visit.Server.Address);
                return await IssueAsync(db, person, OneTimeCode.Lifetime, ct);
            },
            ct
        );

    internal async Task<IssuedCode> IssueAsync(TrainingDb db, Person person, TimeSpan lifetime, CancellationToken ct)
    {
        var (code, until) = (OneTimeCode.Create(), time.GetUtcNow().UtcDateTime + lifetime);
        if (await db.Set<OneTimeCode>().SingleOrDefaultAsync(known => known.PersonId == person.Id, ct) is { } earlier)
        {
            earlier.Replace(code, until);
        }
        else
        {
            db.Add(new OneTimeCode(person.Id, code, until));
        }

        return new IssuedCode(person.Id, person.DisplayName, OneTimeCode.Shown(code), until);
    }
}
