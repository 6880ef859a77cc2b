using System.Security.Claims;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Adds the person to the sign-in cookie for display: id, name, and whether they are an administrator. Each request updates name and
/// administrator flag from the database; class roles are not included.
/// </summary>
internal sealed class ViewerClaims(
    UserManager<IdentityUser> users,
    IOptions<IdentityOptions> options,
    IDbContextFactory<TrainingDb> databases
) : UserClaimsPrincipalFactory<IdentityUser>(users, options)
{
    public const string PersonId = "person";
    public const string DisplayName = "display-name";
    public const string Administrator = "administrator";
    public const string ChosenClass = "class";
    public const string Session = "session";

    /// <summary>The provider with which the person signed in; missing for a passphrase.</summary>
    public const string Provider = "provider";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(IdentityUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        await using var db = await databases.CreateDbContextAsync();
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.UserId == user.Id);
        identity.AddClaim(new Claim(PersonId, person.Id.ToString()));
        identity.AddClaim(new Claim(DisplayName, person.DisplayName));
        if (person.IsAdministrator)
        {
            identity.AddClaim(new Claim(Administrator, "true"));
        }

        return identity;
    }

    /// <summary>Returns the actor of a signed-in principal; null for a visitor.</summary>
    public static Actor? ActorOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(PersonId), out var id)
            ? new Actor(id, principal.HasClaim(Administrator, "true")) { SessionId = SessionOf(principal) }
            : null;

    /// <summary>The session that the cookie names; null for a visitor.</summary>
    public static Guid? SessionOf(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirstValue(Session), out var id) ? id : null;

    /// <summary>Whether the principal's data about the person is current.</summary>
    public static bool Tells(ClaimsPrincipal principal, Standing standing) =>
        principal.FindFirstValue(DisplayName) == standing.Name && principal.HasClaim(Administrator, "true") == standing.IsAdministrator;

    /// <summary>The principal with the person's current data.</summary>
    public static ClaimsPrincipal With(ClaimsPrincipal principal, Standing standing)
    {
        var old = (ClaimsIdentity)principal.Identity!;
        var identity = new ClaimsIdentity(
            old.Claims.Where(claim => claim.Type is not (DisplayName or Administrator)),
            old.AuthenticationType,
            old.NameClaimType,
            old.RoleClaimType
        );
        identity.AddClaim(new Claim(DisplayName, standing.Name));
        if (standing.IsAdministrator)
        {
            identity.AddClaim(new Claim(Administrator, "true"));
        }

        return new ClaimsPrincipal(identity);
    }
}
