using IncidentTraining.Web.Startup.CommandLine;

namespace IncidentTraining.Web.Startup;

internal static class PortalHost
{
    /// <summary>Builds from the program's own folder, whatever the current one is and whatever settings file lies there.</summary>
    public static WebApplicationBuilder CreateBuilder(PortalCommand command)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. command.Settings],
            ContentRootPath = OwnFolder(AppContext.BaseDirectory),
        });
        // A start that fails is reported once: as a wrong setting, or by the exception itself.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (command.Verb is not Verb.Serve)
        {
            // The output of a command is its report, which may be JSON.
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        return builder;
    }

    /// <summary>
    /// The folder with the settings file, the assets and the default data: that of the published files, or the project's
    /// when the program runs from its build output, which is deleted too easily to hold data.
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
