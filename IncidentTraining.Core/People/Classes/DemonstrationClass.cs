using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>An account of the demonstration, as the sign-in page lists it.</summary>
/// <param name="UserName">What the one-click sign-in names.</param>
/// <param name="Name">What people see.</param>
/// <param name="Role">The role in words.</param>
public sealed record DemonstrationAccount(string UserName, string Name, string Role);

/// <summary>
/// Prepares a class with one of everyone, so that the portal can be tried at once. Its accounts have no passphrase:
/// they are signed in by one click, and only while the demonstration is switched on. One click opens the accounts that were made here and
/// no others, whatever they are called.
/// </summary>
public sealed class DemonstrationClass(WriteGate gate, IDbContextFactory<TrainingDb> databases, Accounts accounts, TimeProvider time)
{
    private const string ClassName = "Demonstration class";

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

    /// <summary>Creates whatever of the demonstration is missing; a second start changes nothing.</summary>
    /// <param name="dayId">The training day that the class takes.</param>
    /// <param name="ct">Stops the start.</param>
    public async Task PrepareAsync(string dayId, CancellationToken ct = default)
    {
        await gate.WriteAsync(
            async db =>
            {
                if (await db.Set<Person>().AnyAsync(person => person.Demonstration == People[0].UserName, ct))
                {
                    return Outcome.Done;
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

                return Outcome.Done;
            },
            ct
        );
    }

    /// <summary>The id of the account that one click opens; refused for a real account, and for one that is disabled or no longer
    /// there.</summary>
    /// <param name="userName">What the one-click sign-in names.</param>
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
            : Refusal.NotFound("There is no such account of the demonstration, or it is disabled.");
    }
}
