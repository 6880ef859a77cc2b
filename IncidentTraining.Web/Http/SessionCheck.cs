using System.Security.Claims;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IncidentTraining.Web.Http;

/// <summary>Checks for each request that the sign-in is still valid, and that its data about the person is current.</summary>
internal static class SessionCheck
{
    private static readonly object Ended = new();

    /// <summary>Refuses a cookie whose session has ended, and updates one whose data is out of date.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var standing = ViewerClaims.SessionOf(context.Principal) is { } sessionId
            ? await services.GetRequiredService<SessionGuard>().CheckAsync(sessionId, ct: context.HttpContext.RequestAborted)
            : null;
        if (standing is null)
        {
            context.RejectPrincipal();
            context.HttpContext.Items[Ended] = true;
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        if (!ViewerClaims.Tells(context.Principal!, standing))
        {
            context.ReplacePrincipal(ViewerClaims.With(context.Principal!, standing));
            context.ShouldRenew = true;
        }

        // Identity checks whether its own validation is due only after it has built its managers and a database context, for every request:
        // half of the cost of a cached page. This check is cheap, so it comes first.
        var interval = services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        if (context.Properties.IssuedUtc is not { } issued || services.GetRequiredService<TimeProvider>().GetUtcNow() - issued > interval)
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
    }

    /// <summary>Redirects a visitor to the sign-in page, which explains it if the sign-in was ended elsewhere.</summary>
    /// <param name="standard">The framework's behaviour: it redirects pages and responds to scripts with a plain 401.</param>
    public static Func<RedirectContext<CookieAuthenticationOptions>, Task> SayThatItEnded(
        Func<RedirectContext<CookieAuthenticationOptions>, Task> standard
    ) =>
        redirect =>
        {
            if (redirect.HttpContext.Items.ContainsKey(Ended))
            {
                redirect.RedirectUri += $"&{PeoplePaths.Ended}=true";
            }

            return standard(redirect);
        };

    /// <summary>
    /// Every half hour Identity recreates the sign-in from the database, which does not contain the session and the class selected in this
    /// browser: without the class, staff with several would continue in another one without noticing.
    /// </summary>
    public static Task CarryOverThisBrowser(SecurityStampRefreshingPrincipalContext refreshing)
    {
        if (refreshing.NewPrincipal?.Identity is ClaimsIdentity identity)
        {
            foreach (
                var claim in refreshing.CurrentPrincipal?.Claims.Where(claim =>
                    claim.Type is ViewerClaims.ChosenClass or ViewerClaims.Session or ViewerClaims.Provider
                ) ?? []
            )
            {
                identity.AddClaim(new Claim(claim.Type, claim.Value));
            }
        }

        return Task.CompletedTask;
    }
}
