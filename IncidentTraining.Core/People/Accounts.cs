using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Creates the Identity user and the person in one transaction. Identity's own <c>UserManager</c> would commit the user separately and
/// leave an orphan behind if the rest failed.
/// </summary>
public sealed class Accounts(ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>Prefix of the user name of an account that was merged into another.</summary>
    internal const string MergedPrefix = "merged/";

    /// <summary>Prefix of the user name of an account that was created by a sign-in provider.</summary>
    internal const string ConnectedPrefix = "connected/";

    /// <summary>Prefix of the user name of a person who has left the class whose code they signed in with.</summary>
    internal const string LeftPrefix = "left/";

    /// <summary>Prefix of the user name of an anonymised person.</summary>
    internal const string AnonymousPrefix = "anonymous/";

    private static readonly string[] Closed = [MergedPrefix, ConnectedPrefix, LeftPrefix, AnonymousPrefix];

    /// <summary>
    /// The user name of a person who has left the class whose code they signed in with. In their other classes they sign in with the same
    /// name.
    /// </summary>
    internal static string UserNameOfLeft(Guid personId, string name) => $"{LeftPrefix}{personId:N}/{PersonName.Tidy(name)}";

    /// <summary>The part of a user name that its person types: without a class or other prefix.</summary>
    internal static string TypedNameOf(string userName) => userName[(userName.LastIndexOf('/') + 1)..];

    /// <summary>Trainees sign in with the class code and their name, so a name is unique only within its class.</summary>
    public static string UserNameInClass(Guid cohortId, string name) => $"{cohortId:N}/{PersonName.Tidy(name)}";

    /// <summary>Whether a passphrase can open the account: its user name is one that a person types, not one that only the portal
    /// knows.</summary>
    public static bool IsTyped(string userName) =>
        !Array.Exists(Closed, prefix => userName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a sign-in provider created the account, which can then be opened only through a provider.</summary>
    public static bool IsOfProvider(string userName) => userName.StartsWith(ConnectedPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives an account another user name.</summary>
    internal async Task RenameAsync(TrainingDb db, Person person, string userName, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(one => one.Id == person.UserId, ct);
        (user.UserName, user.NormalizedUserName) = (userName, normalizer.NormalizeName(userName));
    }

    /// <summary>Gives an account another passphrase, which also invalidates what was signed with the old one.</summary>
    internal async Task TakePassphraseAsync(TrainingDb db, Person person, string passphraseHash, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(one => one.Id == person.UserId, ct);
        (user.PasswordHash, user.SecurityStamp) = (passphraseHash, Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
    }

    /// <summary>Removes all sign-in methods from accounts, and gives them user names without people's names.</summary>
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

    /// <summary>Whether the user name is taken, ignoring case.</summary>
    public Task<bool> IsTakenAsync(TrainingDb db, string userName, CancellationToken ct)
    {
        var normal = normalizer.NormalizeName(userName);
        return db.Users.AnyAsync(user => user.NormalizedUserName == normal, ct);
    }

    /// <summary>
    /// Whether a name is taken in a class: by an account of the class, or by a member whose account belongs to another class.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="name">The name.</param>
    /// <param name="except">The id of the account that may have it; null for none.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<bool> IsTakenInClassAsync(TrainingDb db, Guid cohortId, string name, string? except, CancellationToken ct)
    {
        var normal = normalizer.NormalizeName(UserNameInClass(cohortId, name));
        return await db.Users.AnyAsync(user => user.NormalizedUserName == normal && user.Id != except, ct)
            || await Members(db, cohortId, name).AnyAsync(id => id != except, ct);
    }

    /// <summary>
    /// The account of a member who signs in with a name although the account was not created in the class: the person is in several
    /// classes, or has left the one whose code they signed in with. Null for none, and when several have the name.
    /// </summary>
    internal async Task<string?> FindMemberAsync(TrainingDb db, Guid cohortId, string name, CancellationToken ct) =>
        await Members(db, cohortId, name).Take(2).ToListAsync(ct) is [var only] ? only : null;

    /// <summary>
    /// The account of an administrator or staff member of any class whose account was created in a class: the person was a trainee before,
    /// or came with an imported class. Like all staff they leave the class code empty. Null for none, and when several have the name: those
    /// must type the code.
    /// </summary>
    internal async Task<string?> FindStaffAsync(TrainingDb db, string name, CancellationToken ct) =>
        await Named(
                db,
                name,
                db.Set<Membership>()
                    .Where(m => m.Role != ClassRole.Trainee)
                    .Select(m => m.PersonId)
                    .Union(db.Set<Person>().Where(person => person.IsAdministrator).Select(person => person.Id))
            )
            .Take(2)
            .ToListAsync(ct)
            is [var only]
            ? only
            : null;

    /// <summary>The person who signs in with the name and without a class code: the owner of exactly this user name, or else of
    /// <see cref="FindStaffAsync"/>. Null for none.</summary>
    internal async Task<Person?> FindWithoutCodeAsync(TrainingDb db, string name, CancellationToken ct)
    {
        var (normal, ofClass) = (normalizer.NormalizeName(PersonName.Tidy(name)), await FindStaffAsync(db, name, ct));
        return await (
            from user in db.Users
            join person in db.Set<Person>() on user.Id equals person.UserId
            where user.NormalizedUserName == normal || user.Id == ofClass
            orderby user.NormalizedUserName == normal descending
            select person
        ).FirstOrDefaultAsync(ct);
    }

    private IQueryable<string> Members(TrainingDb db, Guid cohortId, string name) =>
        Named(db, name, db.Set<Membership>().Where(m => m.CohortId == cohortId).Select(m => m.PersonId));

    private IQueryable<string> Named(TrainingDb db, string name, IQueryable<Guid> people)
    {
        // No name is as long as this, and the database refuses to compare with an unlimited text.
        var tidy = PersonName.Tidy(name);
        var ending = $"/{normalizer.NormalizeName(tidy.Length > 2 * PersonName.MaxLength ? tidy[..(2 * PersonName.MaxLength)] : tidy)}";
        var (merged, connected, anonymous) = (
            normalizer.NormalizeName(MergedPrefix),
            normalizer.NormalizeName(ConnectedPrefix),
            normalizer.NormalizeName(AnonymousPrefix)
        );
        var accounts =
            from person in db.Set<Person>()
            join user in db.Users on person.UserId equals user.Id
            where
                people.Contains(person.Id)
                && user.NormalizedUserName!.EndsWith(ending)
                && !user.NormalizedUserName.StartsWith(merged)
                && !user.NormalizedUserName.StartsWith(connected)
                && !user.NormalizedUserName.StartsWith(anonymous)
            orderby user.Id
            select user.Id;
        return accounts;
    }

    /// <summary>Adds the user and the person to the context; the caller's transaction commits them.</summary>
    /// <param name="db">The caller's context.</param>
    /// <param name="userName">The name that the person signs in with.</param>
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
