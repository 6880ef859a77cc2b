using System.Security.Cryptography;
using System.Text;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using IncidentTraining.Web.Settings;

namespace IncidentTraining.Web.Features.People;

/// <summary>
/// Decides who may use the demonstration's accounts, which require no passphrase. In Development, anyone at the machine itself. In every
/// other environment only a browser that has opened the link with the random key: a proxy that adds no header makes each request look
/// local, and header checks cannot detect it.
/// </summary>
internal sealed class DemonstrationDoor
{
    private const string Cookie = "incident-training-demonstration";
    private const int KeyBytes = 16;

    private readonly PortalSettings _settings;
    private readonly string _key;

    public DemonstrationDoor(PortalSettings settings)
        : this(settings, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes))) { }

    /// <param name="settings">The settings.</param>
    /// <param name="key">The key of this start.</param>
    internal DemonstrationDoor(PortalSettings settings, string key) => (_settings, _key) = (settings, key);

    /// <summary>Whether the demonstration exists and needs its key.</summary>
    public bool NeedsKey => _settings is { Demonstration: true, DemonstrationNeedsKey: true };

    /// <summary>The path of the link that the start prints; it works until the portal stops.</summary>
    public string KeyPath => $"{PeoplePaths.Demonstration}/{_key}";

    /// <summary>Whether this browser may use the accounts.</summary>
    public bool IsOpenTo(HttpContext context) =>
        _settings.Demonstration && (NeedsKey ? IsKey(context.Request.Cookies[Cookie]) : PeopleEndpoints.IsFromThisMachine(context));

    /// <summary>
    /// Allows the browser that opened the link to use the accounts; a wrong key gets the same response as a page that does not exist.
    /// </summary>
    public IResult Enter(string key, HttpContext context)
    {
        if (!NeedsKey || !IsKey(key))
        {
            MissingPage.Answer(
                context,
                "This link does not open a demonstration",
                "The link is printed by the portal when it starts and works until it stops. Copy it from the output of the latest start."
            );
            return Results.Empty;
        }

        // Kept out of the address of subsequent pages, and thus out of histories and screenshots.
        context.Response.Cookies.Append(
            Cookie,
            key,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            }
        );
        return Results.LocalRedirect(PeoplePaths.SignIn);
    }

    private bool IsKey(string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_key), Encoding.UTF8.GetBytes(given ?? ""));
}
