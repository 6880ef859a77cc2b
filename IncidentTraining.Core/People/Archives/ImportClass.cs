using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// An administrator imports a class from the archive that <see cref="ExportClass"/> wrote, here or elsewhere: all of it or nothing. Ids are
/// kept, so that references remain valid. People get accounts that cannot sign in, or those that the administrator chooses.
/// </summary>
public sealed class ImportClass(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    Accounts accounts,
    ITrainingDays days,
    ReadingVersions versions,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    private const string AdministratorsOnly = "Only an administrator can import a class.";
    private const int AtOnce = 500;

    /// <summary>The largest file, in bytes.</summary>
    public const long LargestFile = ArchiveFormat.LargestFile;

    /// <summary>Validates an archive and returns the effect of its import. Nothing is stored.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="content">The file; must be seekable.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Outcome<ClassImportPlan>> PreviewAsync(Actor actor, Stream content, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.RequireAdministratorAsync(actor, AdministratorsOnly, ct) is { Succeeded: false } refused
            ? refused.Refusal
            : await ReadAsync(content, db, async check => await PlanAsync(db, check, ct), ct);
    }

    /// <summary>Imports the archive.</summary>
    /// <param name="actor">Who imports.</param>
    /// <param name="content">The file; must be seekable.</param>
    /// <param name="same">The account of this portal for each person of the archive who has one; all others get new accounts.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome<Imported>> RunAsync(
        Actor actor,
        Stream content,
        IReadOnlyDictionary<Guid, Guid> same,
        CancellationToken ct = default
    )
    {
        await using var reading = await databases.CreateDbContextAsync(ct);
        if (await reading.RequireAdministratorAsync(actor, AdministratorsOnly, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var imported = await ReadAsync(
            content,
            reading,
            async check =>
                await gate.WriteAsync<Imported>(
                    async db =>
                        await db.RequireAdministratorAsync(actor, AdministratorsOnly, ct) is { Succeeded: false } refusedNow
                            ? refusedNow.Refusal
                            : await StoreAsync(db, actor, check, same, ct),
                    ct
                ),
            ct
        );
        if (imported.Succeeded)
        {
            versions.Committed([null]);
            await events.PublishAsync(imported.Value.CohortId, new ClassChanged(imported.Value.CohortId));
        }

        return imported;
    }

    private static async Task<Outcome<T>> ReadAsync<T>(
        Stream content,
        TrainingDb db,
        Func<ArchiveCheck, Task<Outcome<T>>> use,
        CancellationToken ct
    )
    {
        try
        {
            using var file = ArchiveFile.Open(content);
            var check = await ArchiveCheck.RunAsync(file, db, ct);
            if (await db.Set<Cohort>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == check.Manifest.Cohort.Id, ct) is { } here)
            {
                return Refusal.Conflict(
                    $"This class is already in this portal: {here.Name}. To replace it with the archive, delete it first. Nothing was imported."
                );
            }

            return await db.AnyIsHereAsync(check.Brought, ct) || await db.AnyIsHereAsync(check.Strange, ct)
                ? Refusal.Conflict("The archive refers to records of another class in this portal. Nothing was imported.")
                : await use(check);
        }
        catch (ArchiveFaultException fault)
        {
            return Refusal.Invalid($"{fault.Message} Nothing was imported.");
        }
        catch (DbUpdateException)
        {
            return Refusal.Conflict("The archive has conflicting rows, or rows that already exist here. Nothing was imported.");
        }
    }

    private async Task<Outcome<ClassImportPlan>> PlanAsync(TrainingDb db, ArchiveCheck check, CancellationToken ct)
    {
        var here = await db.Set<Person>()
            .AsNoTracking()
            .Select(person => new
            {
                person.Id,
                person.DisplayName,
                person.IsAdministrator,
            })
            .ToListAsync(ct);
        var (byId, byName) = (here.ToDictionary(person => person.Id), here.ToLookup(person => NameSkeleton.Of(person.DisplayName)));
        var cohort = check.Manifest.Cohort;
        return new ClassImportPlan(
            cohort.Name,
            check.Manifest.ExportedAt,
            cohort.DayId,
            days.All.Any(day => day.Id == cohort.DayId && day.PlanId == cohort.PlanId),
            [
                .. check
                    .Rows.GroupBy(table => table.Key.ClrType.Namespace!.Split('.')[2])
                    .Select(room => new ErasedPart(room.Key, room.Sum(table => table.Value)))
                    .Where(part => part.Records > 0)
                    .OrderByDescending(part => part.Records),
            ],
            [
                .. check
                    .People.Values.OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)
                    .Select(person => new PersonToImport(
                        person.Id,
                        person.Name,
                        check.Roles.TryGetValue(person.Id, out var roles)
                            ? string.Join(" and ", roles.OrderDescending().Select(role => role.ToString().ToLowerInvariant()))
                            : "",
                        [
                            .. here.Where(one => byId.ContainsKey(person.Id) && one.Id == person.Id)
                                .Concat(byName[NameSkeleton.Of(person.Name)].Where(one => one.Id != person.Id))
                                .Select(one => new KnownAccount(one.Id, one.DisplayName, one.Id == person.Id, one.IsAdministrator)),
                        ]
                    )),
            ]
        );
    }

    private async Task<Outcome<Imported>> StoreAsync(
        TrainingDb db,
        Actor actor,
        ArchiveCheck check,
        IReadOnlyDictionary<Guid, Guid> same,
        CancellationToken ct
    )
    {
        var chosen = same.Where(one => check.People.ContainsKey(one.Key)).ToDictionary();
        if (chosen.Values.Distinct().Count() != chosen.Count)
        {
            return Refusal.Invalid("Two people in the archive cannot get the same account. Nothing was imported.");
        }

        var accountsHere = chosen.Values.ToList();
        if (await db.Set<Person>().CountAsync(person => accountsHere.Contains(person.Id), ct) != chosen.Count)
        {
            return Refusal.Conflict("An account that you chose no longer exists. Check the archive again; nothing was imported.");
        }

        var people = await AccountsAsync(db, check, chosen, ct);
        var moved = people.Where(person => person.Key != person.Value).ToDictionary();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await db.SaveChangesAsync(ct);
        var records = 0;
        foreach (var type in check.Rows.Keys)
        {
            await foreach (var row in check.RowsAsync(type, ct))
            {
                ArchiveRow.Add(db, type, row, moved, check.Manifest.Cohort.Id);
                if (++records % AtOnce == 0)
                {
                    await db.SaveChangesAsync(ct);
                    db.ChangeTracker.Clear();
                }
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        var made = check.People.Count - chosen.Count;
        db.Audit(AuditAction.ClassImported, time, actor, cohort: check.Manifest.Cohort.Id, note: $"{records} records, {made} new accounts");
        return new Imported(check.Manifest.Cohort.Id, check.Manifest.Cohort.Name, records, made);
    }

    /// <summary>Creates the new accounts, and returns which person of this portal each person of the archive is.</summary>
    private async Task<IReadOnlyDictionary<Guid, Guid>> AccountsAsync(
        TrainingDb db,
        ArchiveCheck check,
        Dictionary<Guid, Guid> chosen,
        CancellationToken ct
    )
    {
        var people = new Dictionary<Guid, Guid>(chosen);
        var ids = check.People.Keys.ToList();
        var taken = (
            await db.Set<Person>().Where(person => ids.Contains(person.Id)).Select(person => person.Id).ToListAsync(ct)
        ).ToHashSet();
        var userNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var person in check.People.Values.Where(person => !chosen.ContainsKey(person.Id)))
        {
            // Someone here has this id, and the administrator stated that it is another person.
            var id = taken.Contains(person.Id) ? Guid.CreateVersion7(time.GetUtcNow()) : person.Id;
            var userName = check.Roles.ContainsKey(person.Id)
                ? Accounts.UserNameInClass(check.Manifest.Cohort.Id, person.Name)
                : Accounts.UserNameOfLeft(id, person.Name);
            for (var number = 2; !userNames.Add(userName); number++)
            {
                userName = Accounts.UserNameInClass(check.Manifest.Cohort.Id, $"{person.Name} {number}");
            }

            accounts.Add(db, userName, person.Name, passphraseHash: null, id);
            people[person.Id] = id;
        }

        return people;
    }
}
