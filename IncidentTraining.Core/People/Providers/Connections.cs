using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The connections between accounts and subjects of providers, in Identity's own table.</summary>
internal static class Connections
{
    /// <summary>
    /// Finds the person of a subject, tracked; null when no account is connected. After a merge it is the account that was kept.
    /// </summary>
    public static async Task<Person?> FindConnectedAsync(this TrainingDb db, ProviderIdentity who, CancellationToken ct)
    {
        var person = await (
            from login in db.UserLogins
            join one in db.Set<Person>() on login.UserId equals one.UserId
            where login.LoginProvider == who.Issuer && login.ProviderKey == who.Subject
            select one
        ).SingleOrDefaultAsync(ct);
        while (
            person is { DisabledAt: not null }
            && await db.Set<AccountMerge>()
                .AsNoTracking()
                .SingleOrDefaultAsync(merge => merge.FromId == person.Id && merge.UndoneAt == null, ct)
                is { } merge
        )
        {
            person = await db.Set<Person>().SingleAsync(one => one.Id == merge.IntoId, ct);
        }

        return person;
    }

    /// <summary>Connects a person with a subject.</summary>
    public static void Connect(this TrainingDb db, Person person, ProviderIdentity who) =>
        db.UserLogins.Add(
            new IdentityUserLogin<string>
            {
                LoginProvider = who.Issuer,
                ProviderKey = who.Subject,
                ProviderDisplayName = who.Provider,
                UserId = person.UserId,
            }
        );
}
