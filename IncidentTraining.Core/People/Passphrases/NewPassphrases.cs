using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The owner of a passphrase, as far as known when it is chosen: their names are the first guesses.</summary>
public sealed record PassphraseOwner
{
    /// <summary>The name of an account that is being created; null for an existing one.</summary>
    public string? Name { get; init; }

    /// <summary>The person; null for a new one.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The hash of the one-time code with which the person chooses it; null without one.</summary>
    public string? CodeHash { get; init; }

    /// <summary>The class that a new person is added to; null for none.</summary>
    public Guid? CohortId { get; init; }

    /// <summary>The code of the class that a new person joins; null for none.</summary>
    public JoinCode? JoinCode { get; init; }
}

/// <summary>
/// The only rule for new passphrases, and the only way to get the hash that is stored: too weak, short or long ones are refused.
/// </summary>
public sealed class NewPassphrases(IDbContextFactory<TrainingDb> databases, IPasswordHasher<IdentityUser> hasher, PassphraseWork work)
{
    /// <summary>
    /// The salted hash of a passphrase that is strong enough. It intentionally takes tens of milliseconds: compute it before the write,
    /// where others wait.
    /// </summary>
    public async Task<Outcome<string>> AcceptAsync(string passphrase, PassphraseOwner owner, CancellationToken ct = default)
    {
        var names = await NamesAsync(owner, ct);
        return await work.RunAsync<Outcome<string>>(
            () =>
                PassphraseEstimate.Of(passphrase, names) is { IsEnough: false } weak
                    ? Refusal.Invalid(weak.Words)
                    : hasher.HashPassword(new IdentityUser(), passphrase),
            ct
        );
    }

    /// <summary>The strength of a passphrase. It is neither stored nor logged.</summary>
    public async Task<PassphraseStrength> JudgeAsync(string passphrase, PassphraseOwner owner, CancellationToken ct = default) =>
        PassphraseEstimate.Of(passphrase, await NamesAsync(owner, ct));

    private async Task<IReadOnlyList<string>> NamesAsync(PassphraseOwner owner, CancellationToken ct)
    {
        var names = new List<string> { owner.Name ?? "" };
        if (owner with { Name = null } != new PassphraseOwner())
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            names.AddRange(await NamesAsync(db, owner, ct));
        }

        return names;
    }

    private static async Task<IEnumerable<string>> NamesAsync(TrainingDb db, PassphraseOwner owner, CancellationToken ct)
    {
        var (code, personId) = (owner.JoinCode?.Value, owner.PersonId);
        if (owner.CodeHash is { } codeHash)
        {
            personId ??= await db.Set<OneTimeCode>()
                .Where(one => one.Hash == codeHash)
                .Select(one => (Guid?)one.PersonId)
                .SingleOrDefaultAsync(ct);
        }

        var classes = await db.Set<Cohort>()
            .Where(cohort =>
                cohort.Id == owner.CohortId
                || cohort.JoinCode == code
                || db.Set<Membership>().Any(m => m.CohortId == cohort.Id && m.PersonId == personId)
            )
            .Select(cohort => cohort.Name)
            .ToListAsync(ct);
        return personId is { } known
            ?
            [
                .. classes,
                .. await db.Set<Person>().Where(person => person.Id == known).Select(person => person.DisplayName).ToListAsync(ct),
            ]
            : classes;
    }
}
