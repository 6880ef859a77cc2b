using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Makes the Identity user and the person in one transaction. Identity's own <c>UserManager</c> would commit the
/// user by itself and leave an orphan behind when the rest fails.
/// </summary>
public sealed class Accounts(ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>With what the user name of an account begins that was merged into another.</summary>
    internal const string MergedPrefix = "merged/";

    /// <summary>With what the user name of an account begins that was created by a sign-in provider.</summary>
    internal const string ConnectedPrefix = "connected/";

    /// <summary>With what the user name of a person begins who has left the class with whose code they signed in.</summary>
    internal const string LeftPrefix = "left/";

    /// <summary>With what the user name of an anonymised person begins.</summary>
    internal const string AnonymousPrefix = "anonymous/";

    private static readonly string[] Closed = [MergedPrefix, ConnectedPrefix, LeftPrefix, AnonymousPrefix];

    /// <summary>Trainees sign in with the class code and their name, so a name is unique in its class only.</summary>
    public static string UserNameInClass(Guid cohortId, string name) => $"{cohortId:N}/{PersonName.Tidy(name)}";

    /// <summary>Whether a passphrase can open the account: its user name is one that a person types, not one that only the portal knows.</summary>
    public static bool IsTyped(string userName) => !Array.Exists(Closed, prefix => userName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a sign-in provider created the account, which then opens by a provider alone.</summary>
    public static bool IsOfProvider(string userName) => userName.StartsWith(ConnectedPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives an account another user name.</summary>
    internal async Task RenameAsync(TrainingDb db, Person person, string userName, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(one => one.Id == person.UserId, ct);
        (user.UserName, user.NormalizedUserName) = (userName, normalizer.NormalizeName(userName));
    }

    /// <summary>Gives an account another passphrase, which also outdates what was signed with the old one.</summary>
    internal async Task TakePassphraseAsync(TrainingDb db, Person person, string passphraseHash, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(one => one.Id == person.UserId, ct);
        (user.PasswordHash, user.SecurityStamp) = (passphraseHash, Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
    }

    /// <summary>Takes every way to sign in from accounts, and gives them user names without the names of their people.</summary>
    internal async Task CloseAsync(TrainingDb db, IReadOnlyCollection<Person> people, CancellationToken ct)
    {
        var (userIds, ids) = (people.Select(person => person.UserId).ToList(), people.Select(person => person.Id).ToList());
        var users = await db.Users.Where(user => userIds.Contains(user.Id)).ToDictionaryAsync(user => user.Id, ct);
        foreach (var person in people)
        {
            var (user, userName) = (users[person.UserId], $"{AnonymousPrefix}{person.Id:N}");
            (user.UserName, user.NormalizedUserName) = (userName, normalizer.NormalizeName(userName));
            (user.PasswordHash, user.Email, user.NormalizedEmail, user.PhoneNumber) = (null, null, null, null);
            user.SecurityStamp = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        }

        await db.UserLogins.Where(login => userIds.Contains(login.UserId)).ExecuteDeleteAsync(ct);
        await db.UserClaims.Where(claim => userIds.Contains(claim.UserId)).ExecuteDeleteAsync(ct);
        await db.UserTokens.Where(token => userIds.Contains(token.UserId)).ExecuteDeleteAsync(ct);
        await db.Set<Passkey>().Where(passkey => ids.Contains(passkey.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<SecondFactor>().Where(factor => ids.Contains(factor.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<RecoveryCode>().Where(code => ids.Contains(code.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<OneTimeCode>().Where(code => ids.Contains(code.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<Session>().Where(session => ids.Contains(session.PersonId)).ExecuteDeleteAsync(ct);
    }

    /// <summary>Whether the user name is taken, whatever its case.</summary>
    public Task<bool> IsTakenAsync(TrainingDb db, string userName, CancellationToken ct)
    {
        var normal = normalizer.NormalizeName(userName);
        return db.Users.AnyAsync(user => user.NormalizedUserName == normal, ct);
    }

    /// <summary>Adds the user and the person to the context; the caller's transaction commits them.</summary>
    /// <param name="db">The caller's context.</param>
    /// <param name="userName">What the person signs in with.</param>
    /// <param name="displayName">What others see.</param>
    /// <param name="passphraseHash">From <see cref="NewPassphrases"/>; null for an account that cannot sign in by passphrase yet.</param>
    /// <param name="id">The id of the person; null for a new one.</param>
    public Person Add(TrainingDb db, string userName, string displayName, string? passphraseHash, Guid? id = null)
    {
        var now = time.GetUtcNow();
        var user = new IdentityUser(userName)
        {
            Id = Guid.CreateVersion7(now).ToString(),
            NormalizedUserName = normalizer.NormalizeName(userName),
            SecurityStamp = Guid.CreateVersion7(now).ToString("N"),
            PasswordHash = passphraseHash,
        };

        var person = new Person(id ?? Guid.CreateVersion7(now), displayName, user.Id, now.UtcDateTime);
        db.Add(user);
        db.Add(person);
        return person;
    }
}
