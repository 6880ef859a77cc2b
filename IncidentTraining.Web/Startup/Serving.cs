using System.Net.Sockets;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Connections;

namespace IncidentTraining.Web.Startup;

internal static class Serving
{
    /// <summary>Serves until the process is told to stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ServeAsync(this WebApplication app, PortalSettings settings)
    {
        await using var ended = app;
        if (!app.Services.GetRequiredService<DataFolderLock>().TryAcquire(out var holder))
        {
            SettingsStartup.PrintProblems([$"{Settings.KnownSettings.DataDirectory}: {settings.DataDirectory} is in use by {holder}. Stop that portal, or name another folder: two portals on one folder would disagree about timers and runs."]);
            return ExitCode.WrongSettings;
        }

        if (!await app.PrepareAsync(settings))
        {
            return ExitCode.WrongSettings;
        }

        try
        {
            await app.StartAsync();
        }
        catch (Exception failure) when (failure is SocketException or IOException { InnerException: AddressInUseException })
        {
            // The settings were checked, but another program may have taken the port since, or have .NET's default one.
            // Services that have started are in the middle of something: without an end they would meet disposed ones.
            await app.StopAsync();
            SettingsStartup.PrintProblems([$"--{Settings.KnownSettings.Urls}: {failure.Message} Write another address, e.g. http://0.0.0.0:8080."]);
            return ExitCode.WrongSettings;
        }

        await app.WaitForShutdownAsync();
        return ExitCode.Stopped;
    }
}
