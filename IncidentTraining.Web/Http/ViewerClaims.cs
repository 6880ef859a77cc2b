using System.Security.Claims;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Puts the person into the sign-in cookie: id, name, and whether they administer the site. Roles in a class are not
/// in it, because they may change while the cookie lives.
/// </summary>
internal sealed class ViewerClaims(
    UserManager<IdentityUser> users, IOptions<IdentityOptions> options, IDbContextFactory<TrainingDb> databases)
    : UserClaimsPrincipalFactory<IdentityUser>(users, options)
{
    public const string PersonId = "person";
    public const string DisplayName = "display-name";
    public const string Administrator = "administrator";
    public const string ChosenClass = "class";

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

    /// <summary>The actor of a signed-in principal; null for a visitor.</summary>
    public static Actor? ActorOf(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(PersonId), out var id)
        ? new Actor(id, principal.HasClaim(Administrator, "true"))
        : null;
}
