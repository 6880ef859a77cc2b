using System.Net.Sockets;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Connections;

namespace IncidentTraining.Web.Startup;

internal static class Serving
{
    /// <summary>Runs the portal until the process is asked to stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ServeAsync(this WebApplication app, PortalSettings settings)
    {
        await using var ended = app;
        if (!app.Services.GetRequiredService<DataFolderLock>().TryAcquire(out var holder))
        {
            SettingsStartup.PrintProblems([
                $"{Settings.KnownSettings.DataDirectory}: {settings.DataDirectory} is in use by {holder}. Stop that portal, or use another folder: two portals cannot share a data folder.",
            ]);
            return ExitCode.WrongSettings;
        }

        if (!await app.PrepareAsync(settings))
        {
            return ExitCode.WrongSettings;
        }

        app.Lifetime.ApplicationStarted.Register(() => app.Announce(settings));
        try
        {
            await app.StartAsync();
        }
        catch (Exception failure) when (failure is SocketException or IOException { InnerException: AddressInUseException })
        {
            // The settings were checked, but another program may have taken the port since. Started services must be stopped, or they would
            // use disposed services.
            await app.StopAsync();
            SettingsStartup.PrintProblems([
                $"--{Settings.KnownSettings.Urls}: {failure.Message} Use another address, for example http://0.0.0.0:8080.",
            ]);
            return ExitCode.WrongSettings;
        }

        await app.WaitForShutdownAsync();
        return ExitCode.Stopped;
    }
}
