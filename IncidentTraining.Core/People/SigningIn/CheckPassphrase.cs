using System.Security.Cryptography;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Checks a name and a passphrase. An unknown name, an unknown class, an account without a passphrase and a wrong passphrase take the same
/// time and return the same message.
/// </summary>
public sealed class CheckPassphrase(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    IPasswordHasher<IdentityUser> hasher,
    PassphraseWork work,
    Accounts accounts,
    ILookupNormalizer normalizer,
    SignInTries tries,
    TimeProvider time
) : IUseCase
{
    // Don't reveal which part was wrong.
    private static readonly Refusal NotRecognised = Refusal.NotAllowed(
        "This name and passphrase do not match. If you joined with a class code, type the code as well."
    );

    private readonly IdentityUser _nobody = new();
    private readonly Lazy<string> _hashOfNobody = new(() =>
        hasher.HashPassword(new IdentityUser(), RandomNumberGenerator.GetHexString(32))
    );

    /// <summary>What was typed.</summary>
    /// <param name="Code">The class code; empty for staff.</param>
    /// <param name="Name">The name.</param>
    /// <param name="Passphrase">Secret.</param>
    public sealed record Input(string? Code, string? Name, string? Passphrase);

    /// <summary>The id of the account to which name and passphrase belong.</summary>
    public async Task<Outcome<string>> RunAsync(Input input, Visit visit, CancellationToken ct = default)
    {
        var userName = PersonName.Tidy(input.Name);
        await using var db = await databases.CreateDbContextAsync(ct);
        string? memberId;
        if (!string.IsNullOrWhiteSpace(input.Code))
        {
            if (JoinCode.Parse(input.Code) is not { } code)
            {
                return Refusal.Invalid("A class code has eight letters and digits, like 7KXR-4WHT. Staff leave it empty.");
            }

            var cohortId = await db.Set<Cohort>()
                .Where(cohort => cohort.JoinCode == code.Value)
                .Select(cohort => cohort.Id)
                .SingleOrDefaultAsync(ct);
            memberId = await accounts.FindMemberAsync(db, cohortId, userName, ct);
            userName = Accounts.UserNameInClass(cohortId, userName);
        }
        else
        {
            memberId = await accounts.FindStaffAsync(db, userName, ct);
        }

        var normal = normalizer.NormalizeName(userName);
        var found = await (
            from one in db.Users.AsNoTracking()
            join owner in db.Set<Person>().AsNoTracking() on one.Id equals owner.UserId
            where one.NormalizedUserName == normal || one.Id == memberId
            select new { User = one, Person = owner }
        ).ToListAsync(ct);
        // The account with exactly this user name takes precedence over one that was created in another class.
        var account = found.Find(one => one.User.NormalizedUserName == normal) ?? found.FirstOrDefault();
        var (user, person) = (account?.User, account?.Person);
        var isKnown = user is not null && visit.Knows(user.Id);
        if (tries.RefuseEarly(normal, visit, isKnown) is { } early)
        {
            return early with
            {
                Message = $"{early.Message} If you have forgotten your passphrase, the facilitator can give you a one-time code.",
            };
        }

        // The same work for every error.
        var passphrase = input.Passphrase is { Length: <= PersonName.LongestPassphrase } given ? given : "";
        var isRight = await work.RunAsync(
            () =>
                hasher.VerifyHashedPassword(user ?? _nobody, user?.PasswordHash ?? _hashOfNobody.Value, passphrase)
                    is not PasswordVerificationResult.Failed,
            ct
        );
        if (isRight && user?.PasswordHash is not null && Accounts.IsTyped(userName) && person is { DisabledAt: null })
        {
            tries.Succeeded(normal, visit, isKnown);
            return user.Id;
        }

        tries.Failed(normal, visit, isKnown);
        // For unknown names, too: the duration of a commit can be measured.
        await gate.WriteAsync(
            async change =>
            {
                await change.RecordFailureAsync(person?.Id, visit.Address, time, ct);
                return Outcome.Done;
            },
            ct
        );
        return NotRecognised;
    }
}
