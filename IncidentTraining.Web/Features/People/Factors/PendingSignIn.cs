using System.Globalization;
using System.Security.Cryptography;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace IncidentTraining.Web.Features.People;

/// <summary>The first step of a sign-in that also asks for a code.</summary>
internal enum FirstStep
{
    /// <summary>The passphrase.</summary>
    Passphrase,

    /// <summary>A new passphrase, chosen with a one-time code.</summary>
    OneTimeCode,

    /// <summary>A sign-in provider.</summary>
    Provider,

    /// <summary>One click on an account of the demonstration.</summary>
    Demonstration,
}

/// <summary>A sign-in that has passed its first step and still needs a code.</summary>
/// <param name="User">The account.</param>
/// <param name="Step">The kind of first step.</param>
/// <param name="Provider">The id of the provider; empty without one.</param>
internal sealed record HalfSignIn(IdentityUser User, FirstStep Step, string Provider = "");

/// <summary>
/// Stores for some minutes in an encrypted cookie that a browser has passed the first step of the sign-in to an account that also requires
/// a code. A new passphrase invalidates it.
/// </summary>
internal sealed class PendingSignIn(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long the code can be entered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string Cookie = "incident-training-pending";

    private readonly IDataProtector _protector = protection.CreateProtector("PendingSignIn");

    /// <summary>Starts the second step.</summary>
    public void Begin(HttpContext context, HalfSignIn half) =>
        context.Response.Cookies.Append(
            Cookie,
            _protector.Protect(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{half.User.Id} {half.User.SecurityStamp} {(time.GetUtcNow() + Lifetime).UtcTicks} {half.Step} {half.Provider}"
                )
            ),
            Options(context)
        );

    /// <summary>Ends it.</summary>
    public void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    /// <summary>The sign-in that has passed its first step; null when there is none, or it has expired.</summary>
    public async Task<HalfSignIn?> FindAsync(HttpContext context, UserManager<IdentityUser> users)
    {
        if (
            Read(context) is not [var id, var stamp, var until, var step, var provider]
            || time.GetUtcNow().UtcTicks > long.Parse(until, CultureInfo.InvariantCulture)
        )
        {
            return null;
        }

        return await users.FindByIdAsync(id) is { } user && user.SecurityStamp == stamp
            ? new HalfSignIn(user, Enum.Parse<FirstStep>(step), provider)
            : null;
    }

    private string[] Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } cookie ? _protector.Unprotect(cookie).Split(' ') : [];
        }
        catch (CryptographicException)
        {
            // Forged, or encrypted with a lost key.
            return [];
        }
    }

    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = PeoplePaths.SecondFactor,
        };
}
