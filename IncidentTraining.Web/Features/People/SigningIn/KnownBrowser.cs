using System.Security.Cryptography;
using IncidentTraining.Core.People;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentTraining.Web.Features.People;

/// <summary>
/// Remembers in a signed cookie which accounts have signed in with this browser. Their wrong attempts are counted separately from everyone
/// else's, so that others who guess cannot lock out the owner.
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection)
{
    private const string Cookie = "incident-training-browser";
    private const int MostAccounts = 8;

    private readonly IDataProtector _protector = protection.CreateProtector("KnownBrowser");

    /// <summary>The source of the request.</summary>
    public Visit VisitOf(HttpContext context) =>
        new(context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Headers.UserAgent.ToString(), Accounts(context));

    /// <summary>Adds an account that has just signed in.</summary>
    public void Remember(HttpContext context, string userId)
    {
        string[] accounts = [userId, .. Accounts(context).Where(known => known != userId).Take(MostAccounts - 1)];
        context.Response.Cookies.Append(
            Cookie,
            _protector.Protect(string.Join(' ', accounts)),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(180),
            }
        );
    }

    private string[] Accounts(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } cookie ? _protector.Unprotect(cookie).Split(' ') : [];
        }
        catch (CryptographicException)
        {
            // Forged, or signed with a lost key: treated like any other browser.
            return [];
        }
    }
}
