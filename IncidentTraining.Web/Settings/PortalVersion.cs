using System.Reflection;

namespace IncidentTraining.Web.Settings;

/// <summary>The version of the running program, from <c>Directory.Build.props</c>.</summary>
internal static class PortalVersion
{
    /// <summary>The version without the revision that the compiler appends after a plus sign.</summary>
    public static string Text { get; } =
        typeof(PortalVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
