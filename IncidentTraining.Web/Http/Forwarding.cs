using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Takes the scheme and the client address from the headers of a trusted reverse proxy. Without the scheme, browsers reject the response to
/// the sign-in, because it leads from HTTPS to HTTP; without the address, all users appear as one client.
/// </summary>
internal static partial class Forwarding
{
    // The middleware renames a header that it has used to the second name.
    private static readonly string[] Signs =
    [
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "Forwarded",
        "X-Real-IP",
        "Via",
        "X-Original-For",
        "X-Original-Proto",
        "X-Original-Host",
    ];

    public static void AddForwarding(this WebApplicationBuilder builder, PortalSettings settings) =>
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            // X-Forwarded-Host is excluded: by default proxies pass on the client's own header.
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Allows as many chained proxies as are trusted. By default only this machine's are.
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
        app.Use(
            (context, next) =>
            {
                if (!hasWarned && Misses(context.Request) is { } cure)
                {
                    hasWarned = true;
                    LogMisses(app.Logger, context.Connection.RemoteIpAddress, cure);
                }

                return next(context);
            }
        );
    }

    /// <summary>Whether the request came through a proxy, trusted or not.</summary>
    public static bool WasForwarded(HttpRequest request) => Signs.Any(request.Headers.ContainsKey);

    /// <summary>Returns what to do if the proxy uses HTTPS and the portal does not know it; null when there is no problem.</summary>
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

        return request.Headers.Origin == $"https://{request.Host}" ? "Configure the proxy to set X-Forwarded-Proto" : null;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A request from {Address} belongs to a page under HTTPS, but is treated as HTTP: browsers will reject form responses, and users cannot sign in. {Cure}."
    )]
    private static partial void LogMisses(ILogger logger, System.Net.IPAddress? address, string cure);
}
