using System.Diagnostics.CodeAnalysis;
using IncidentTraining.Web.Settings;

namespace IncidentTraining.Web.Startup;

internal static class SettingsStartup
{
    /// <summary>Reads the settings, or prints every problem and how to fix it. The portal does not start with invalid settings.</summary>
    /// <param name="builder">The builder with all configuration sources.</param>
    /// <param name="serving">Whether the portal will serve requests, or only run a command.</param>
    /// <param name="settings">The settings; null when there are problems.</param>
    public static bool TryReadSettings(this WebApplicationBuilder builder, bool serving, [NotNullWhen(true)] out PortalSettings? settings)
    {
        (settings, var problems) = PortalSettings.Read(builder.Configuration, builder.Environment, serving);
        if (settings is not null)
        {
            builder.Services.AddSingleton(settings);
            builder.Services.AddSingleton(settings.Public);
            return true;
        }

        PrintProblems(problems);
        return false;
    }

    /// <summary>Prints why the program does not start.</summary>
    public static void PrintProblems(IReadOnlyList<string> problems)
    {
        Console.Error.WriteLine(
            problems.Count == 1
                ? "The portal did not start. One setting is wrong:"
                : $"The portal did not start. {problems.Count} settings are wrong:"
        );
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"  - {problem}");
        }
    }
}
