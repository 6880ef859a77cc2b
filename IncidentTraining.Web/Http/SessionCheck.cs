using System.Security.Claims;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IncidentTraining.Web.Http;

/// <summary>Checks at each request that the sign-in still counts, and that what it says of the person is still true.</summary>
internal static class SessionCheck
{
    private static readonly object Ended = new();

    /// <summary>Refuses a cookie whose session has ended, and corrects one that says more or less than is true now.</summary>
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

        // Identity asks by itself whether its own check is due, but only after it has built its managers and a database context, at
        // every request: half of what a kept page costs. The question is cheap, so it comes first.
        var interval = services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        if (context.Properties.IssuedUtc is not { } issued || services.GetRequiredService<TimeProvider>().GetUtcNow() - issued > interval)
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
    }

    /// <summary>Sends a visitor to the sign-in page, which says so when the sign-in was ended elsewhere.</summary>
    /// <param name="standard">What the framework does: it sends pages away and gives scripts a plain 401.</param>
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
    /// Every half hour Identity makes the sign-in anew from the database, which knows nothing of the session and of the class that
    /// was chosen in this browser: without the class, staff with several would work on in another one without noticing.
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
