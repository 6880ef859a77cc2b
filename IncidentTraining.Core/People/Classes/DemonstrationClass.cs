using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>An account of the demonstration, as listed on the sign-in page.</summary>
/// <param name="UserName">The name that the one-click sign-in uses.</param>
/// <param name="Name">What people see.</param>
/// <param name="Role">The role in words.</param>
public sealed record DemonstrationAccount(string UserName, string Name, string Role);

/// <summary>A person in the demonstration class.</summary>
/// <param name="Name">What people see.</param>
/// <param name="PersonId">The person.</param>
/// <param name="IsAdministrator">Whether they administer the portal.</param>
public sealed record DemonstrationPerson(string Name, Guid PersonId, bool IsAdministrator);

/// <summary>The demonstration class with its people.</summary>
/// <param name="Id">The class.</param>
/// <param name="DayId">Its training day.</param>
/// <param name="TimeZone">Its time zone.</param>
/// <param name="People">Its people and the administrator.</param>
public sealed record DemonstrationPeople(Guid Id, string DayId, string TimeZone, IReadOnlyList<DemonstrationPerson> People);

/// <summary>
/// Prepares a class with one person per role, so that the portal can be tried at once. Its accounts have no passphrase: one click signs in
/// to them, and only while the demonstration is switched on. One click opens only the accounts that were created here, whatever their
/// names.
/// </summary>
public sealed class DemonstrationClass(WriteGate gate, IDbContextFactory<TrainingDb> databases, Accounts accounts, TimeProvider time)
{
    private const string ClassName = "Demonstration class";
    private const string Facilitator = "demo-facilitator";

    // With a slash, which no one can type into a name.
    private const string InPlaceOfTaken = "demonstration/";

    /// <summary>The accounts, in the order of the sign-in page.</summary>
    public static IReadOnlyList<DemonstrationAccount> People { get; } =
    [
        new("demo-administrator", "Ada Okafor", "Administrator"),
        new("demo-facilitator", "Femi Larsen", "Facilitator"),
        new("demo-instructor", "Ines Moreau", "Instructor"),
        new("demo-trainee-1", "Tariq Aziz Khan", "Trainee"),
        new("demo-trainee-2", "Thea Novak", "Trainee"),
        new("demo-trainee-3", "Tomoko Sato", "Trainee"),
    ];

    /// <summary>Creates the demonstration at the first start; no-op at later ones.</summary>
    /// <param name="dayId">The training day that the class takes.</param>
    /// <param name="ct">Stops the start.</param>
    /// <returns>Whether it was created now.</returns>
    public async Task<bool> PrepareAsync(string dayId, CancellationToken ct = default)
    {
        var isNew = await gate.WriteAsync<bool>(
            async db =>
            {
                if (await db.Set<Person>().AnyAsync(person => person.Demonstration == People[0].UserName, ct))
                {
                    return false;
                }

                var now = time.GetUtcNow();
                var cohort = new Cohort(Guid.CreateVersion7(now), ClassName, dayId, JoinCode.Create(), "Europe/London", now.UtcDateTime);
                db.Add(cohort);
                foreach (var account in People)
                {
                    var isTaken = await accounts.IsTakenAsync(db, account.UserName, ct);
                    var person = accounts.Add(
                        db,
                        isTaken ? InPlaceOfTaken + account.UserName : account.UserName,
                        account.Name,
                        passphraseHash: null
                    );
                    person.MakeDemonstration(account.UserName);
                    if (account.Role == "Administrator")
                    {
                        person.MakeAdministrator();
                        continue;
                    }

                    db.Add(new Membership(cohort.Id, person.Id, Enum.Parse<ClassRole>(account.Role), now.UtcDateTime));
                }

                return true;
            },
            ct
        );
        return isNew.Value;
    }

    /// <summary>The class of the demonstration's people; null when it was deleted.</summary>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Cohort?> FindClassAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Classes(db).AsNoTracking().FirstOrDefaultAsync(ct);
    }

    /// <summary>Whether the class has more members than the people of the sign-in page.</summary>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<bool> HasMoreAsync(Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Membership>()
            .AnyAsync(
                member =>
                    member.CohortId == cohortId
                    && db.Set<Person>().Any(person => person.Id == member.PersonId && person.Demonstration == null),
                ct
            );
    }

    /// <summary>Adds members to the class who never sign in: their accounts have no passphrase and no one-click sign-in.</summary>
    /// <param name="people">Their names and roles.</param>
    /// <param name="ct">Stops the writing.</param>
    /// <returns>Everyone in the class, and the administrator; refused without a class, and if one of them already exists.</returns>
    public async Task<Outcome<DemonstrationPeople>> AddPeopleAsync(
        IReadOnlyList<(string Name, ClassRole Role)> people,
        CancellationToken ct = default
    )
    {
        var added = await gate.WriteAsync<Cohort>(
            async db =>
            {
                if (await Classes(db).FirstOrDefaultAsync(ct) is not { } cohort)
                {
                    return Refusal.NotFound("The demonstration has no class.");
                }

                foreach (var (name, role) in people)
                {
                    var userName = Accounts.UserNameInClass(cohort.Id, name);
                    if (await accounts.IsTakenAsync(db, userName, ct))
                    {
                        return Refusal.Conflict("The demonstration class already has its people.");
                    }

                    var person = accounts.Add(db, userName, name, passphraseHash: null);
                    db.Add(new Membership(cohort.Id, person.Id, role, time.GetUtcNow().UtcDateTime));
                }

                return cohort;
            },
            ct
        );
        if (!added.Succeeded)
        {
            return added.Refusal;
        }

        await using var reading = await databases.CreateDbContextAsync(ct);
        var administrator = People[0].UserName;
        var everyone = await reading
            .Set<Person>()
            .Where(person =>
                person.Demonstration == administrator
                || reading.Set<Membership>().Any(member => member.CohortId == added.Value.Id && member.PersonId == person.Id)
            )
            .Select(person => new DemonstrationPerson(person.DisplayName, person.Id, person.IsAdministrator))
            .ToListAsync(ct);
        return new DemonstrationPeople(added.Value.Id, added.Value.DayId, added.Value.TimeZone, everyone);
    }

    /// <summary>Gives the people of the sign-in page a new, empty class after theirs was deleted.</summary>
    /// <param name="dayId">The training day that the class takes.</param>
    /// <param name="ct">Stops the writing.</param>
    public async Task<Outcome> RenewAsync(string dayId, CancellationToken ct = default) =>
        await gate.WriteAsync(
            async db =>
            {
                if (await Classes(db).AnyAsync(ct))
                {
                    return Outcome.Done;
                }

                var now = time.GetUtcNow();
                var cohort = new Cohort(Guid.CreateVersion7(now), ClassName, dayId, JoinCode.Create(), "Europe/London", now.UtcDateTime);
                db.Add(cohort);
                var people = await db.Set<Person>().Where(person => person.Demonstration != null).ToListAsync(ct);
                foreach (var account in People.Where(account => Enum.IsDefined(typeof(ClassRole), account.Role)))
                {
                    if (people.FirstOrDefault(person => person.Demonstration == account.UserName) is { } person)
                    {
                        db.Add(new Membership(cohort.Id, person.Id, Enum.Parse<ClassRole>(account.Role), now.UtcDateTime));
                    }
                }

                return Outcome.Done;
            },
            ct
        );

    private static IQueryable<Cohort> Classes(TrainingDb db) =>
        db.Set<Cohort>()
            .Where(cohort =>
                cohort.ArchivedAt == null
                && db.Set<Membership>()
                    .Any(member =>
                        member.CohortId == cohort.Id
                        // Created together with its people: another class that they were added to is not the demonstration's.
                        && member.JoinedAt == cohort.CreatedAt
                        && db.Set<Person>().Any(person => person.Id == member.PersonId && person.Demonstration == Facilitator)
                    )
            )
            .OrderBy(cohort => cohort.CreatedAt);

    /// <summary>
    /// The id of the account that one click opens; refused for a real account, and for one that is disabled or no longer exists.
    /// </summary>
    /// <param name="userName">The name that the one-click sign-in uses.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Outcome<string>> FindAsync(string userName, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return
            await db.Set<Person>()
                .Where(person => person.Demonstration == userName && person.DisabledAt == null)
                .Select(person => person.UserId)
                .SingleOrDefaultAsync(ct)
                is { } userId
            ? userId
            : Refusal.NotFound("There is no such demonstration account, or it is disabled.");
    }
}
