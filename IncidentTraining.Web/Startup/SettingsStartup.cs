using System.Diagnostics.CodeAnalysis;

namespace IncidentTraining.Web.Startup;

internal static class SettingsStartup
{
    /// <summary>Reads the settings, or prints every problem with its cure: a portal that starts half configured fails later and worse.</summary>
    public static bool TryReadSettings(this WebApplicationBuilder builder, [NotNullWhen(true)] out PortalSettings? settings)
    {
        (settings, var problems) = PortalSettings.Read(builder.Configuration, builder.Environment);
        if (settings is not null)
        {
            builder.Services.AddSingleton(settings);
            return true;
        }

        Console.Error.WriteLine($"The portal did not start: {problems.Count} setting(s) need a cure.");
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"  - {problem}");
        }

        return false;
    }
}
