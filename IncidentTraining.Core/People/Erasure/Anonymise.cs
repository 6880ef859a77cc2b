using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>What was anonymised.</summary>
/// <param name="ProofId">The list of what was replaced, and of the texts that still hold a name.</param>
/// <param name="People">How many people.</param>
/// <param name="Replaced">In how many texts the name was replaced.</param>
/// <param name="Left">How many texts that people have written still hold a name.</param>
/// <param name="Kept">The people who were left out, by name: administrators, and those who are in another class, too.</param>
public sealed record Anonymised(Guid ProofId, int People, int Replaced, int Left, IReadOnlyList<string> Kept);

/// <summary>
/// An administrator anonymises a person or a class on request: names are replaced everywhere the portal has written them, the accounts can no longer
/// sign in, and what they did stays. Texts that people have written are listed, not changed.
/// </summary>
public sealed class Anonymise(WriteGate gate, Accounts accounts, ReadingVersions versions, LiveEvents events, TimeProvider time)
{
    private const string AdministratorsOnly = "Only an administrator anonymises people.";

    /// <summary>Anonymises one person of a class, in all classes.</summary>
    public Task<Outcome<Anonymised>> PersonAsync(Actor actor, Guid cohortId, Guid personId, CancellationToken ct = default) =>
        RunAsync(actor, cohortId, personId, AuditAction.PersonAnonymised, async (db, _) =>
        {
            var person = await db.Set<Person>().SingleOrDefaultAsync(one => one.Id == personId, ct);
            if (person is null || !(await new OwnedRows(db, typeof(Cohort), cohortId).ReferencesAsync(typeof(Person), belonging: true, ct)).Contains(personId))
            {
                return Refusal.NotFound("There is no such person in the class.");
            }

            return person.IsAdministrator ? Refusal.Conflict($"{person.DisplayName} is an administrator. Take that right away first.")
                : await db.RequireAnotherFacilitatorAsync(cohortId, personId, ct) is { Succeeded: false } last ? last.Refusal
                : Outcome<IReadOnlyList<Person>>.Done([person]);
        }, ct);

    /// <summary>Anonymises all people of an archived class whose accounts are for this class only.</summary>
    public Task<Outcome<Anonymised>> ClassAsync(Actor actor, Guid cohortId, CancellationToken ct = default) =>
        RunAsync(actor, cohortId, null, AuditAction.ClassAnonymised, async (db, cohort) =>
        {
            if (cohort.ArchivedAt is null)
            {
                return Refusal.Conflict("This class is open. Archive it first; nothing was changed.");
            }

            var rows = new OwnedRows(db, typeof(Cohort), cohortId);
            var inside = (await rows.ReferencesAsync(typeof(Person), belonging: true, ct)).ToList();
            var outside = (await rows.ReferencesAsync(typeof(Person), belonging: false, ct)).ToList();
            return Outcome<IReadOnlyList<Person>>.Done(await db.Set<Person>().Where(person => inside.Contains(person.Id) && !outside.Contains(person.Id) && !person.IsAdministrator).ToListAsync(ct));
        }, ct);

    private async Task<Outcome<Anonymised>> RunAsync(
        Actor actor, Guid cohortId, Guid? personId, AuditAction action, Func<TrainingDb, Cohort, Task<Outcome<IReadOnlyList<Person>>>> find, CancellationToken ct)
    {
        var told = new List<Guid>();
        var outcome = await gate.WriteAsync<Anonymised>(async db =>
        {
            if (await db.RequireAdministratorAsync(actor, AdministratorsOnly, ct) is { Succeeded: false } refused)
            {
                return refused.Refusal;
            }

            if (await db.Set<Cohort>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == cohortId, ct) is not { } cohort)
            {
                return Refusal.NotFound("There is no such class.");
            }

            var found = await find(db, cohort);
            if (!found.Succeeded)
            {
                return found.Refusal;
            }

            var (lists, replaced, left) = (new List<object>(), 0, 0);
            foreach (var person in found.Value)
            {
                var traces = await ReplaceAsync(db, person, ct);
                (replaced, left) = (replaced + traces.Replaced.Count, left + traces.Left.Count);
                lists.Add(new { person = person.Id, now = person.DisplayName, replaced = traces.Replaced.OrderBy(Order), left = traces.Left.OrderBy(Order) });
                told.Add(person.Id);
            }

            var kept = await KeptAsync(db, cohortId, personId, told, ct);
            var now = time.GetUtcNow();
            var proof = new ErasureProof(Guid.CreateVersion7(now), now.UtcDateTime, personId ?? cohortId, new
            {
                format = "incident-training-anonymisation",
                version = 1,
                at = now.UtcDateTime,
                by = actor.PersonId,
                cohort = cohortId,
                people = lists,
                kept = kept.Select(person => person.Id),
            });
            db.Add(proof);
            db.Audit(action, time, actor, person: personId, cohort: cohortId, subject: proof.Id, note: $"people: {told.Count}, texts left: {left}, sha256 {proof.Sha256}");
            return new Anonymised(proof.Id, told.Count, replaced, left, [.. kept.Select(person => person.Name)]);
        }, ct);
        if (outcome.Succeeded)
        {
            versions.Committed([null]);
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
            foreach (var one in told)
            {
                await events.PublishAsync(one, new AccessChanged(one));
            }
        }

        return outcome;
    }

    private async Task<NameTraces> ReplaceAsync(TrainingDb db, Person person, CancellationToken ct)
    {
        // The end of the id is random: two people do not get the same name.
        var alias = $"Person {person.Id.ToString("N")[^8..].ToUpperInvariant()}";
        var traces = new NameTraces(db, person.DisplayName, alias);
        var classes = new HashSet<Guid>();
        foreach (var cohort in await db.Set<Cohort>().Select(one => one.Id).ToListAsync(ct))
        {
            var rows = new OwnedRows(db, typeof(Cohort), cohort);
            if ((await rows.ReferencesAsync(typeof(Person), belonging: true, ct)).Contains(person.Id) && classes.Add(cohort))
            {
                await traces.FollowAsync(rows, ct);
            }
        }

        await traces.FollowAsync(new OwnedRows(db, typeof(IdentityUser), person.UserId, [.. new OwnedRows(db, typeof(Cohort), Guid.Empty).Types.Select(type => type.ClrType)]), ct);
        await accounts.RenameAsync(db, person, $"anonymous/{person.Id:N}", ct);
        await accounts.LockAsync(db, person, ct);
        await db.Set<Session>().Where(session => session.PersonId == person.Id).ExecuteDeleteAsync(ct);
        person.Rename(alias);
        person.Disable(time.GetUtcNow().UtcDateTime);
        return traces;
    }

    /// <summary>The people of the class who keep their names.</summary>
    private static async Task<IReadOnlyList<(Guid Id, string Name)>> KeptAsync(TrainingDb db, Guid cohortId, Guid? only, List<Guid> done, CancellationToken ct)
    {
        if (only is not null)
        {
            return [];
        }

        var inside = (await new OwnedRows(db, typeof(Cohort), cohortId).ReferencesAsync(typeof(Person), belonging: true, ct)).ToList();
        var kept = await db.Set<Person>().Where(person => inside.Contains(person.Id) && !done.Contains(person.Id)).Select(person => new { person.Id, person.DisplayName }).ToListAsync(ct);
        return [.. kept.Select(person => (person.Id, person.DisplayName)).OrderBy(person => person.DisplayName, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static string Order(NameTrace trace) => $"{trace.Table}/{trace.Column}/{trace.Key}";
}
