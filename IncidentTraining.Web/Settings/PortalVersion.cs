using System.Reflection;

namespace IncidentTraining.Web.Settings;

/// <summary>The version of the running program, as <c>Directory.Build.props</c> states it.</summary>
internal static class PortalVersion
{
    /// <summary>Without the revision that the compiler appends after a plus sign.</summary>
    public static string Text { get; } =
        typeof(PortalVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
