using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IncidentTraining.Web.Startup;

/// <summary>What the operator must know once the portal is listening.</summary>
internal static partial class Announcements
{
    public static void Announce(this WebApplication app, PortalSettings settings)
    {
        if (!settings.Public.IsKnown && !app.Environment.IsDevelopment())
        {
            LogPublicAddressMissing(app.Logger, PublicAddress.Missing);
        }

        if (!settings.Demonstration)
        {
            return;
        }

        var door = app.Services.GetRequiredService<DemonstrationDoor>();
        if (door.NeedsKey)
        {
            LogDemonstrationLink(app.Logger, settings.Public.Link(door.KeyPath) ?? OwnAddress(app) + door.KeyPath);
        }
        else
        {
            LogDemonstrationOpen(app.Logger);
        }
    }

    /// <summary>An address at which this machine reaches the portal, for the operator's own browser.</summary>
    private static string OwnAddress(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        var address = BindingAddress.Parse(
            addresses?.FirstOrDefault(one => !one.Contains("://unix:", StringComparison.Ordinal)) ?? "http://localhost"
        );
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }

    [LoggerMessage(LogLevel.Warning, "{Missing}")]
    private static partial void LogPublicAddressMissing(ILogger logger, string missing);

    [LoggerMessage(
        LogLevel.Warning,
        "The demonstration is on. Its accounts, including the administrator's, need no passphrase in a browser that has opened this link, which works until the portal stops: {Link}"
    )]
    private static partial void LogDemonstrationLink(ILogger logger, string link);

    [LoggerMessage(
        LogLevel.Warning,
        "The demonstration is on, and this is Development: anyone who can reach the port, also through a proxy, can sign in as its administrator without a passphrase. Where others can reach the port, use --Demonstration:Enabled false or another environment."
    )]
    private static partial void LogDemonstrationOpen(ILogger logger);
}
