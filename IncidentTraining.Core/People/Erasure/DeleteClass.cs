using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// An administrator permanently deletes an archived class: all of its data, and the accounts that belong only to it. The audit log stays;
/// it contains ids and no names.
/// </summary>
public sealed class DeleteClass(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    IEnumerable<IClassEnd> ends,
    ErasureSigner signer,
    ReadingVersions versions,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    private const string AdministratorsOnly = "Only an administrator can delete a class.";

    /// <summary>What the deletion would currently erase.</summary>
    public async Task<Outcome<ErasurePlan>> PreviewAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireAdministratorAsync(actor, AdministratorsOnly, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        if (await db.Set<Cohort>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == cohortId, ct) is not { } cohort)
        {
            return Refusal.NotFound("There is no such class.");
        }

        var rows = new OwnedRows(db, typeof(Cohort), cohortId);
        var parts = new Dictionary<string, int>();
        foreach (var type in rows.Types)
        {
            var room = type.ClrType.Namespace!.Split('.')[2];
            parts[room] = parts.GetValueOrDefault(room) + await rows.CountAsync(type, ct);
        }

        var erased = await AccountsAsync(db, rows, cohortId, ct);
        var ids = erased.Select(person => person.Id).ToHashSet();
        var kept = await db.Set<Person>()
            .Where(person => db.Set<Membership>().Any(m => m.CohortId == cohortId && m.PersonId == person.Id))
            .ToListAsync(ct);
        return new ErasurePlan(
            cohortId,
            cohort.Name,
            cohort.TimeZone,
            cohort.ArchivedAt,
            [
                .. parts
                    .Where(part => part.Value > 0)
                    .OrderByDescending(part => part.Value)
                    .Select(part => new ErasedPart(part.Key, part.Value)),
            ],
            Names(erased),
            Names(kept.Where(person => !ids.Contains(person.Id)))
        );
    }

    /// <summary>Deletes the class.</summary>
    /// <param name="actor">Who deletes.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="typedName">The name of the class, typed as confirmation.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome<Erased>> RunAsync(Actor actor, Guid cohortId, string typedName, CancellationToken ct = default)
    {
        var told = new HashSet<Guid>();
        var outcome = await gate.WriteAsync<bool>(
            async db => await MayAsync(db, actor, cohortId, typedName, ct) is { Succeeded: false } refused ? refused.Refusal : true,
            ct
        );
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        foreach (var end in ends)
        {
            // Archiving has already ended them, unless the server stopped in between.
            await end.EndAsync(cohortId, ct);
        }

        var erased = await gate.WriteAsync<Erased>(
            async db =>
            {
                if (await MayAsync(db, actor, cohortId, typedName, ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal;
                }

                var rows = new OwnedRows(db, typeof(Cohort), cohortId);
                var accounts = await AccountsAsync(db, rows, cohortId, ct);
                told.UnionWith(await rows.ReferencesAsync(typeof(Person), belonging: true, ct));
                var list = await ListAsync(rows, ct);
                var ofClasses = rows.Types.Select(type => type.ClrType).ToList();
                var records = await rows.DeleteAsync(ct);
                foreach (var person in accounts)
                {
                    await new OwnedRows(db, typeof(IdentityUser), person.UserId, ofClasses).DeleteAsync(ct);
                }

                var now = time.GetUtcNow();
                var proof = new ErasureProof(
                    Guid.CreateVersion7(now),
                    now.UtcDateTime,
                    cohortId,
                    new
                    {
                        format = "incident-training-erasure",
                        version = 1,
                        at = now.UtcDateTime,
                        by = actor.PersonId,
                        cohort = cohortId,
                        records,
                        tables = list,
                        accounts = accounts.Select(person => person.Id).Order(),
                    }
                );
                await signer.SignAsync(db, proof, ct);
                db.Add(proof);
                db.Audit(
                    AuditAction.ClassDeleted,
                    time,
                    actor,
                    cohort: cohortId,
                    subject: proof.Id,
                    note: $"{records} records, {accounts.Count} accounts, sha256 {proof.Sha256}"
                );
                return new Erased(typedName.Trim(), records, accounts.Count, proof.Id);
            },
            ct
        );
        if (erased.Succeeded)
        {
            // The rows were deleted without the change tracker, which would have told the gate.
            versions.Committed([null]);
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
            foreach (var personId in told.Where(id => id != actor.PersonId))
            {
                await events.PublishAsync(personId, new AccessChanged(personId));
            }
        }

        return erased;
    }

    private static async Task<Outcome> MayAsync(TrainingDb db, Actor actor, Guid cohortId, string typedName, CancellationToken ct)
    {
        if (await db.RequireAdministratorAsync(actor, AdministratorsOnly, ct) is { Succeeded: false } refused)
        {
            return refused;
        }

        if (await db.Set<Cohort>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == cohortId, ct) is not { } cohort)
        {
            return Refusal.NotFound("There is no such class. Another administrator may have deleted it.");
        }

        return cohort.ArchivedAt is null ? Refusal.Conflict("This class is open. Archive it first; nothing was deleted.")
            : string.Equals(typedName.Trim(), cohort.Name, StringComparison.Ordinal) ? Outcome.Done
            : Refusal.Invalid($"Type the name of the class exactly: {cohort.Name}. Nothing was deleted.");
    }

    /// <summary>
    /// The people whose accounts were created for this class and no other: their user name belongs to the class, and no other class has
    /// data about them. Staff sign in with a site-wide name and keep their accounts.
    /// </summary>
    private static async Task<IReadOnlyList<Person>> AccountsAsync(TrainingDb db, OwnedRows rows, Guid cohortId, CancellationToken ct)
    {
        var ofClass = Accounts.UserNameInClass(cohortId, "");
        var candidates = await (
            from person in db.Set<Person>().AsNoTracking()
            join user in db.Users on person.UserId equals user.Id
            where
                !person.IsAdministrator
                && (
                    user.UserName!.StartsWith(ofClass)
                    || (
                        user.UserName.StartsWith(Accounts.LeftPrefix)
                        && db.Set<Departure>().Any(departure => departure.CohortId == cohortId && departure.PersonId == person.Id)
                    )
                    || (
                        user.UserName.StartsWith(Accounts.MergedPrefix)
                        && db.Set<AccountMerge>().Any(merge => merge.CohortId == cohortId && merge.FromId == person.Id)
                    )
                )
            select person
        ).ToListAsync(ct);
        var elsewhere = await rows.ReferencesAsync(typeof(Person), belonging: false, ct);
        return [.. candidates.Where(person => !elsewhere.Contains(person.Id))];
    }

    /// <summary>Each table with the keys of the erased rows.</summary>
    private static async Task<IReadOnlyList<object>> ListAsync(OwnedRows rows, CancellationToken ct)
    {
        var tables = new List<object>();
        foreach (var type in rows.Types)
        {
            var keys = (await rows.ReadKeysAsync(type, ct))
                .Select(row => string.Join('/', row.Values))
                .Order(StringComparer.Ordinal)
                .ToList();
            if (keys.Count > 0)
            {
                tables.Add(
                    new
                    {
                        table = type.GetTableName(),
                        rows = keys.Count,
                        keys,
                    }
                );
            }
        }

        return tables;
    }

    private static IReadOnlyList<string> Names(IEnumerable<Person> people) =>
        [.. people.Select(person => person.DisplayName).Order(StringComparer.CurrentCultureIgnoreCase)];
}
