using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace IncidentTraining.Web.Features.People;

/// <summary>
/// Remembers for some minutes in an encrypted cookie that a browser has given the right passphrase of an account, whose sign-in also
/// asks for a code. A new passphrase makes it worthless.
/// </summary>
internal sealed class PendingSignIn(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long there is time for the code.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string Cookie = "incident-training-pending";

    private readonly IDataProtector _protector = protection.CreateProtector("PendingSignIn");

    /// <summary>Begins the second step.</summary>
    public void Begin(HttpContext context, IdentityUser user) => context.Response.Cookies.Append(
        Cookie,
        _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Id} {user.SecurityStamp} {(time.GetUtcNow() + Lifetime).UtcTicks}")),
        Options(context));

    /// <summary>Ends it.</summary>
    public void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    /// <summary>The account whose passphrase was right; null when none is, or its time is over.</summary>
    public async Task<IdentityUser?> FindAsync(HttpContext context, UserManager<IdentityUser> users)
    {
        if (Read(context) is not [var id, var stamp, var until] || time.GetUtcNow().UtcTicks > long.Parse(until, CultureInfo.InvariantCulture))
        {
            return null;
        }

        return await users.FindByIdAsync(id) is { } user && user.SecurityStamp == stamp ? user : null;
    }

    private string[] Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } cookie ? _protector.Unprotect(cookie).Split(' ') : [];
        }
        catch (CryptographicException)
        {
            // Made by others, or encrypted with a key that is gone.
            return [];
        }
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = PeoplePaths.SecondFactor,
    };
}
