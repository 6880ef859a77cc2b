namespace IncidentTraining.Web.Startup;

internal static class PortalHost
{
    /// <summary>Builds the host from the program's own folder, regardless of the current directory.</summary>
    /// <param name="settings">The settings on the command line, as <c>--name=value</c>.</param>
    /// <param name="serving">Whether the portal runs until it is stopped; false for a command that prints a report and exits.</param>
    public static WebApplicationBuilder CreateBuilder(IEnumerable<string> settings, bool serving)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = [.. settings], ContentRootPath = OwnFolder(AppContext.BaseDirectory) }
        );
        // A failed start is reported once: as an invalid setting, or by the exception itself.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (!serving)
        {
            // A command's output is its report, which may be JSON.
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        return builder;
    }

    /// <summary>
    /// The folder of the settings file, the assets and the default data: the published folder, or the project folder when the program runs
    /// from its build output, which is deleted too easily to hold data.
    /// </summary>
    /// <param name="programFolder">The folder of the running program.</param>
    public static string OwnFolder(string programFolder)
    {
        if (!Directory.Exists(Path.Combine(programFolder, "wwwroot")))
        {
            for (var folder = new DirectoryInfo(programFolder); folder.Parent is { } parent; folder = parent)
            {
                if (folder.Name is "bin" && File.Exists(Path.Combine(parent.FullName, "IncidentTraining.Web.csproj")))
                {
                    return parent.FullName;
                }
            }
        }

        return programFolder;
    }
}
