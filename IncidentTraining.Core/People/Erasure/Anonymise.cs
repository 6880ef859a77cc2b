using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>What was anonymised.</summary>
/// <param name="ProofId">The list of what was replaced, and of the texts that still contain a name.</param>
/// <param name="People">How many people.</param>
/// <param name="Replaced">Number of texts in which the name was replaced.</param>
/// <param name="Left">Number of texts written by people that still contain a name.</param>
/// <param name="Kept">The people who were left out, by name: administrators, and members of another class.</param>
public sealed record Anonymised(Guid ProofId, int People, int Replaced, int Left, IReadOnlyList<string> Kept);

/// <summary>
/// An administrator anonymises a person or a class on request: names are replaced everywhere the portal has written them, the accounts can
/// no longer sign in, and the work stays. Texts that people have written are listed, not changed.
/// </summary>
public sealed class Anonymise(
    WriteGate gate,
    Accounts accounts,
    MembershipEnds ends,
    ErasureSigner signer,
    ReadingVersions versions,
    LiveEvents events,
    TimeProvider time
)
{
    private const string AdministratorsOnly = "Only an administrator can anonymise people.";

    /// <summary>Whom it concerns.</summary>
    /// <param name="People">The people, tracked.</param>
    /// <param name="Classes">The classes that contain data about them.</param>
    /// <param name="Kept">The people of the class who keep their names.</param>
    private sealed record Found(IReadOnlyList<Person> People, IReadOnlyCollection<Guid> Classes, IReadOnlyList<Person> Kept);

    /// <summary>Anonymises one person of a class, in all classes. Their roles in open runs pass to others.</summary>
    public Task<Outcome<Anonymised>> PersonAsync(Actor actor, Guid cohortId, Guid personId, CancellationToken ct = default) =>
        RunAsync(
            actor,
            cohortId,
            personId,
            AuditAction.PersonAnonymised,
            async (db, _) =>
            {
                var person = await db.Set<Person>().SingleOrDefaultAsync(one => one.Id == personId, ct);
                var classes = await new OwnedRows(db, typeof(Cohort), cohortId).OwnersOfAsync(typeof(Person), personId, ct);
                if (person is null || !classes.Contains(cohortId))
                {
                    return Refusal.NotFound("There is no such person in the class.");
                }

                if (person.IsAdministrator)
                {
                    return Refusal.Conflict($"{person.DisplayName} is an administrator. Remove that right first.");
                }

                // An archived class needs no facilitator, and none could be added.
                foreach (var open in await OpenAsync(db, classes, ct))
                {
                    if (await db.RequireAnotherFacilitatorAsync(open, personId, ct) is { Succeeded: false } last)
                    {
                        return last.Refusal;
                    }
                }

                return new Found([person], classes, []);
            },
            ct
        );

    /// <summary>Anonymises all people of an archived class whose accounts belong only to this class.</summary>
    public Task<Outcome<Anonymised>> ClassAsync(Actor actor, Guid cohortId, CancellationToken ct = default) =>
        RunAsync(
            actor,
            cohortId,
            null,
            AuditAction.ClassAnonymised,
            async (db, cohort) =>
            {
                if (cohort.ArchivedAt is null)
                {
                    return Refusal.Conflict("This class is open. Archive it first; nothing was changed.");
                }

                var rows = new OwnedRows(db, typeof(Cohort), cohortId);
                var inside = (await rows.ReferencesAsync(typeof(Person), belonging: true, ct)).ToList();
                var outside = await rows.ReferencesAsync(typeof(Person), belonging: false, ct);
                var people = await db.Set<Person>().Where(person => inside.Contains(person.Id)).ToListAsync(ct);
                var parts = people.ToLookup(person => !outside.Contains(person.Id) && !person.IsAdministrator);
                return new Found([.. parts[true]], [cohortId], [.. parts[false]]);
            },
            ct
        );

    private async Task<Outcome<Anonymised>> RunAsync(
        Actor actor,
        Guid cohortId,
        Guid? personId,
        AuditAction action,
        Func<TrainingDb, Cohort, Task<Outcome<Found>>> find,
        CancellationToken ct
    )
    {
        var (told, after) = (new List<Guid>(), new List<Func<Task>>());
        var outcome = await gate.WriteAsync<Anonymised>(
            async db =>
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

                told.AddRange(found.Value.People.Select(person => person.Id));
                if (personId is { } leaving)
                {
                    after.AddRange(await EndMembershipsAsync(db, leaving, found.Value.Classes, ct));
                }

                var named = await ReplaceAsync(db, found.Value, ct);
                var (replaced, left, kept, now) = (
                    named.Sum(one => one.Replaced.Count),
                    named.Sum(one => one.Left.Count),
                    found.Value.Kept,
                    time.GetUtcNow()
                );
                var proof = new ErasureProof(
                    Guid.CreateVersion7(now),
                    now.UtcDateTime,
                    personId ?? cohortId,
                    new
                    {
                        format = "incident-training-anonymisation",
                        version = 1,
                        at = now.UtcDateTime,
                        by = actor.PersonId,
                        cohort = cohortId,
                        people = named.Select(one => new
                        {
                            person = one.Id,
                            now = one.Alias,
                            replaced = one.Replaced.OrderBy(Order),
                            left = one.Left.OrderBy(Order),
                        }),
                        kept = kept.Select(person => person.Id),
                    }
                );
                await signer.SignAsync(db, proof, ct);
                db.Add(proof);
                db.Audit(
                    action,
                    time,
                    actor,
                    person: personId,
                    cohort: cohortId,
                    subject: proof.Id,
                    note: $"people: {told.Count}, texts left: {left}, sha256 {proof.Sha256}"
                );
                return new Anonymised(
                    proof.Id,
                    told.Count,
                    replaced,
                    left,
                    [.. kept.Select(person => person.DisplayName).Order(StringComparer.CurrentCultureIgnoreCase)]
                );
            },
            ct
        );
        if (outcome.Succeeded)
        {
            versions.Committed([null]);
            foreach (var one in after)
            {
                await one();
            }

            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
            foreach (var one in told)
            {
                await events.PublishAsync(one, new AccessChanged(one));
            }
        }

        return outcome;
    }

    /// <summary>Hands over the person's roles in open classes before names in the resulting texts are replaced.</summary>
    private async Task<IReadOnlyList<Func<Task>>> EndMembershipsAsync(
        TrainingDb db,
        Guid personId,
        IReadOnlyCollection<Guid> classes,
        CancellationToken ct
    )
    {
        var after = new List<Func<Task>>();
        foreach (var open in await OpenAsync(db, classes, ct))
        {
            after.Add(await ends.EndAsync(db, open, personId, ct));
            after.Add(() => events.PublishAsync(open, new ClassChanged(open)));
        }

        await db.SaveChangesAsync(ct);
        return after;
    }

    private async Task<IReadOnlyList<NamedPerson>> ReplaceAsync(TrainingDb db, Found found, CancellationToken ct)
    {
        if (found.People.Count == 0)
        {
            return [];
        }

        // The end of the id is random: no two people get the same name.
        var named = found
            .People.Select(person => new NamedPerson(
                person.Id,
                person.DisplayName,
                $"Person {person.Id.ToString("N")[^8..].ToUpperInvariant()}"
            ))
            .ToList();
        var traces = new NameTraces(db, named);
        var ofClasses = new OwnedRows(db, typeof(Cohort), [.. found.Classes], except: null);
        await traces.FollowAsync(ofClasses, ct);
        await traces.FollowAsync(
            new OwnedRows(
                db,
                typeof(IdentityUser),
                [.. found.People.Select(person => person.UserId)],
                [.. ofClasses.Types.Select(type => type.ClrType)]
            ),
            ct
        );
        await accounts.CloseAsync(db, found.People, ct);
        foreach (var (person, name) in found.People.Zip(named))
        {
            person.Rename(name.Alias);
            person.Disable(time.GetUtcNow().UtcDateTime);
        }

        return named;
    }

    private static async Task<IReadOnlyList<Guid>> OpenAsync(TrainingDb db, IReadOnlyCollection<Guid> classes, CancellationToken ct) =>
        await db.Set<Cohort>()
            .Where(cohort => classes.Contains(cohort.Id) && cohort.ArchivedAt == null)
            .Select(cohort => cohort.Id)
            .ToListAsync(ct);

    private static string Order(NameTrace trace) => $"{trace.Table}/{trace.Column}/{trace.Key}";
}
