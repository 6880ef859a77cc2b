using System.Security.Claims;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Web.Features.People;

/// <summary>Signs people in with name and passphrase, with the class code where the name is a trainee's.</summary>
internal sealed class SignIn(SignInManager<IdentityUser> identity, IDbContextFactory<TrainingDb> databases)
{
    // One sentence for every failure: which part was wrong is nobody's business who cannot sign in.
    private static readonly Refusal NotRecognised = Refusal.NotAllowed(
        "This name and passphrase do not belong together. Trainees also need the code of their class.");

    /// <summary>Signs in; a trainee gives the class code, staff leave it empty.</summary>
    public async Task<Outcome> WithPassphraseAsync(string? code, string? name, string? passphrase)
    {
        var userName = PersonName.Tidy(name);
        if (!string.IsNullOrWhiteSpace(code))
        {
            if (JoinCode.Parse(code) is not { } joinCode)
            {
                return Refusal.Invalid("A class code has eight letters and digits, like ABCD-EFGH. Staff leave it empty.");
            }

            await using var db = await databases.CreateDbContextAsync();
            var cohort = await db.Set<Cohort>().AsNoTracking().SingleOrDefaultAsync(c => c.JoinCode == joinCode.Value);
            if (cohort is null)
            {
                return NotRecognised;
            }

            userName = Accounts.UserNameInClass(cohort.Id, userName);
        }

        var result = await identity.PasswordSignInAsync(userName, passphrase ?? "", isPersistent: true, lockoutOnFailure: true);
        return result switch
        {
            { Succeeded: true } => Outcome.Done,
            { IsLockedOut: true } => Refusal.NotAllowed("Too many wrong passphrases for this name. Wait two minutes, then try again."),
            _ => NotRecognised,
        };
    }

    /// <summary>Signs in somebody who has just proved who they are by joining or setting up.</summary>
    public async Task AsNewAsync(string userName)
    {
        var user = await identity.UserManager.FindByNameAsync(userName)
            ?? throw new InvalidOperationException("The account that was just created is not there.");
        await identity.SignInAsync(user, isPersistent: true);
    }

    /// <summary>Makes a class the one whose pages are shown; the caller has checked that the person belongs to it.</summary>
    public async Task ChooseClassAsync(ClaimsPrincipal principal, Guid cohortId)
    {
        var user = await identity.UserManager.GetUserAsync(principal);
        if (user is not null)
        {
            await identity.SignInWithClaimsAsync(user, isPersistent: true, [new Claim(ViewerClaims.ChosenClass, cohortId.ToString())]);
        }
    }

    /// <summary>Signs out.</summary>
    public Task OutAsync() => identity.SignOutAsync();
}
