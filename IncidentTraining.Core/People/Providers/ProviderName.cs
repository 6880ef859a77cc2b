using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Chooses the name of a new account from the name at the provider.</summary>
internal static class ProviderName
{
    /// <summary>
    /// Returns the name that others will see. A name that can be mistaken for a local account of the staff or of one of the classes is
    /// refused: it may be the same person, who should then connect the account, or another, who must not be mistaken for them. Connected
    /// accounts with the same name get a number.
    /// </summary>
    public static async Task<Outcome<string>> ChooseAsync(
        TrainingDb db,
        ProviderIdentity who,
        IReadOnlyCollection<Guid> cohortIds,
        CancellationToken ct
    )
    {
        var name = Cleaned(who.Name);
        if (NameSkeleton.Of(name).Length == 0 || NameSkeleton.IsOverloaded(name))
        {
            return Refusal.Conflict(
                $"{who.Provider} provides no readable name for you. Ask the person who manages {who.Provider} to enter your name, then sign in again."
            );
        }

        var neighbours = await db.Set<Person>()
            .AsNoTracking()
            .Where(person =>
                person.IsAdministrator || db.Set<Membership>().Any(m => m.PersonId == person.Id && cohortIds.Contains(m.CohortId))
            )
            .Select(person => new { person.DisplayName, IsLocal = !db.UserLogins.Any(login => login.UserId == person.UserId) })
            .ToListAsync(ct);
        var taken = neighbours.ToLookup(one => NameSkeleton.Of(one.DisplayName), one => one.IsLocal);
        if (taken[NameSkeleton.Of(name)].Contains(true))
        {
            return Refusal.Conflict(
                $"There is already an account called {name} in the portal. If it is yours, sign in with its passphrase, open your account page and connect {who.Provider} there. If it is another person's, ask the facilitator or an administrator to add an initial to that name, then sign in again."
            );
        }

        var (chosen, number) = (name, 1);
        while (taken.Contains(NameSkeleton.Of(chosen)))
        {
            number++;
            var mark = $" ({number})";
            chosen =
                (name.Length + mark.Length > PersonName.MaxLength ? name[..(PersonName.MaxLength - mark.Length)].TrimEnd() : name) + mark;
        }

        return chosen;
    }

    private static string Cleaned(string given)
    {
        var visible = string.Concat(
            given
                .EnumerateRunes()
                .Where(rune => !System.Text.Rune.IsControl(rune) && !NameSkeleton.IsInvisible(rune) && rune.Value != '/')
                .Select(rune => rune.ToString())
        );
        var name = PersonName.Tidy(visible);
        while (name.Length > PersonName.MaxLength)
        {
            name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        }

        return name.TrimEnd();
    }
}
