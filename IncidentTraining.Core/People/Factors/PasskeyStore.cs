using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Lets Identity read the passkeys, with which it verifies what a browser sends. They are written by <see cref="OwnPasskeys"/> and
/// <see cref="UsePasskey"/>, through the write gate.
/// </summary>
public sealed class PasskeyStore(TrainingDb db, IdentityErrorDescriber describer) : UserOnlyStore<IdentityUser, TrainingDb>(db, describer)
{
    /// <inheritdoc />
    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(IdentityUser user, CancellationToken cancellationToken) =>
        [.. (await Of(user).ToListAsync(cancellationToken)).Select(Info)];

    /// <inheritdoc />
    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(
        IdentityUser user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        await Of(user).SingleOrDefaultAsync(passkey => passkey.CredentialId == credentialId, cancellationToken) is { } found
            ? Info(found)
            : null;

    /// <inheritdoc />
    public override async Task<IdentityUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await (
            from passkey in Context.Set<Passkey>()
            join person in Context.Set<Person>() on passkey.PersonId equals person.Id
            join user in Context.Users on person.UserId equals user.Id
            where passkey.CredentialId == credentialId
            select user
        ).SingleOrDefaultAsync(cancellationToken);

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always: use <see cref="OwnPasskeys"/>.</exception>
    public override Task AddOrUpdatePasskeyAsync(IdentityUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys are written by the use cases.");

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always: use <see cref="OwnPasskeys"/>.</exception>
    public override Task RemovePasskeyAsync(IdentityUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys are written by the use cases.");

    private IQueryable<Passkey> Of(IdentityUser user) =>
        from passkey in Context.Set<Passkey>().AsNoTracking()
        join person in Context.Set<Person>() on passkey.PersonId equals person.Id
        where person.UserId == user.Id
        select passkey;

    // The browser's data at creation is not stored: no attestation is requested.
    private static UserPasskeyInfo Info(Passkey passkey) =>
        new(
            passkey.CredentialId,
            passkey.PublicKey,
            new DateTimeOffset(passkey.CreatedAt, TimeSpan.Zero),
            (uint)passkey.SignCount,
            passkey.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true,
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            attestationObject: [],
            clientDataJson: []
        );
}
