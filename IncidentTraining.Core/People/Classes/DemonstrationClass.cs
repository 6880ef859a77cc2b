using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.People;

/// <summary>An account of the demonstration, as the sign-in page lists it.</summary>
/// <param name="UserName">What the one-click sign-in names.</param>
/// <param name="Name">What people see.</param>
/// <param name="Role">The role in words.</param>
public sealed record DemonstrationAccount(string UserName, string Name, string Role);

/// <summary>
/// Prepares a class with one of everyone, so that the portal can be tried at once. Its accounts have no passphrase:
/// they are signed in by one click, and only while the demonstration is switched on.
/// </summary>
public sealed class DemonstrationClass(WriteGate gate, Accounts accounts, TimeProvider time)
{
    private const string ClassName = "Demonstration class";

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
        await gate.WriteAsync(async db =>
        {
            if (await accounts.IsTakenAsync(db, People[0].UserName, ct))
            {
                return Outcome.Done;
            }

            var now = time.GetUtcNow();
            var cohort = new Cohort(Guid.CreateVersion7(now), ClassName, dayId, JoinCode.Create(), "Europe/London", now.UtcDateTime);
            db.Add(cohort);
            foreach (var account in People)
            {
                var person = accounts.Add(db, account.UserName, account.Name, passphraseHash: null);
                if (account.Role == "Administrator")
                {
                    person.MakeAdministrator();
                    continue;
                }

                db.Add(new Membership(cohort.Id, person.Id, Enum.Parse<ClassRole>(account.Role), now.UtcDateTime));
            }

            return Outcome.Done;
        }, ct);
    }
}
