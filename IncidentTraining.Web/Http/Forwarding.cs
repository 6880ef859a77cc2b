using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Takes the scheme and the address of the person from the headers of a trusted reverse proxy. Without the scheme a browser
/// refuses the answer to the sign-in, because it leads from HTTPS to HTTP; without the address all people count as one.
/// </summary>
internal static partial class Forwarding
{
    // The second half is what the middleware leaves of a header that it has used.
    private static readonly string[] Signs =
    [
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via",
        "X-Original-For", "X-Original-Proto", "X-Original-Host",
    ];

    public static void AddForwarding(this WebApplicationBuilder builder, PortalSettings settings) =>
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            // The host is left out: proxies pass a client's own X-Forwarded-Host on unless told otherwise.
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As many proxies in a row as are trusted. This machine's are by default.
            options.ForwardLimit = null;
            foreach (var network in settings.TrustedProxies)
            {
                options.KnownIPNetworks.Add(network);
            }
        });

    public static void UseForwarding(this WebApplication app)
    {
        app.UseForwardedHeaders();
        var hasWarned = false;
        app.Use((context, next) =>
        {
            if (!hasWarned && Misses(context.Request) is { } cure)
            {
                hasWarned = true;
                LogMisses(app.Logger, context.Connection.RemoteIpAddress, cure);
            }

            return next(context);
        });
    }

    /// <summary>Whether the request has come through a proxy, trusted or not.</summary>
    public static bool WasForwarded(HttpRequest request) => Signs.Any(request.Headers.ContainsKey);

    /// <summary>What to do when the proxy uses HTTPS and the portal does not know it; null when all is well.</summary>
    private static string? Misses(HttpRequest request)
    {
        if (request.IsHttps)
        {
            return null;
        }

        if (request.Headers.ContainsKey("X-Forwarded-Proto") && !request.Headers.ContainsKey("X-Original-Proto"))
        {
            return $"Its address is not trusted. If it is your proxy, add the address to {Web.Settings.KnownSettings.ProxyTrusted}";
        }

        return request.Headers.Origin == $"https://{request.Host}" ? "Let the proxy set X-Forwarded-Proto" : null;
    }

    [LoggerMessage(LogLevel.Warning, "A request from {Address} belongs to a page under HTTPS, but counts as HTTP: browsers will refuse the answers to forms, and nobody can sign in. {Cure}.")]
    private static partial void LogMisses(ILogger logger, System.Net.IPAddress? address, string cure);
}
